-- Support from relatives living apart.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS BIGINT) AS support_12m_fen,
    CAST(NULL AS BOOLEAN) AS has_able_obligor
FROM night
WHERE FALSE
