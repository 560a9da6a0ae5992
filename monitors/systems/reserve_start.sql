-- From what each township's ledger is added up: its first opening balance, and the year from which entries count.
-- One row per township with an entry by the night. An opening of the first year is where it starts. A reserve that
-- began with a top-up started from nothing. Where the first entry is a draw, what was there before is not known until
-- an opening is entered; without any it stays unknown (null), and nothing is guessed for it.
SELECT
    township_code,
    first_on,
    -- A reserve that began with a top-up has none: every opening entered later repeats what was carried over.
    CASE
        WHEN first_opening_year = first_year THEN first_opening_no
        WHEN first_kind = 'top_up' THEN ''
        ELSE first_opening_no
    END AS opening_no,
    CASE
        WHEN first_opening_year = first_year THEN first_opening_on
        WHEN first_kind = 'top_up' THEN first_on
        ELSE first_opening_on
    END AS opened_on,
    CASE
        WHEN first_opening_year = first_year THEN first_opening_fen
        WHEN first_kind = 'top_up' THEN 0
        ELSE first_opening_fen
    END AS opening_fen,
    CASE
        WHEN first_opening_year = first_year THEN first_year
        WHEN first_kind = 'top_up' THEN first_year
        ELSE first_opening_year
    END AS from_year
FROM (
    SELECT
        township_code,
        min(entered_on) AS first_on,
        min(entry_year) AS first_year,
        max(CASE WHEN place = 1 THEN kind END) AS first_kind,
        max(CASE WHEN kind = 'opening' AND place_of_kind = 1 THEN entry_no END) AS first_opening_no,
        max(CASE WHEN kind = 'opening' AND place_of_kind = 1 THEN entered_on END) AS first_opening_on,
        max(CASE WHEN kind = 'opening' AND place_of_kind = 1 THEN entry_year END) AS first_opening_year,
        max(CASE WHEN kind = 'opening' AND place_of_kind = 1 THEN amount_fen END) AS first_opening_fen
    FROM (
        SELECT
            fund.*,
            extract(YEAR FROM fund.entered_on) AS entry_year,
            row_number() OVER (
                PARTITION BY fund.township_code
                ORDER BY fund.entered_on, CASE fund.kind WHEN 'opening' THEN 0 WHEN 'top_up' THEN 1 ELSE 2 END, fund.entry_no
            ) AS place,
            row_number() OVER (
                PARTITION BY fund.township_code, fund.kind ORDER BY fund.entered_on, fund.entry_no
            ) AS place_of_kind
        FROM reserve_fund_known fund
        CROSS JOIN night
        WHERE fund.entered_on <= night.as_of
    ) entry
    GROUP BY township_code
) first_entry
