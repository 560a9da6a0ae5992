-- When a household is reviewed again.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS DATE) AS reviewed_on,
    CAST(NULL AS DATE) AS review_due_on
FROM night
WHERE FALSE
