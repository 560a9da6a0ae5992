-- When a household that receives subsistence allowance or extreme-poverty support is reviewed again: sooner where
-- somebody could work, for what such a family lives on does not stay the same (民发〔2021〕57号: families whose means
-- hardly change every twelve months, those of unstable income with members able to work every six).
-- One row per household with such a benefit; a benefit that was never reviewed was looked at when it began.
SELECT
    reviewed.household_id,
    reviewed.reviewed_on,
    CAST(reviewed.reviewed_on + INTERVAL '1' MONTH * CASE WHEN coalesce(able.is_unstable, 0) = 1
        THEN place.unstable_review_months ELSE place.stable_review_months END AS DATE) AS review_due_on
FROM (
    SELECT benefit.household_id, coalesce(max(benefit.reviewed_on), max(benefit.started_on)) AS reviewed_on
    FROM benefit_known benefit
    CROSS JOIN night
    WHERE benefit.benefit IN ('subsistence_allowance', 'extreme_poverty_support')
        AND benefit.started_on <= night.as_of
        AND coalesce(benefit.ended_on, DATE '9999-12-31') >= night.as_of
    GROUP BY benefit.household_id
) reviewed
JOIN household ON household.household_id = reviewed.household_id
LEFT JOIN place_household place ON place.village_code = household.village_code
LEFT JOIN (
    SELECT
        member.household_id,
        max(CASE WHEN income.is_working_age AND NOT coalesce(disability.is_severe, FALSE) THEN 1 ELSE 0 END)
            AS is_unstable
    FROM member
    JOIN person_income income ON income.person_no = member.person_no
    LEFT JOIN person_disability disability ON disability.person_no = member.person_no
    WHERE member.is_counted
    GROUP BY member.household_id
) able ON able.household_id = reviewed.household_id
