-- Whom a disaster or accident struck.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS DATE) AS occurred_on,
    CAST(NULL AS VARCHAR) AS kind,
    CAST(NULL AS BIGINT) AS loss_fen
FROM night
WHERE FALSE
