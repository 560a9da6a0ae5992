-- Which assistance every household receives on the business date, by anyone in it.
-- One row per household that receives any. The last day of a benefit still counts. What names a person follows that
-- person into another household, and stays with the first as well: one member's name may stand for the household.
SELECT
    household_id,
    bool_or(benefit = 'subsistence_allowance') AS has_subsistence_allowance,
    bool_or(benefit = 'extreme_poverty_support') AS has_extreme_poverty_support,
    bool_or(benefit = 'near_dibao') AS has_near_dibao,
    bool_or(benefit = 'rigid_expenditure') AS has_rigid_expenditure,
    bool_or(benefit = 'poverty_return_watch') AS has_poverty_return_watch,
    bool_or(benefit IN (
        'subsistence_allowance', 'extreme_poverty_support', 'near_dibao', 'rigid_expenditure', 'poverty_return_watch'
    )) AS has_low_income_status
FROM (
    SELECT household_id, benefit, started_on, ended_on FROM benefit_known
    UNION ALL
    SELECT listed_member.household_id, moved.benefit, moved.started_on, moved.ended_on
    FROM benefit_known moved
    JOIN listed_member ON listed_member.person_no = moved.person_no
    WHERE moved.household_id <> listed_member.household_id
) received
CROSS JOIN night
WHERE started_on <= night.as_of AND coalesce(ended_on, DATE '9999-12-31') >= night.as_of
GROUP BY household_id
