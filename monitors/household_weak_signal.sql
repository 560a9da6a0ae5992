-- Weak signals: each below its own line, and what they are worth together. The weights are dated values of the
-- locality and have no legal force; what is unknown is worth nothing.
-- One row per household in the register.
SELECT
    household_id,
    points_income_near,
    points_medical,
    points_education,
    points_income_fall,
    points_no_work,
    points_severe_disability,
    points_elder_alone,
    points_utility,
    points_income_near + points_medical + points_education + points_income_fall + points_no_work
        + points_severe_disability + points_elder_alone + points_utility AS signal_points,
    points_limit AS signal_points_limit
FROM (
    SELECT
        household.household_id,
        weight.points_limit,
        CASE WHEN income.income_12m_fen >= line.near_dibao_limit_12m_fen
            AND income.income_12m_fen * 1000000 < weight.income_near_share_e6 * line.near_dibao_limit_12m_fen
            THEN weight.income_near_points ELSE 0 END AS points_income_near,
        CASE WHEN medical.medical_self_paid_year_highest_member_fen < line.medical_self_paid_limit_fen
            AND medical.medical_self_paid_year_highest_member_fen * 1000000
                >= weight.medical_share_e6 * line.medical_self_paid_limit_fen
            THEN weight.medical_points ELSE 0 END AS points_medical,
        CASE WHEN people.education_fen < spending.education_limit_fen
            AND people.education_fen * 1000000 >= weight.education_share_e6 * spending.education_limit_fen
            THEN weight.education_points ELSE 0 END AS points_education,
        -- Three months against twelve, as for the sharp drop: four times the recent income.
        CASE WHEN income.income_previous_12m_fen > 0
            AND income.income_3m_fen >= income.income_drop_limit_3m_fen
            AND income.income_3m_fen * 4000000 <= weight.income_fall_share_e6 * income.income_previous_12m_fen
            THEN weight.income_fall_points ELSE 0 END AS points_income_fall,
        CASE WHEN people.has_no_work THEN weight.no_work_points ELSE 0 END AS points_no_work,
        CASE WHEN people.has_severe_disability THEN weight.severe_disability_points ELSE 0 END
            AS points_severe_disability,
        CASE WHEN service.is_elder_alone THEN weight.elder_alone_points ELSE 0 END AS points_elder_alone,
        CASE WHEN utility.utility_usage < utility.utility_usage_limit OR utility.utility_arrears_months > 0
            THEN weight.utility_points ELSE 0 END AS points_utility
    FROM household
    JOIN place_signal weight ON weight.village_code = household.village_code
    LEFT JOIN household_limit line ON line.household_id = household.household_id
    LEFT JOIN household_income income ON income.household_id = household.household_id
    LEFT JOIN household_medical medical ON medical.household_id = household.household_id
    LEFT JOIN household_service service ON service.household_id = household.household_id
    LEFT JOIN household_utility utility ON utility.household_id = household.household_id
    LEFT JOIN place_spending spending ON spending.village_code = household.village_code
    LEFT JOIN (
        SELECT
            member.household_id,
            max(school.self_paid_fen) AS education_fen,
            bool_or(coalesce(
                income.is_working_age AND work.has_zero_income_event AND NOT work.has_unemployment_benefit, FALSE
            )) AS has_no_work,
            bool_or(coalesce(disability.is_severe, FALSE)) AS has_severe_disability
        FROM member
        LEFT JOIN person_income income ON income.person_no = member.person_no
        LEFT JOIN person_employment work ON work.person_no = member.person_no
        LEFT JOIN person_education school ON school.person_no = member.person_no
        LEFT JOIN person_disability disability ON disability.person_no = member.person_no
        WHERE member.is_counted
        GROUP BY member.household_id
    ) people ON people.household_id = household.household_id
    WHERE household.is_in_register
) weighed
