-- People outside the register who asked for help here.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS VARCHAR) AS household_id
FROM night
WHERE FALSE
