-- When a member who still has work last took it up, within the locality's grace: income that work lifts over the
-- line does not end the allowance at once (渐退期).
-- One row per household with such a member.
SELECT member.household_id, max(event.event_on) AS started_on
FROM employment_known event
CROSS JOIN night
JOIN member ON member.person_no = event.person_no AND member.is_counted
JOIN household ON household.household_id = member.household_id
JOIN place_income place ON place.village_code = household.village_code
JOIN person_employment employment ON employment.person_no = event.person_no AND NOT employment.has_zero_income_event
WHERE event.event IN ('insured', 'employed')
    AND event.event_on <= night.as_of
    AND CAST(event.event_on + INTERVAL '1' MONTH * place.grace_months AS DATE) > night.as_of
GROUP BY member.household_id
