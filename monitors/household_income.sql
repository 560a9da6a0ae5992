-- What a household is known to live on.
-- One row per household with a counted member. An income that is not wholly known is null; what is known stands
-- beside it as a lower bound.
SELECT
    people.household_id,
    people.unknown_count AS income_unknown_member_count,
    CASE WHEN people.unknown_count = 0 AND night.undelivered_12m_count = 0 THEN people.window_fen END AS income_12m_fen,
    people.window_fen AS income_12m_lower_bound_fen,
    CAST(0 AS BIGINT) AS income_deducted_12m_fen,
    CAST(0 AS BIGINT) AS obligor_support_12m_fen,
    CASE WHEN people.unknown_count = 0 AND night.undelivered_15m_count = 0 THEN people.recent_fen END AS income_3m_fen,
    CASE WHEN people.unknown_count = 0 AND night.undelivered_15m_count = 0 THEN people.previous_fen END
        AS income_previous_12m_fen,
    CAST(NULL AS INTEGER) AS income_over_months,
    CAST(NULL AS DATE) AS work_started_on,
    CAST(NULL AS BIGINT) AS expected_allowance_fen_per_month,
    -- Three months against twelve: recent / 3 <= ratio x former / 12, that is 4 x recent <= ratio x former.
    CASE WHEN people.unknown_count = 0 AND night.undelivered_15m_count = 0
        THEN (place.income_drop_ratio_e6 * people.previous_fen + place.income_drop_carry + 3000000) // 4000000 END
        AS income_drop_limit_3m_fen
FROM (
    SELECT
        member.household_id,
        CAST(sum(CASE WHEN income.is_known THEN 0 ELSE 1 END) AS INTEGER) AS unknown_count,
        CAST(sum(income.income_12m_lower_bound_fen) AS BIGINT) AS window_fen,
        CAST(sum(income.income_3m_lower_bound_fen) AS BIGINT) AS recent_fen,
        CAST(sum(income.income_previous_12m_lower_bound_fen) AS BIGINT) AS previous_fen
    FROM member
    JOIN person_income income ON income.person_no = member.person_no
    WHERE member.is_counted
    GROUP BY member.household_id
) people
CROSS JOIN night
JOIN household ON household.household_id = people.household_id
LEFT JOIN place_income place ON place.village_code = household.village_code
