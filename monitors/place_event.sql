-- How recent an event must be: the values in force.
SELECT
    CAST(NULL AS VARCHAR) AS village_code,
    CAST(NULL AS DATE) AS hazard_from_on
FROM night
WHERE FALSE
