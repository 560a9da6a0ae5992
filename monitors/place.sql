-- The values in force, side by side.
-- One row per village. A `_carry` folds the locality's wording into the limits made from a ratio: the smallest
-- whole amount not below the line is (ratio x line + carry) over a million, rounded down; carry is 999,999
-- for "below" and "reaches" (the ceiling) and 1,000,000 for "not above" and "exceeds" (one past the floor).
SELECT
    village_code,
    max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'urban' AND day = 'as_of'
        THEN value_e6 // 10000 END) AS urban_standard_fen,
    max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'urban' AND day = 'as_of'
        THEN valid_from END) AS urban_standard_from,
    max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'rural' AND day = 'as_of'
        THEN value_e6 // 10000 END) AS rural_standard_fen,
    max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'rural' AND day = 'as_of'
        THEN valid_from END) AS rural_standard_from,
    max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'urban' AND day = 'month_start'
        THEN value_e6 // 10000 END) AS urban_line_fen,
    max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'rural' AND day = 'month_start'
        THEN value_e6 // 10000 END) AS rural_line_fen,
    max(CASE WHEN key = 'subsistence_ratio' AND day = 'month_start' THEN value_e6 END) AS subsistence_ratio_e6,
    max(CASE WHEN key = 'subsistence_ratio' AND day = 'month_start'
        THEN CASE WHEN operator IN ('below', 'at_least') THEN 999999 ELSE 1000000 END END) AS subsistence_carry,
    max(CASE WHEN key = 'subsistence_red_ratio' AND day = 'month_start' THEN value_e6 END) AS red_ratio_e6,
    max(CASE WHEN key = 'subsistence_red_ratio' AND day = 'month_start'
        THEN CASE WHEN operator IN ('below', 'at_least') THEN 999999 ELSE 1000000 END END) AS red_carry,
    max(CASE WHEN key = 'near_dibao_ratio' AND day = 'month_start' THEN value_e6 END) AS near_dibao_ratio_e6,
    max(CASE WHEN key = 'near_dibao_ratio' AND day = 'month_start'
        THEN CASE WHEN operator IN ('below', 'at_least') THEN 999999 ELSE 1000000 END END) AS near_dibao_carry,
    max(CASE WHEN key = 'income_drop_ratio' AND day = 'as_of' THEN value_e6 END) AS income_drop_ratio_e6,
    max(CASE WHEN key = 'income_drop_ratio' AND day = 'as_of'
        THEN CASE WHEN operator IN ('below', 'at_least') THEN 999999 ELSE 1000000 END END) AS income_drop_carry,
    max(CASE WHEN key = 'working_age_from' AND day = 'as_of' THEN value_e6 // 1000000 END) AS working_age_from,
    max(CASE WHEN key = 'working_age_to' AND day = 'as_of' THEN value_e6 // 1000000 END) AS working_age_to,
    max(CASE WHEN key = 'medical_self_paid_line' AND population = 'low_income' AND day = 'as_of'
        THEN value_e6 // 10000 + CASE WHEN operator IN ('below', 'at_least') THEN 0 ELSE 1 END END)
        AS low_income_medical_limit_fen,
    max(CASE WHEN key = 'medical_self_paid_line' AND population = 'poverty_return' AND day = 'as_of'
        THEN value_e6 // 10000 + CASE WHEN operator IN ('below', 'at_least') THEN 0 ELSE 1 END END)
        AS poverty_return_medical_limit_fen,
    max(CASE WHEN key = 'medical_self_paid_line' AND population = 'other' AND day = 'as_of'
        THEN value_e6 // 10000 + CASE WHEN operator IN ('below', 'at_least') THEN 0 ELSE 1 END END)
        AS other_medical_limit_fen,
    max(CASE WHEN key = 'medical_disposable_income_ratio' AND day = 'as_of' THEN value_e6 END)
        AS medical_income_ratio_e6,
    max(CASE WHEN key = 'medical_disposable_income_ratio' AND day = 'as_of'
        THEN CASE WHEN operator IN ('below', 'at_least') THEN 999999 ELSE 1000000 END END) AS medical_income_carry,
    max(CASE WHEN key = 'uninsured_months' AND day = 'as_of'
        THEN value_e6 // 1000000 + CASE WHEN operator IN ('below', 'at_least') THEN 0 ELSE 1 END END)
        AS uninsured_limit_months,
    max(CASE WHEN key = 'relief_multiple' AND population = 'illness' AND day = 'as_of' THEN value_e6 // 10000 END)
        AS illness_multiple_e2,
    max(CASE WHEN key = 'relief_multiple' AND population = 'income_loss' AND day = 'as_of' THEN value_e6 // 10000 END)
        AS income_loss_multiple_e2,
    max(CASE WHEN key = 'relief_multiple' AND population = 'emergency' AND day = 'as_of' THEN value_e6 // 10000 END)
        AS emergency_multiple_e2,
    max(CASE WHEN key = 'relief_basis' AND population = 'illness' AND day = 'as_of' THEN value END)
        AS illness_basis,
    max(CASE WHEN key = 'relief_basis' AND population = 'income_loss' AND day = 'as_of' THEN value END)
        AS income_loss_basis,
    max(CASE WHEN key = 'relief_basis' AND population = 'emergency' AND day = 'as_of' THEN value END)
        AS emergency_basis
FROM place_value
GROUP BY village_code
