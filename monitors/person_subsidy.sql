-- The one-time living subsidy in force for every person.
-- One row per person. Whoever stands on several lists is paid once, under the first by name.
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
LEFT JOIN (
    SELECT
        person_group.person_no,
        min(person_group.group_name) AS group_name,
        CAST(count(*) AS INTEGER) AS group_count
    FROM person_group
    JOIN place_value listed
        ON listed.village_code = person_group.village_code
        AND listed.day = 'as_of'
        AND listed.key = 'one_time_subsidy_group'
        AND listed.population = person_group.group_name
        AND listed.value_e6 = 1000000
    GROUP BY person_group.person_no
) paid ON paid.person_no = member.person_no
