-- How the locality relieves each cause: the values in force on the business date, side by side.
-- One row per (village_code, cause). Multiples and shares in millionths. Null is not set: nothing is guessed for it.
SELECT *
FROM place_alike
JOIN (
    SELECT
        alike_value.like_code,
        cause.cause,
        max(CASE WHEN key = 'relief_basis' AND population = cause.cause THEN value END) AS basis,
        max(CASE WHEN key = 'relief_flat_amount' AND population = cause.cause THEN value_e6 // 10000 END) AS flat_fen,
        max(CASE WHEN key = 'relief_self_paid_share' THEN value_e6 END) AS share_e6,
        max(CASE WHEN key = 'relief_self_paid_deductible' THEN value_e6 // 10000 END) AS deductible_fen,
        max(CASE WHEN key = 'relief_floor_multiple' AND population = cause.cause THEN value_e6 END) AS floor_multiple_e6,
        max(CASE WHEN key = 'relief_cap_multiple' AND population = cause.cause THEN value_e6 END) AS cap_multiple_e6,
        max(CASE WHEN key = 'relief_cap_basis' THEN value END) AS cap_basis,
        max(CASE WHEN key = 'relief_annual_cap' THEN value_e6 // 10000 END) AS annual_cap_fen,
        max(CASE WHEN key = 'relief_rounding' THEN value END) AS rounding,
        max(CASE WHEN key = 'relief_once_a_year' THEN value_e6 END) = 1000000 AS is_once_a_year,
        max(CASE WHEN key = 'small_fast_multiple' THEN value_e6 END) AS small_fast_multiple_e6,
        max(CASE WHEN key = 'small_fast_multiple' THEN 999999 + step END) AS small_fast_carry,
        max(CASE WHEN key = 'township_approval_multiple' THEN value_e6 END) AS township_multiple_e6,
        max(CASE WHEN key = 'township_approval_multiple' THEN 999999 + step END) AS township_carry
    FROM alike_value
    CROSS JOIN (
        SELECT 'illness' AS cause UNION ALL SELECT 'income_loss' UNION ALL SELECT 'education' UNION ALL SELECT 'emergency'
    ) cause
    WHERE alike_value.day = 'as_of'
    GROUP BY alike_value.like_code, cause.cause
) made USING (like_code)
