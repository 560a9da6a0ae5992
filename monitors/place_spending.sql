-- How much may have to be spent: the values in force, side by side.
-- One row per village.
SELECT *
FROM place_alike
JOIN (
    SELECT
        like_code,
        max(CASE WHEN key = 'medical_self_paid_line' AND population = 'low_income' AND day = 'as_of' THEN value_e6 // 10000 + step END) AS low_income_medical_limit_fen,
        max(CASE WHEN key = 'medical_self_paid_line' AND population = 'poverty_return' AND day = 'as_of' THEN value_e6 // 10000 + step END) AS poverty_return_medical_limit_fen,
        max(CASE WHEN key = 'medical_self_paid_line' AND population = 'other' AND day = 'as_of' THEN value_e6 // 10000 + step END) AS other_medical_limit_fen,
        max(CASE WHEN key = 'medical_disposable_income_ratio' AND day = 'as_of' THEN value_e6 END) AS medical_income_ratio_e6,
        max(CASE WHEN key = 'medical_disposable_income_ratio' AND day = 'as_of' THEN 999999 + step END) AS medical_income_carry,
        max(CASE WHEN key = 'outpatient_month_line' AND day = 'as_of' THEN value_e6 // 10000 + step END) AS outpatient_month_limit_fen,
        max(CASE WHEN key = 'education_line' AND day = 'as_of' THEN value_e6 // 10000 + step END) AS education_limit_fen,
        max(CASE WHEN key = 'rigid_share' AND day = 'month_start' THEN value_e6 END) AS rigid_share_e6,
        max(CASE WHEN key = 'rigid_share' AND day = 'month_start' THEN 999999 + step END) AS rigid_carry,
        max(CASE WHEN key = 'rigid_income_ratio' AND day = 'month_start' THEN value_e6 END) AS rigid_income_ratio_e6,
        max(CASE WHEN key = 'rigid_income_ratio' AND day = 'month_start' THEN 999999 + step END) AS rigid_income_carry,
        coalesce(max(CASE WHEN key = 'rigid_item' AND population = 'medical' AND day = 'month_start' THEN value_e6 END), 0) > 0 AS is_medical_rigid,
        coalesce(max(CASE WHEN key = 'rigid_item' AND population = 'medical_other' AND day = 'month_start' THEN value_e6 END), 0) > 0 AS is_medical_other_rigid,
        coalesce(max(CASE WHEN key = 'rigid_item' AND population = 'education' AND day = 'month_start' THEN value_e6 END), 0) > 0 AS is_education_rigid,
        coalesce(max(CASE WHEN key = 'rigid_item' AND population = 'living' AND day = 'month_start' THEN value_e6 END), 0) > 0 AS is_living_rigid
    FROM alike_value
    GROUP BY like_code
) made USING (like_code)
