-- Which groups a person belongs to for whom subsidies are paid.
-- One row per (person_no, group_name), counted people only.
SELECT member.person_no, household.village_code, benefit_running.benefit AS group_name
FROM member
JOIN household ON household.household_id = member.household_id
JOIN benefit_running ON benefit_running.person_no = member.person_no
WHERE member.is_counted
UNION ALL
SELECT member.person_no, household.village_code, 'unemployment_benefit'
FROM member
JOIN household ON household.household_id = member.household_id
JOIN person_employment employment ON employment.person_no = member.person_no
WHERE member.is_counted AND employment.has_unemployment_benefit
