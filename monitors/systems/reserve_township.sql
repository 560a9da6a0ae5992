-- The townships of the home area and their reserves: balance = first opening + top-ups - spent, up to the night.
-- One row per township; none where no ledger was ever delivered. A township without an entry has no ledger: its money
-- is not known, which is not nothing. Draws and payments may be held against each other up to `payments_until` and
-- `draws_until`: what happened later may not have been written into the other book yet, or not have been delivered.
SELECT
    place.township_code,
    ledger.township_code IS NOT NULL AS has_ledger,
    ledger.first_on AS ledger_from_on,
    ledger.opened_on,
    ledger.opening_fen,
    ledger.top_up_fen,
    ledger.spent_fen,
    ledger.opening_fen + ledger.top_up_fen - ledger.spent_fen AS balance_fen,
    coalesce(ledger.entries, 0) AS entries,
    coalesce(ledger.draws, 0) AS draws,
    ledger.last_entry_on,
    minimum.fen AS low_line_fen,
    ledger.opening_fen + ledger.top_up_fen - ledger.spent_fen < minimum.fen AS is_low,
    later.difference_fen AS carried_over_difference_fen,
    CAST(least(night.as_of, delivered.fund_on) - INTERVAL '1' DAY * match.within_days AS DATE) AS payments_until,
    CAST(least(night.as_of, delivered.relief_on) - INTERVAL '1' DAY * match.within_days AS DATE) AS draws_until,
    match.within_days AS match_days
FROM home_township place
CROSS JOIN night
CROSS JOIN (
    SELECT
        max(CASE WHEN extract = 'reserve_fund' THEN last_known_on END) AS fund_on,
        max(CASE WHEN extract = 'relief_payment' THEN last_known_on END) AS relief_on
    FROM delivered
) delivered
LEFT JOIN (
    SELECT
        start.township_code,
        min(start.first_on) AS first_on,
        min(start.opened_on) AS opened_on,
        min(start.opening_fen) AS opening_fen,
        CAST(sum(CASE WHEN entry.kind = 'top_up' AND entry.is_counted THEN entry.amount_fen ELSE 0 END) AS BIGINT)
            AS top_up_fen,
        CAST(sum(CASE WHEN entry.kind = 'spent' AND entry.is_counted THEN entry.amount_fen ELSE 0 END) AS BIGINT)
            AS spent_fen,
        count(*) AS entries,
        sum(CASE WHEN entry.kind = 'spent' THEN 1 ELSE 0 END) AS draws,
        max(entry.entered_on) AS last_entry_on
    FROM reserve_start start
    JOIN (
        SELECT
            fund.*,
            extract(YEAR FROM fund.entered_on) >= coalesce(of_township.from_year, 0) AS is_counted
        FROM reserve_fund_known fund
        CROSS JOIN night
        JOIN reserve_start of_township ON of_township.township_code = fund.township_code
        WHERE fund.entered_on <= night.as_of
    ) entry ON entry.township_code = start.township_code
    GROUP BY start.township_code
) ledger ON ledger.township_code = place.township_code
LEFT JOIN reserve_opening later ON later.township_code = place.township_code AND later.is_latest
LEFT JOIN (
    SELECT village_code, value_e6 // 10000 AS fen
    FROM place_value
    WHERE day = 'as_of' AND key = 'reserve_minimum'
) minimum ON minimum.village_code = place.township_code || '000'
LEFT JOIN (
    SELECT village_code, CAST(value_e6 // 1000000 AS INTEGER) AS within_days
    FROM place_value
    WHERE day = 'as_of' AND key = 'reserve_match_days'
) match ON match.village_code = place.township_code || '000'
WHERE delivered.fund_on IS NOT NULL
    -- A code that ends so is the county, where nobody wrote down the township.
    AND substr(place.township_code, 7, 3) <> '000'
