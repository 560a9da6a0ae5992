-- One-time subsidy.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS BIGINT) AS amount_fen,
    CAST(NULL AS DATE) AS valid_from,
    CAST(NULL AS VARCHAR) AS group_name,
    CAST(NULL AS INTEGER) AS group_count
FROM night
WHERE FALSE
