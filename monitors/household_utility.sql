-- Power and water.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS DECIMAL(18, 4)) AS utility_usage,
    CAST(NULL AS DECIMAL(18, 4)) AS utility_usage_limit,
    CAST(NULL AS INTEGER) AS utility_arrears_months,
    CAST(NULL AS INTEGER) AS utility_arrears_limit_months
FROM night
WHERE FALSE
