-- The need that is paid next.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS VARCHAR) AS confirmed_cause,
    CAST(NULL AS DATE) AS confirmed_on,
    CAST(NULL AS VARCHAR) AS confirmed_warning_id,
    CAST(NULL AS BOOLEAN) AS confirmed_is_small_fast
FROM night
WHERE FALSE
