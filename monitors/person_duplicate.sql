-- Who is paid twice.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS DATE) AS month_on,
    CAST(NULL AS VARCHAR) AS benefit,
    CAST(NULL AS INTEGER) AS payment_count,
    CAST(NULL AS VARCHAR) AS exclusive_benefits
FROM night
WHERE FALSE
