-- Which groups a person belongs to for whom subsidies are paid.
-- One row per (person_no, group_name), counted people only. A benefit is one person's where it names one, else
-- everyone's in the household; its last day still counts.
SELECT DISTINCT member.person_no, household.village_code, benefit.benefit AS group_name
FROM member
CROSS JOIN night
JOIN household ON household.household_id = member.household_id
JOIN benefit_known benefit
    ON benefit.household_id = member.household_id
    AND (benefit.person_no IS NULL OR benefit.person_no = member.person_no)
    AND benefit.started_on <= night.as_of
    AND coalesce(benefit.ended_on, DATE '9999-12-31') >= night.as_of
WHERE member.is_counted
UNION ALL
SELECT member.person_no, household.village_code, 'unemployment_benefit'
FROM member
JOIN household ON household.household_id = member.household_id
JOIN person_employment employment ON employment.person_no = member.person_no
WHERE member.is_counted AND employment.has_unemployment_benefit
