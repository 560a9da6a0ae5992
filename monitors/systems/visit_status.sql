-- For which statuses a household in the register is called on regularly: those that run on the business date and that
-- the locality names (visit_group).
-- One row per (household_id, population), with the first day on which it ran. Like benefit_status: what names a person
-- follows that person into another household.
SELECT household.household_id, received.benefit AS population, min(received.started_on) AS started_on
FROM (
    SELECT household_id, benefit, started_on, ended_on FROM benefit_known
    UNION ALL
    SELECT listed_member.household_id, moved.benefit, moved.started_on, moved.ended_on
    FROM benefit_known moved
    JOIN listed_member ON listed_member.person_no = moved.person_no
    WHERE moved.household_id <> listed_member.household_id
) received
CROSS JOIN night
JOIN household ON household.household_id = received.household_id
JOIN place_value visit_group
    ON visit_group.village_code = household.village_code
    AND visit_group.day = 'as_of'
    AND visit_group.key = 'visit_group'
    AND visit_group.population = received.benefit
WHERE received.started_on <= night.as_of
    AND coalesce(received.ended_on, DATE '9999-12-31') >= night.as_of
    AND visit_group.value_e6 > 0
GROUP BY household.household_id, received.benefit
