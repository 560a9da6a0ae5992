-- N01：收入离低保线差多少
-- N01: how far below the line an income is
SELECT warning_id, CAST(evidence ->> '$.shortfall_12m_cny' AS DECIMAL(18, 2)) AS shortfall_12m_cny
FROM warning
WHERE rule_code = 'N01' AND is_listed
ORDER BY shortfall_12m_cny DESC NULLS LAST;
