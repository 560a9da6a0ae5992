-- Who is on the agriculture bureau's list.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS VARCHAR) AS cause
FROM night
WHERE FALSE
