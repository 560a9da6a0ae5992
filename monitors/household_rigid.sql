-- Spending that a household cannot avoid.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS BIGINT) AS disposable_income_limit_12m_fen,
    CAST(NULL AS BIGINT) AS rigid_expenditure_12m_fen,
    CAST(NULL AS BIGINT) AS rigid_medical_12m_fen,
    CAST(NULL AS BIGINT) AS rigid_education_12m_fen,
    CAST(NULL AS BIGINT) AS rigid_expenditure_limit_12m_fen
FROM night
WHERE FALSE
