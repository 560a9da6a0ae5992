-- Who can work.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS BOOLEAN) AS has_working_ability,
    CAST(NULL AS INTEGER) AS household_able_member_count
FROM night
WHERE FALSE
