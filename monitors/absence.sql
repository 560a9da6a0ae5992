-- Who is away.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS VARCHAR) AS kind,
    CAST(NULL AS DATE) AS since_on,
    CAST(NULL AS BOOLEAN) AS is_away
FROM night
WHERE FALSE
