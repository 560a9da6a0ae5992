-- The standards and lines in force, side by side.
-- One row per village.
SELECT *
FROM place_alike
JOIN (
    SELECT
        like_code,
        max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'urban' AND day = 'as_of' THEN value_e6 // 10000 END) AS urban_standard_fen,
        max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'urban' AND day = 'as_of' THEN valid_from END) AS urban_standard_from,
        max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'rural' AND day = 'as_of' THEN value_e6 // 10000 END) AS rural_standard_fen,
        max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'rural' AND day = 'as_of' THEN valid_from END) AS rural_standard_from,
        max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'urban' AND day = 'month_start' THEN value_e6 // 10000 END) AS urban_line_fen,
        max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'rural' AND day = 'month_start' THEN value_e6 // 10000 END) AS rural_line_fen,
        max(CASE WHEN key = 'subsistence_ratio' AND day = 'month_start' THEN value_e6 END) AS subsistence_ratio_e6,
        max(CASE WHEN key = 'subsistence_ratio' AND day = 'month_start' THEN 999999 + step END) AS subsistence_carry,
        max(CASE WHEN key = 'subsistence_red_ratio' AND day = 'month_start' THEN value_e6 END) AS red_ratio_e6,
        max(CASE WHEN key = 'subsistence_red_ratio' AND day = 'month_start' THEN 999999 + step END) AS red_carry,
        max(CASE WHEN key = 'near_dibao_ratio' AND day = 'month_start' THEN value_e6 END) AS near_dibao_ratio_e6,
        max(CASE WHEN key = 'near_dibao_ratio' AND day = 'month_start' THEN 999999 + step END) AS near_dibao_carry,
        max(CASE WHEN key = 'mixed_household_method' AND day = 'month_start' THEN value END) AS mixed_household_method,
        max(CASE WHEN key = 'allowance_rounding' AND day = 'month_start' THEN value END) AS allowance_rounding,
        max(CASE WHEN key = 'residence_class' AND day = 'as_of' THEN value END) AS residence_class
    FROM alike_value
    GROUP BY like_code
) made USING (like_code)
