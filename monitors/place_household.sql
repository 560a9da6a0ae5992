-- Who counts as a member, a child, able to work, and when a household is reviewed: the values in force, side by side.
-- One row per village.
SELECT *
FROM place_alike
JOIN (
    SELECT
        like_code,
        max(CASE WHEN key = 'nonlocal_member_after_months' AND day = 'as_of' THEN CAST(value_e6 // 1000000 AS INTEGER) END) AS nonlocal_member_after_months,
        max(CASE WHEN key = 'single_person_share' AND day = 'as_of' THEN CAST(value AS DECIMAL(8, 4)) END) AS single_person_share,
        max(CASE WHEN key = 'child_age' AND day = 'as_of' THEN CAST(value_e6 // 1000000 AS INTEGER) END) AS child_age_limit_years,
        max(CASE WHEN key = 'unable_from_age' AND day = 'as_of' THEN CAST(value_e6 // 1000000 AS INTEGER) END) AS unable_from_age,
        max(CASE WHEN key = 'unable_below_age' AND day = 'as_of' THEN CAST(value_e6 // 1000000 AS INTEGER) END) AS unable_below_age,
        max(CASE WHEN key = 'custody_months' AND day = 'as_of' THEN CAST(value_e6 // 1000000 + step AS INTEGER) END) AS custody_limit_months,
        max(CASE WHEN key = 'review_months' AND population = 'stable' AND day = 'as_of' THEN CAST(value_e6 // 1000000 AS INTEGER) END) AS stable_review_months,
        max(CASE WHEN key = 'review_months' AND population = 'unstable' AND day = 'as_of' THEN CAST(value_e6 // 1000000 AS INTEGER) END) AS unstable_review_months
    FROM alike_value
    GROUP BY like_code
) made USING (like_code)
