-- Who brought the income and is gone.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS DATE) AS breadwinner_lost_on,
    CAST(NULL AS BIGINT) AS breadwinner_income_12m_fen,
    CAST(NULL AS BIGINT) AS breadwinner_limit_12m_fen
FROM night
WHERE FALSE
