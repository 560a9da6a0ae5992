-- Children and their parents.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS INTEGER) AS lost_count,
    CAST(NULL AS INTEGER) AS able_count
FROM night
WHERE FALSE
