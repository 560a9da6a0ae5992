-- On which of the lists that a one-time subsidy goes by a person stands, and in how many rows.
-- One row per (person_no, category), where a subsidy is in force and pays the category. A row of the benefit register
-- that names no person stands for everyone in the household; unemployment benefit stands in another register, once.
SELECT
    standing.person_no,
    standing.group_name AS category,
    CASE WHEN standing.group_name = 'unemployment_benefit' THEN 1 ELSE count(received.person_no) END AS list_rows
FROM person_group standing
JOIN place_value subsidy
    ON subsidy.village_code = standing.village_code
    AND subsidy.day = 'as_of'
    AND subsidy.key = 'one_time_subsidy'
JOIN place_value listed
    ON listed.village_code = standing.village_code
    AND listed.day = 'as_of'
    AND listed.key = 'one_time_subsidy_group'
    AND listed.population = standing.group_name
    AND listed.value_e6 = 1000000
LEFT JOIN (
    SELECT benefit.person_no, benefit.benefit
    FROM benefit_known benefit
    CROSS JOIN night
    WHERE benefit.person_no IS NOT NULL
        AND benefit.started_on <= night.as_of
        AND coalesce(benefit.ended_on, DATE '9999-12-31') >= night.as_of
    UNION ALL
    SELECT listed_member.person_no, benefit.benefit
    FROM benefit_known benefit
    CROSS JOIN night
    JOIN listed_member ON listed_member.household_id = benefit.household_id
    WHERE benefit.person_no IS NULL
        AND benefit.started_on <= night.as_of
        AND coalesce(benefit.ended_on, DATE '9999-12-31') >= night.as_of
) received
    ON received.person_no = standing.person_no
    AND received.benefit = standing.group_name
GROUP BY standing.person_no, standing.group_name
