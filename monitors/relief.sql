-- How much temporary assistance is suggested, and who may grant it: every step of it, in whole numbers.
-- One row per case of relief_case. `_e6` are millionths of a fen (or of one); nothing is rounded but once, by the
-- locality's mode; what no sum may pass then cuts it off at whole units. A value that is needed and not set leaves no
-- amount. Beside it stands what may be given first, without a check: at most so many times the standard (2026 opinion).
WITH counted AS (
    SELECT
        *,
        CASE cap_basis WHEN 'per_household' THEN 1 WHEN 'per_person' THEN people_count END AS cap_people_count,
        CASE WHEN rounding = 'cent' THEN 1 ELSE 100 END AS unit_fen
    FROM relief_base
),
made AS (
    SELECT
        *,
        CASE
            -- A floor or cap of which nobody says whether it is for each person.
            WHEN cap_people_count IS NULL AND coalesce(floor_multiple_e6, cap_multiple_e6) IS NOT NULL THEN NULL
            WHEN basis = 'per_household' THEN standard_fen * multiple_e6
            WHEN basis = 'per_person' THEN standard_fen * multiple_e6 * people_count
            WHEN basis = 'flat' THEN flat_fen * 1000000
            WHEN basis = 'self_paid_share' AND self_paid_fen < deductible_fen THEN share_e6 * 0
            WHEN basis = 'self_paid_share' THEN share_e6 * (self_paid_fen - deductible_fen)
        END AS base_e6,
        standard_fen * floor_multiple_e6 * cap_people_count AS floor_e6,
        standard_fen * cap_multiple_e6 * cap_people_count AS cap_e6
    FROM counted
),
raised AS (
    SELECT
        *,
        coalesce(base_e6 < floor_e6, FALSE) AS is_under_floor,
        CASE WHEN base_e6 < floor_e6 THEN floor_e6 ELSE base_e6 END AS raised_e6
    FROM made
),
bounded AS (
    SELECT
        *,
        coalesce(raised_e6 > cap_e6, FALSE) AS is_over_cap,
        CASE WHEN raised_e6 > cap_e6 THEN cap_e6 ELSE raised_e6 END - paid_cause_fen * 1000000 AS left_e6
    FROM raised
),
netted AS (
    SELECT
        *,
        CASE WHEN left_e6 < 0 THEN 0 ELSE left_e6 END AS due_e6,
        CASE WHEN annual_cap_fen < paid_year_fen THEN 0 ELSE annual_cap_fen - paid_year_fen END AS rest_fen
    FROM bounded
),
rounded AS (
    SELECT
        *,
        CASE rounding
            WHEN 'ceil_yuan' THEN (due_e6 + 99999999) // 100000000 * 100
            WHEN 'half_up_yuan' THEN (due_e6 + 50000000) // 100000000 * 100
            WHEN 'cent' THEN (due_e6 + 500000) // 1000000
        END AS rounded_fen,
        rest_fen // unit_fen * unit_fen AS most_fen,
        ((small_fast_multiple_e6 * standard_fen + small_fast_carry) // 1000000 - 1) // unit_fen * unit_fen
            AS small_fast_most_fen
    FROM netted
),
cut AS (
    SELECT
        *,
        coalesce(most_fen < rounded_fen, FALSE) AS is_over_rest,
        CASE WHEN most_fen < rounded_fen THEN most_fen ELSE rounded_fen END AS amount_fen,
        coalesce(is_once_a_year, FALSE) AND paid_cause_fen > 0 AS is_helped_already
    FROM rounded
)
SELECT
    *,
    CASE
        WHEN amount_fen IS NULL THEN NULL
        WHEN is_helped_already THEN 'case_by_case'
        WHEN amount_fen = 0 THEN NULL
        WHEN amount_fen < (township_multiple_e6 * standard_fen + township_carry) // 1000000 THEN 'township'
        ELSE 'county'
    END AS approval_level,
    CASE
        WHEN cause <> 'emergency' OR is_helped_already OR amount_fen = 0 THEN NULL
        WHEN small_fast_most_fen < amount_fen THEN small_fast_most_fen
        WHEN small_fast_most_fen >= amount_fen THEN amount_fen
    END AS small_fast_fen
FROM cut
