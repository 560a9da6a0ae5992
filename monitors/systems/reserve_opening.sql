-- Opening balances entered after the first: a new year's, held against what the books carry over.
-- One row per later opening. It is never added again: it only repeats what was left at the end of the year before (a
-- second opening of the first year repeats the first).
SELECT
    opening.entry_no,
    opening.township_code,
    opening.entered_on,
    opening.amount_fen AS opening_fen,
    carried.carried_over_fen,
    opening.amount_fen - carried.carried_over_fen AS difference_fen,
    row_number() OVER (
        PARTITION BY opening.township_code ORDER BY opening.entered_on DESC, opening.entry_no DESC
    ) = 1 AS is_latest
FROM reserve_fund_known opening
CROSS JOIN night
JOIN (
    SELECT
        later.entry_no,
        CAST(min(start.opening_fen) + sum(CASE
            WHEN extract(YEAR FROM entry.entered_on) < start.from_year
                OR extract(YEAR FROM entry.entered_on) >= extract(YEAR FROM later.entered_on) THEN 0
            WHEN entry.kind = 'top_up' THEN entry.amount_fen
            WHEN entry.kind = 'spent' THEN -entry.amount_fen
            ELSE 0
        END) AS BIGINT) AS carried_over_fen
    FROM reserve_fund_known later
    JOIN reserve_start start
        ON start.township_code = later.township_code
        AND start.opening_no <> later.entry_no
    JOIN reserve_fund_known entry ON entry.township_code = later.township_code
    WHERE later.kind = 'opening'
    GROUP BY later.entry_no
) carried ON carried.entry_no = opening.entry_no
WHERE opening.kind = 'opening' AND opening.entered_on <= night.as_of
