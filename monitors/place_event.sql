-- How recent an event must be and how strong a sign: the values in force, side by side. Days and months count back
-- (or ahead) from the business date; the day on which a period begins belongs to it.
-- One row per village.
SELECT *
FROM place_alike
JOIN (
    SELECT
        like_code,
        max(CASE WHEN key = 'hazard_days' THEN CAST(as_of - INTERVAL '1' DAY * whole AS DATE) END) AS hazard_from_on,
        max(CASE WHEN key = 'new_disability_days' THEN CAST(as_of - INTERVAL '1' DAY * whole AS DATE) END) AS new_disability_from_on,
        max(CASE WHEN key = 'age_change_days' THEN CAST(as_of - INTERVAL '1' DAY * whole AS DATE) END) AS birthday_from_on,
        max(CASE WHEN key = 'unemployment_ending_days' THEN CAST(as_of + INTERVAL '1' DAY * whole AS DATE) END) AS unemployment_watch_to_on,
        max(CASE WHEN key = 'exit_watch_months' THEN CAST(as_of - INTERVAL '1' MONTH * whole AS DATE) END) AS exit_watch_from_on,
        max(CASE WHEN key = 'breadwinner_months' THEN CAST(as_of - INTERVAL '1' MONTH * whole AS DATE) END) AS breadwinner_from_on,
        max(CASE WHEN key = 'breadwinner_share' THEN value_e6 END) AS breadwinner_share_e6,
        max(CASE WHEN key = 'breadwinner_share' THEN 999999 + step END) AS breadwinner_carry,
        max(CASE WHEN key = 'visit_finding_days' THEN CAST(as_of - INTERVAL '1' DAY * whole AS DATE) END) AS visit_finding_from_on,
        max(CASE WHEN key = 'elder_alone_age' THEN whole END) AS elder_alone_age,
        max(CASE WHEN key = 'utility_drop_ratio' THEN value_e6 END) AS utility_drop_ratio_e6,
        max(CASE WHEN key = 'utility_drop_ratio' THEN step END) AS utility_drop_step,
        max(CASE WHEN key = 'utility_arrears_months' THEN whole + step END) AS utility_arrears_limit_months
    FROM (
        SELECT
            alike_value.like_code,
            alike_value.key,
            alike_value.value_e6,
            alike_value.step,
            CAST(alike_value.value_e6 // 1000000 AS INTEGER) AS whole,
            night.as_of
        FROM alike_value
        CROSS JOIN night
        WHERE alike_value.day = 'as_of'
    ) value_in_force
    GROUP BY like_code
) made USING (like_code)
