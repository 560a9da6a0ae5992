-- Who asked for help.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS VARCHAR) AS help_request_no,
    CAST(NULL AS DATE) AS help_requested_on,
    CAST(NULL AS VARCHAR) AS help_need
FROM night
WHERE FALSE
