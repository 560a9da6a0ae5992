-- Weak signals and their points.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS INTEGER) AS points_income_near,
    CAST(NULL AS INTEGER) AS points_medical,
    CAST(NULL AS INTEGER) AS points_education,
    CAST(NULL AS INTEGER) AS points_income_fall,
    CAST(NULL AS INTEGER) AS points_no_work,
    CAST(NULL AS INTEGER) AS points_severe_disability,
    CAST(NULL AS INTEGER) AS points_elder_alone,
    CAST(NULL AS INTEGER) AS points_utility,
    CAST(NULL AS INTEGER) AS signal_points,
    CAST(NULL AS INTEGER) AS signal_points_limit
FROM night
WHERE FALSE
