-- What a household is known to live on.
-- One row per household with a counted member. An income that is not wholly known is null; what is known stands
-- beside it as a lower bound. Counted income is what members earned, with the support that obligors owe where it is
-- more than the support that came, less what may be taken off; it is never below zero.
WITH earned AS (
    SELECT
        member.household_id,
        CAST(sum(CASE WHEN income.is_known THEN 0 ELSE 1 END) AS INTEGER) AS unknown_count,
        CAST(sum(coalesce(income.income_12m_lower_bound_fen, 0)) AS BIGINT) AS window_fen,
        CAST(sum(coalesce(income.income_3m_lower_bound_fen, 0)) AS BIGINT) AS recent_fen,
        CAST(sum(coalesce(income.income_previous_12m_lower_bound_fen, 0)) AS BIGINT) AS previous_fen,
        CAST(sum(coalesce(income.family_support_12m_fen, 0)) AS BIGINT) AS family_support_fen,
        CAST(sum(coalesce(income.actual_1_fen, 0)) AS BIGINT) AS actual_1_fen,
        CAST(sum(coalesce(income.actual_2_fen, 0)) AS BIGINT) AS actual_2_fen,
        CAST(sum(coalesce(income.actual_3_fen, 0)) AS BIGINT) AS actual_3_fen,
        CAST(sum(coalesce(income.actual_4_fen, 0)) AS BIGINT) AS actual_4_fen
    FROM member
    LEFT JOIN person_income income ON income.person_no = member.person_no
    WHERE member.is_counted
    GROUP BY member.household_id
),
supported AS (
    SELECT
        earned.*,
        coalesce(support.support_12m_fen, 0) AS support_fen,
        greatest(earned.window_fen + greatest(coalesce(support.support_12m_fen, 0) - earned.family_support_fen, 0), 0)
            AS gross_fen
    FROM earned
    LEFT JOIN obligor_support support ON support.household_id = earned.household_id
),
counted AS (
    SELECT
        supported.*,
        least(supported.gross_fen, coalesce(deduction.amount_fen, 0)) AS deducted_fen,
        household_limit.subsistence_line_fen_per_month * 12 AS line_12m_fen,
        household_limit.subsistence_limit_12m_fen AS limit_fen,
        place.allowance_rounding,
        place_income.income_drop_ratio_e6,
        place_income.income_drop_carry,
        work_start.started_on AS work_started_on,
        night.undelivered_12m_count,
        night.undelivered_15m_count,
        night.delivered_run_months
    FROM supported
    CROSS JOIN night
    JOIN household ON household.household_id = supported.household_id
    JOIN household_limit ON household_limit.household_id = supported.household_id
    LEFT JOIN place ON place.village_code = household.village_code
    LEFT JOIN place_income ON place_income.village_code = household.village_code
    LEFT JOIN household_deduction deduction ON deduction.household_id = supported.household_id
    LEFT JOIN household_work_start work_start ON work_start.household_id = supported.household_id
)
SELECT
    household_id,
    unknown_count AS income_unknown_member_count,
    CASE WHEN unknown_count = 0 AND undelivered_12m_count = 0 THEN gross_fen - deducted_fen END AS income_12m_fen,
    gross_fen - deducted_fen AS income_12m_lower_bound_fen,
    deducted_fen AS income_deducted_12m_fen,
    support_fen AS obligor_support_12m_fen,
    CASE WHEN unknown_count = 0 AND undelivered_15m_count = 0 THEN recent_fen END AS income_3m_fen,
    CASE WHEN unknown_count = 0 AND undelivered_15m_count = 0 THEN previous_fen END AS income_previous_12m_fen,
    -- A window that nobody has delivered whole ends the run; the n-th reaches back n + 11 months. Today's
    -- deductions hold for all four.
    CAST(CASE
        WHEN limit_fen IS NULL THEN NULL
        WHEN delivered_run_months < 12 OR actual_1_fen - deducted_fen < limit_fen THEN 0
        WHEN delivered_run_months < 13 OR actual_2_fen - deducted_fen < limit_fen THEN 1
        WHEN delivered_run_months < 14 OR actual_3_fen - deducted_fen < limit_fen THEN 2
        WHEN delivered_run_months < 15 OR actual_4_fen - deducted_fen < limit_fen THEN 3
        ELSE 4
    END AS INTEGER) AS income_over_months,
    work_started_on,
    -- (12 x line - income) / 12, rounded once: up to the yuan, to the nearest yuan, or to the nearest fen.
    CASE WHEN unknown_count = 0 AND undelivered_12m_count = 0 THEN
        CASE allowance_rounding
            WHEN 'ceil_yuan' THEN (greatest(line_12m_fen - gross_fen + deducted_fen, 0) + 1199) // 1200 * 100
            WHEN 'half_up_yuan' THEN (greatest(line_12m_fen - gross_fen + deducted_fen, 0) + 600) // 1200 * 100
            WHEN 'cent' THEN (greatest(line_12m_fen - gross_fen + deducted_fen, 0) + 6) // 12
        END
    END AS expected_allowance_fen_per_month,
    -- Three months against twelve: recent / 3 <= ratio x former / 12, that is 4 x recent <= ratio x former.
    CASE WHEN unknown_count = 0 AND undelivered_15m_count = 0
        THEN (income_drop_ratio_e6 * previous_fen + income_drop_carry + 3000000) // 4000000 END
        AS income_drop_limit_3m_fen
FROM counted
