-- What holds for everybody who lives in a household, one row per household.
-- A table of its own, because a statement that joins thirty tables holds them all in memory at once.
SELECT
    household.household_id,
    household.township_code,
    household.village_code,
    obligor_support.has_able_obligor,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_subsistence_allowance, FALSE) END AS has_subsistence_allowance,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_extreme_poverty_support, FALSE) END AS has_extreme_poverty_support,
    CASE WHEN night.is_benefit_delivered THEN coalesce(benefit_status.has_near_dibao, FALSE) END AS has_near_dibao,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_low_income_status, FALSE) END AS has_low_income_status,
    household.is_head_local,
    household.has_local_member,
    place_event.unemployment_watch_to_on,
    place_spending.outpatient_month_limit_fen AS outpatient_self_paid_limit_fen,
    place_spending.education_limit_fen AS education_self_paid_limit_fen,
    place_event.new_disability_from_on AS new_disability_from_on,
    place_household.single_person_share,
    place_household.child_age_limit_years,
    place_event.hazard_from_on,
    place_income.uninsured_limit_months,
    household_limit.standard_fen_per_month,
    household_limit.standard_valid_from,
    household_income.income_12m_fen AS household_income_12m_fen,
    household_income.income_3m_fen AS household_income_3m_fen,
    household_limit.subsistence_limit_12m_fen AS household_subsistence_limit_12m_fen,
    household_limit.near_dibao_limit_12m_fen AS household_near_dibao_limit_12m_fen,
    household_limit.near_dibao_limit_3m_fen AS household_near_dibao_limit_3m_fen,
    coalesce(household_property.is_over_subsistence_property, FALSE) AS is_over_subsistence_property,
    coalesce(household_property.is_over_near_dibao_property, FALSE) AS is_over_near_dibao_property
FROM household
CROSS JOIN night
LEFT JOIN household_income ON household_income.household_id = household.household_id
LEFT JOIN household_limit ON household_limit.household_id = household.household_id
LEFT JOIN household_property ON household_property.household_id = household.household_id
LEFT JOIN obligor_support ON obligor_support.household_id = household.household_id
LEFT JOIN benefit_status ON benefit_status.household_id = household.household_id
LEFT JOIN place_income ON place_income.village_code = household.village_code
LEFT JOIN place_household ON place_household.village_code = household.village_code
LEFT JOIN place_spending ON place_spending.village_code = household.village_code
LEFT JOIN place_event ON place_event.village_code = household.village_code
