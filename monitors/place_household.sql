-- Who counts: the values in force.
SELECT
    CAST(NULL AS VARCHAR) AS village_code,
    CAST(NULL AS DECIMAL(8, 4)) AS single_person_share,
    CAST(NULL AS INTEGER) AS child_age_limit_years
FROM night
WHERE FALSE
