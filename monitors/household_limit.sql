-- The lines that hold for a household tonight, each already in the locality's wording.
-- One row per household.
SELECT
    household.household_id,
    CASE household.residence_class
        WHEN 'urban' THEN place.urban_standard_fen
        WHEN 'rural' THEN place.rural_standard_fen
    END AS standard_fen_per_month,
    CASE household.residence_class
        WHEN 'urban' THEN place.urban_standard_from
        WHEN 'rural' THEN place.rural_standard_from
    END AS standard_valid_from,
    line.fen_per_month AS subsistence_line_fen_per_month,
    (place.subsistence_ratio_e6 * line.fen_per_month * 12 + place.subsistence_carry) // 1000000
        AS subsistence_limit_12m_fen,
    (place.red_ratio_e6 * line.fen_per_month * 12 + place.red_carry) // 1000000 AS half_subsistence_limit_12m_fen,
    (place.near_dibao_ratio_e6 * line.fen_per_month * 12 + place.near_dibao_carry) // 1000000
        AS near_dibao_limit_12m_fen,
    (place.near_dibao_ratio_e6 * line.fen_per_month * 3 + place.near_dibao_carry) // 1000000 AS near_dibao_limit_3m_fen,
    place_income.income_over_limit_months,
    CASE
        WHEN (household_watch.household_id IS NOT NULL OR coalesce(benefit_status.has_poverty_return_watch, FALSE))
            AND (
                place_spending.poverty_return_medical_limit_fen < place_spending.low_income_medical_limit_fen
                OR NOT (
                    benefit_status.has_subsistence_allowance OR benefit_status.has_extreme_poverty_support
                    OR benefit_status.has_near_dibao OR benefit_status.has_rigid_expenditure
                )
            )
            THEN place_spending.poverty_return_medical_limit_fen
        WHEN coalesce(
            benefit_status.has_subsistence_allowance OR benefit_status.has_extreme_poverty_support
            OR benefit_status.has_near_dibao OR benefit_status.has_rigid_expenditure, FALSE
        )
            THEN place_spending.low_income_medical_limit_fen
        ELSE place_spending.other_medical_limit_fen
    END AS medical_self_paid_limit_fen,
    (place_spending.medical_income_ratio_e6 * disposable.amount_fen + place_spending.medical_income_carry) // 1000000
        AS medical_income_limit_fen
FROM household
JOIN household_line line ON line.household_id = household.household_id
LEFT JOIN place ON place.village_code = household.village_code
LEFT JOIN place_income ON place_income.village_code = household.village_code
LEFT JOIN place_spending ON place_spending.village_code = household.village_code
LEFT JOIN benefit_status ON benefit_status.household_id = household.household_id
LEFT JOIN household_watch ON household_watch.household_id = household.household_id
LEFT JOIN place_disposable_income disposable
    ON disposable.village_code = household.village_code
    AND disposable.residence_class = household.residence_class
