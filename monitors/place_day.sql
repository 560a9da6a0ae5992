-- For which places and days values are looked up: every village on the business date, on the first of its month and in
-- the month of the latest price index; every township, and every place where help was asked for, on the business date;
-- an application's township on the day of acceptance (how long it may take) and of the decision (which level decides).
-- One row per (village_code, day, key); a township's code ends in 000 here. A day of its own is asked for one key at a
-- time: what held when an entry was made, or a decision taken, stays what it is judged by.
SELECT DISTINCT
    listed.residence_region AS village_code,
    'as_of' AS day,
    night.as_of AS on_day,
    CAST(NULL AS VARCHAR) AS key
FROM listed_member listed
CROSS JOIN night
UNION
SELECT township.township_code || '000', 'as_of', night.as_of, NULL
FROM township
CROSS JOIN night
UNION
SELECT rpad(request.incident_region, 12, '0'), 'as_of', night.as_of, NULL
FROM help_request_known request
CROSS JOIN night
UNION
SELECT township_code || '000', CAST(accepted_on AS VARCHAR), accepted_on, 'approval_days'
FROM application_known
UNION
SELECT township_code || '000', CAST(decided_on AS VARCHAR), decided_on, 'approval_level'
FROM application_known
WHERE decided_on IS NOT NULL
UNION
SELECT listed.residence_region, 'month_start', night.month_start, NULL
FROM listed_member listed
CROSS JOIN night
UNION
SELECT village_code, 'price_month', month_on, NULL
FROM place_index
UNION
SELECT place.township_code || '000', CAST(price.month AS VARCHAR), price.month, wanted_key.key
FROM (SELECT DISTINCT month FROM price_index_known) price
CROSS JOIN night
CROSS JOIN township place
CROSS JOIN (SELECT 'price_cpi' AS key UNION ALL SELECT 'price_food' UNION ALL SELECT 'price_pay_days') wanted_key
WHERE price.month >= night.window_from AND price.month <= night.as_of
UNION
SELECT fund.township_code || '000', CAST(fund.entered_on AS VARCHAR), fund.entered_on, spent_by.key
FROM reserve_fund_known fund
CROSS JOIN night
CROSS JOIN (
    SELECT 'township_approval_multiple' AS key
    UNION ALL SELECT 'subsistence_allowance_standard'
    UNION ALL SELECT 'residence_class'
) spent_by
WHERE fund.kind = 'spent' AND fund.entered_on <= night.as_of AND fund.entered_on >= night.year_start - INTERVAL '1' YEAR
