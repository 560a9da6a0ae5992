-- Power and water of every household, month by month: all meters of a kind together.
-- One row per (household_id, kind, month) of the last fifteen months and this one. Use is exact to four places and
-- counted in whole ten-thousandths; while one of the meters is unread it is unknown.
SELECT
    household_id,
    kind,
    month_no,
    CASE WHEN count(usage_e4) = count(*) THEN CAST(sum(usage_e4) AS BIGINT) END AS usage_e4,
    max(is_in_arrears) AS is_in_arrears
FROM (
    SELECT
        utility.household_id,
        utility.kind,
        extract(YEAR FROM utility.month) * 12 + extract(MONTH FROM utility.month) AS month_no,
        CAST(CAST(utility.usage AS DECIMAL(10, 4)) * 10000 AS BIGINT) AS usage_e4,
        CASE WHEN utility.arrears_fen > 0 THEN 1 ELSE 0 END AS is_in_arrears
    FROM utility_known utility
    CROSS JOIN night
    WHERE utility.month >= night.previous_from AND utility.month <= night.month_start
) metered
GROUP BY household_id, kind, month_no
