-- How income is looked at: the values in force, side by side.
-- One row per village.
SELECT *
FROM place_alike
JOIN (
    SELECT
        like_code,
        max(CASE WHEN key = 'working_age_from' AND day = 'as_of' THEN value_e6 // 1000000 END) AS working_age_from,
        max(CASE WHEN key = 'working_age_to' AND day = 'as_of' THEN value_e6 // 1000000 END) AS working_age_to,
        max(CASE WHEN key = 'income_deduction' AND population = 'medical' AND day = 'month_start' THEN value_e6 // 1000000 END) AS is_medical_deducted,
        max(CASE WHEN key = 'income_deduction' AND population = 'education' AND day = 'month_start' THEN value_e6 // 1000000 END) AS is_education_deducted,
        max(CASE WHEN key = 'employment_cost' AND day = 'month_start' THEN value_e6 // 10000 END) AS employment_cost_fen,
        max(CASE WHEN key = 'support_formula' AND day = 'month_start' THEN value END) AS support_formula,
        max(CASE WHEN key = 'support_share' AND population = 'few_children' AND day = 'month_start' THEN value_e6 END) AS few_children_share_e6,
        max(CASE WHEN key = 'support_share' AND population = 'many_children' AND day = 'month_start' THEN value_e6 END) AS many_children_share_e6,
        max(CASE WHEN key = 'support_many_children' AND day = 'month_start' THEN value_e6 // 1000000 END) AS many_children_from,
        max(CASE WHEN key = 'support_free_amount' AND day = 'month_start' THEN value_e6 // 10000 END) AS support_free_fen,
        max(CASE WHEN key = 'income_drop_ratio' AND day = 'as_of' THEN value_e6 END) AS income_drop_ratio_e6,
        max(CASE WHEN key = 'income_drop_ratio' AND day = 'as_of' THEN 999999 + step END) AS income_drop_carry,
        max(CASE WHEN key = 'uninsured_months' AND day = 'as_of' THEN CAST(value_e6 // 1000000 + step AS INTEGER) END) AS uninsured_limit_months,
        max(CASE WHEN key = 'over_income_months' AND day = 'as_of' THEN CAST(value_e6 // 1000000 + step AS INTEGER) END) AS income_over_limit_months,
        max(CASE WHEN key = 'grace_months' AND day = 'as_of' THEN CAST(value_e6 // 1000000 AS INTEGER) END) AS grace_months
    FROM alike_value
    GROUP BY like_code
) made USING (like_code)
