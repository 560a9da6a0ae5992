-- The one-time living subsidy in force for every person.
-- One row per person.
SELECT
    member.person_no,
    subsidy.value_e6 // 10000 AS amount_fen,
    subsidy.valid_from,
    paid.group_name,
    coalesce(paid.group_count, 0) AS group_count
FROM member
JOIN household ON household.household_id = member.household_id
LEFT JOIN place_value subsidy
    ON subsidy.village_code = household.village_code
    AND subsidy.day = 'as_of'
    AND subsidy.key = 'one_time_subsidy'
LEFT JOIN paid_group paid ON paid.person_no = member.person_no AND paid.list = 'one_time_subsidy_group'
