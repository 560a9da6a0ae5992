-- One person on one night.
-- One row per member in the register, the dead included (they are not counted, yet may still be paid).
SELECT
    member.person_no,
    member.household_id,
    night.as_of,
    household.township_code,
    household.village_code,
    member.residence_class,
    member.age_years,
    member.age_years >= place.working_age_from AND member.age_years <= place.working_age_to AS is_working_age,
    member.is_counted,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_subsistence_allowance, FALSE) END AS has_subsistence_allowance,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_extreme_poverty_support, FALSE) END AS has_extreme_poverty_support,
    NOT (member.age_years >= place.working_age_from AND member.age_years <= place.working_age_to)
        OR coalesce(person_income.window_row_count, 0) > 0
        OR coalesce(person_employment.has_zero_income_event, FALSE) AS is_income_known,
    CAST(CASE WHEN night.undelivered_12m_count = 0
        AND (NOT (member.age_years >= place.working_age_from AND member.age_years <= place.working_age_to)
            OR coalesce(person_income.window_row_count, 0) > 0
            OR coalesce(person_employment.has_zero_income_event, FALSE))
        THEN coalesce(person_income.window_fen, 0) END AS BIGINT) AS income_12m_fen,
    CAST(CASE WHEN coalesce(person_income.window_row_count, 0) > 0 OR coalesce(person_employment.has_zero_income_event, FALSE)
        THEN least(
            night.delivered_run_months,
            coalesce(
                extract(YEAR FROM night.window_to) * 12 + extract(MONTH FROM night.window_to)
                - person_income.last_income_month,
                night.delivered_run_months
            )
        ) END AS INTEGER) AS months_without_income,
    coalesce(person_employment.has_zero_income_event, FALSE) AS has_zero_income_event,
    coalesce(person_employment.has_unemployment_benefit, FALSE) AS has_unemployment_benefit,
    CASE WHEN night.is_medical_expense_delivered
        THEN coalesce(person_medical_expense.self_paid_year_fen, 0) END AS medical_self_paid_year_fen,
    member.died_on,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_after_death.months_paid_after_death, 0) END AS months_paid_after_death,
    CAST(place.uninsured_limit_months AS INTEGER) AS uninsured_limit_months,
    CASE WHEN household.residence_class = 'urban' THEN place.urban_standard_fen ELSE place.rural_standard_fen END
        AS standard_fen_per_month,
    CASE WHEN household.residence_class = 'urban' THEN place.urban_standard_from ELSE place.rural_standard_from END
        AS standard_valid_from,
    CAST(place.emergency_multiple_e2 * CAST(0.01 AS DECIMAL(3, 2)) AS DECIMAL(8, 2)) AS emergency_relief_multiple,
    place.emergency_basis AS emergency_relief_basis,
    CAST(coalesce(person_income.window_fen, 0) AS BIGINT) AS income_12m_lower_bound_fen,
    CAST(coalesce(person_income.recent_fen, 0) AS BIGINT) AS income_3m_lower_bound_fen,
    CAST(coalesce(person_income.previous_fen, 0) AS BIGINT) AS income_previous_12m_lower_bound_fen
FROM member
CROSS JOIN night
JOIN household ON household.household_id = member.household_id
LEFT JOIN place ON place.village_code = household.village_code
LEFT JOIN benefit_status ON benefit_status.household_id = member.household_id
LEFT JOIN person_income ON person_income.person_no = member.person_no
LEFT JOIN person_employment ON person_employment.person_no = member.person_no
LEFT JOIN person_medical_expense ON person_medical_expense.person_no = member.person_no
LEFT JOIN benefit_after_death ON benefit_after_death.person_no = member.person_no
