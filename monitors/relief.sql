-- What temporary assistance could be suggested.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS VARCHAR) AS cause
FROM night
WHERE FALSE
