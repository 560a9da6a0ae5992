-- What every person listed receives on the business date, alone or with the household.
-- One row per (person_no, benefit). A benefit that names no person is everyone's in the household; its last day
-- still counts.
SELECT DISTINCT person_no, benefit
FROM (
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
