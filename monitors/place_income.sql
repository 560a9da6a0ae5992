-- How income is looked at: the values in force, side by side.
-- One row per village.
SELECT
    village_code,
    max(CASE WHEN key = 'working_age_from' AND day = 'as_of' THEN value_e6 // 1000000 END) AS working_age_from,
    max(CASE WHEN key = 'working_age_to' AND day = 'as_of' THEN value_e6 // 1000000 END) AS working_age_to,
    max(CASE WHEN key = 'income_drop_ratio' AND day = 'as_of' THEN value_e6 END) AS income_drop_ratio_e6,
    max(CASE WHEN key = 'income_drop_ratio' AND day = 'as_of' THEN 999999 + step END) AS income_drop_carry,
    max(CASE WHEN key = 'uninsured_months' AND day = 'as_of' THEN CAST(value_e6 // 1000000 + step AS INTEGER) END) AS uninsured_limit_months,
    max(CASE WHEN key = 'over_income_months' AND day = 'as_of' THEN CAST(value_e6 // 1000000 + step AS INTEGER) END) AS income_over_limit_months
FROM place_value
GROUP BY village_code
