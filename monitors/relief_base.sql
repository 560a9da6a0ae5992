-- What an amount of temporary assistance is made from: standard, people, scheme, and what was paid already.
-- One row per case. The standard is that of the place and the head's class on the business date, whatever the
-- registration. A multiple may be the household's highest status's own. Null is not known or not set.
SELECT
    asked.household_id,
    asked.person_no,
    asked.cause,
    household_limit.standard_fen_per_month AS standard_fen,
    household_limit.standard_valid_from AS standard_from,
    CASE WHEN asked.person_no IS NULL THEN household.member_count ELSE 1 END AS people_count,
    scheme.basis,
    scheme.flat_fen,
    scheme.share_e6,
    scheme.deductible_fen,
    scheme.floor_multiple_e6,
    scheme.cap_multiple_e6,
    scheme.cap_basis,
    scheme.annual_cap_fen,
    scheme.rounding,
    scheme.is_once_a_year,
    scheme.small_fast_multiple_e6,
    scheme.small_fast_carry,
    scheme.township_multiple_e6,
    scheme.township_carry,
    multiple.value_e6 AS multiple_e6,
    CASE
        WHEN asked.cause = 'education' AND asked.person_no IS NULL THEN household_fee.self_paid_fen
        WHEN asked.cause = 'education' THEN education.self_paid_fen
        WHEN asked.person_no IS NULL THEN household_medical.medical_self_paid_year_fen
        WHEN night.is_medical_expense_delivered THEN coalesce(expense.self_paid_year_fen, 0)
    END AS self_paid_fen,
    night.is_relief_payment_delivered AS is_paid_known,
    coalesce(paid.cause_fen, 0) AS paid_cause_fen,
    coalesce(paid.year_fen, 0) AS paid_year_fen
FROM relief_case asked
CROSS JOIN night
JOIN household ON household.household_id = asked.household_id
JOIN household_limit ON household_limit.household_id = asked.household_id
JOIN place_relief scheme ON scheme.village_code = household.village_code AND scheme.cause = asked.cause
LEFT JOIN benefit_status status ON status.household_id = asked.household_id
LEFT JOIN place_value multiple
    ON multiple.village_code = household.village_code
    AND multiple.day = 'as_of'
    AND multiple.key = 'relief_multiple'
    AND multiple.population = CASE
        WHEN status.has_extreme_poverty_support THEN asked.cause || '.extreme_poverty_support'
        WHEN status.has_subsistence_allowance THEN asked.cause || '.subsistence_allowance'
        WHEN status.has_near_dibao THEN asked.cause || '.near_dibao'
        WHEN status.has_rigid_expenditure THEN asked.cause || '.rigid_expenditure'
        ELSE asked.cause
    END
LEFT JOIN household_medical ON household_medical.household_id = asked.household_id
LEFT JOIN person_medical_expense expense ON expense.person_no = asked.person_no
LEFT JOIN person_education education ON education.person_no = asked.person_no
LEFT JOIN (
    SELECT member.household_id, CAST(sum(fee.self_paid_fen) AS BIGINT) AS self_paid_fen
    FROM member
    JOIN person_education fee ON fee.person_no = member.person_no
    WHERE member.is_counted
    GROUP BY member.household_id
) household_fee ON household_fee.household_id = asked.household_id
LEFT JOIN (
    -- To a household counts what anyone in it received; to a person the person's own and the whole household's.
    SELECT
        same.household_id,
        same.person_no,
        same.cause,
        CAST(sum(CASE WHEN relief_paid.cause = same.cause THEN relief_paid.amount_fen ELSE 0 END) AS BIGINT) AS cause_fen,
        CAST(sum(relief_paid.amount_fen) AS BIGINT) AS year_fen
    FROM relief_case same
    JOIN relief_paid
        ON relief_paid.household_id = same.household_id
        AND (same.person_no IS NULL OR relief_paid.person_no IS NULL OR relief_paid.person_no = same.person_no)
    GROUP BY same.household_id, same.person_no, same.cause
) paid
    ON paid.household_id = asked.household_id
    AND paid.person_no IS NOT DISTINCT FROM asked.person_no
    AND paid.cause = asked.cause
