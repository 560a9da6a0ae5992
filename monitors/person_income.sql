-- What every member is known to have earned.
-- One row per person with any income row. Kinds on the dated exempt list do not count as income, yet show that the person's
-- income is known. A contribution base is no income and shows nothing (only 实发 and 申报 pass a test).
SELECT
    by_kind.person_no,
    sum(by_kind.window_row_count) AS window_row_count,
    sum(CASE WHEN by_kind.is_exempt THEN 0 ELSE by_kind.window_fen END) AS window_fen,
    sum(CASE WHEN by_kind.is_exempt THEN 0 ELSE by_kind.recent_fen END) AS recent_fen,
    sum(CASE WHEN by_kind.is_exempt THEN 0 ELSE by_kind.previous_fen END) AS previous_fen,
    max(CASE WHEN by_kind.is_exempt THEN NULL ELSE by_kind.last_income_month END) AS last_income_month
FROM (
    SELECT
        earned.*,
        coalesce(exempt.value_e6, 0) > 0 AS is_exempt
    FROM (
        SELECT
            income.person_no,
            income.kind,
            sum(CASE WHEN income.month >= night.window_from THEN 1 ELSE 0 END) AS window_row_count,
            sum(CASE WHEN income.month >= night.window_from THEN income.amount_fen ELSE 0 END) AS window_fen,
            sum(CASE WHEN income.month >= night.recent_from THEN income.amount_fen ELSE 0 END) AS recent_fen,
            sum(CASE WHEN income.month < night.recent_from THEN income.amount_fen ELSE 0 END) AS previous_fen,
            max(CASE WHEN income.amount_fen > 0
                THEN extract(YEAR FROM income.month) * 12 + extract(MONTH FROM income.month) END)
                AS last_income_month
        FROM income_known income
        CROSS JOIN night
        WHERE income.month >= night.previous_from
            AND income.month <= night.window_to
            AND income.evidence IN ('actual', 'declared')
        GROUP BY income.person_no, income.kind
    ) earned
    JOIN member ON member.person_no = earned.person_no
    JOIN household ON household.household_id = member.household_id
    LEFT JOIN place_value exempt
        ON exempt.village_code = household.village_code
        AND exempt.day = 'month_start'
        AND exempt.key = 'income_exempt'
        AND exempt.population = earned.kind
) by_kind
GROUP BY by_kind.person_no
