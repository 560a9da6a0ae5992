-- What may be owned: the values in force.
SELECT
    CAST(NULL AS VARCHAR) AS village_code
FROM night
WHERE FALSE
