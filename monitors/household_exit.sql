-- Who left subsistence allowance.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS DATE) AS subsistence_ended_on,
    CAST(NULL AS DATE) AS exit_watch_from_on
FROM night
WHERE FALSE
