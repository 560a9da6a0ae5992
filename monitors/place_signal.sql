-- What a weak signal is worth, and from which share of its single line it is there: the values in force.
-- One row per village. A signal without points in force is worth none.
SELECT *
FROM place_alike
JOIN (
    SELECT
        like_code,
        coalesce(max(CASE WHEN key = 'signal_points' AND population = 'income_near' THEN whole END), 0) AS income_near_points,
        coalesce(max(CASE WHEN key = 'signal_points' AND population = 'medical' THEN whole END), 0) AS medical_points,
        coalesce(max(CASE WHEN key = 'signal_points' AND population = 'education' THEN whole END), 0) AS education_points,
        coalesce(max(CASE WHEN key = 'signal_points' AND population = 'income_fall' THEN whole END), 0) AS income_fall_points,
        coalesce(max(CASE WHEN key = 'signal_points' AND population = 'no_work' THEN whole END), 0) AS no_work_points,
        coalesce(max(CASE WHEN key = 'signal_points' AND population = 'severe_disability' THEN whole END), 0) AS severe_disability_points,
        coalesce(max(CASE WHEN key = 'signal_points' AND population = 'elder_alone' THEN whole END), 0) AS elder_alone_points,
        coalesce(max(CASE WHEN key = 'signal_points' AND population = 'utility' THEN whole END), 0) AS utility_points,
        max(CASE WHEN key = 'signal_share' AND population = 'income_near' THEN value_e6 END) AS income_near_share_e6,
        max(CASE WHEN key = 'signal_share' AND population = 'medical' THEN value_e6 END) AS medical_share_e6,
        max(CASE WHEN key = 'signal_share' AND population = 'education' THEN value_e6 END) AS education_share_e6,
        max(CASE WHEN key = 'signal_share' AND population = 'income_fall' THEN value_e6 END) AS income_fall_share_e6,
        max(CASE WHEN key = 'composite_points' THEN whole + step END) AS points_limit
    FROM (
        SELECT like_code, key, population, value_e6, step, CAST(value_e6 // 1000000 AS INTEGER) AS whole
        FROM alike_value
        WHERE day = 'as_of'
    ) value_in_force
    GROUP BY like_code
) made USING (like_code)
