-- Who holds a disability certificate.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS VARCHAR) AS kind,
    CAST(NULL AS INTEGER) AS level,
    CAST(NULL AS DATE) AS issued_on,
    CAST(NULL AS DATE) AS new_from_on,
    CAST(NULL AS BOOLEAN) AS is_severe,
    CAST(NULL AS BOOLEAN) AS is_single_person_ground
FROM night
WHERE FALSE
