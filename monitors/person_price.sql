-- Price linkage.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS DATE) AS month_on,
    CAST(NULL AS DECIMAL(18, 4)) AS cpi_yoy,
    CAST(NULL AS DECIMAL(18, 4)) AS food_yoy,
    CAST(NULL AS BOOLEAN) AS is_started,
    CAST(NULL AS VARCHAR) AS group_name,
    CAST(NULL AS INTEGER) AS group_count,
    CAST(NULL AS VARCHAR) AS method,
    CAST(NULL AS BIGINT) AS supplement_fen
FROM night
WHERE FALSE
