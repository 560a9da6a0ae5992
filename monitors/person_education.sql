-- Who is at school, and what it costs.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS DATE) AS school_year_on,
    CAST(NULL AS VARCHAR) AS stage,
    CAST(NULL AS BIGINT) AS self_paid_fen,
    CAST(NULL AS BIGINT) AS aid_fen,
    CAST(NULL AS BOOLEAN) AS has_left_school
FROM night
WHERE FALSE
