-- What every member is known to have earned.
-- One row per person. Kinds on the dated exempt list do not count as income, yet show that the person's income is
-- known. A contribution base is no income and shows nothing (only 实发 and 申报 pass a test). Of working age without a
-- row and without an event that confirms zero, a person's income is unknown.
SELECT
    person_no,
    is_working_age,
    is_known,
    CAST(CASE WHEN undelivered_12m_count = 0 AND is_known THEN window_fen END AS BIGINT) AS income_12m_fen,
    CAST(CASE WHEN window_row_count > 0 OR has_zero_income_event
        THEN least(delivered_run_months, coalesce(window_to_month - last_income_month, delivered_run_months)) END
        AS INTEGER) AS months_without_income,
    CAST(window_fen AS BIGINT) AS income_12m_lower_bound_fen,
    CAST(recent_fen AS BIGINT) AS income_3m_lower_bound_fen,
    CAST(previous_fen AS BIGINT) AS income_previous_12m_lower_bound_fen,
    CAST(unemployment_benefit_3m_fen AS BIGINT) AS unemployment_benefit_3m_fen
FROM (
    SELECT
        member.person_no,
        member.age_years >= place.working_age_from AND member.age_years <= place.working_age_to AS is_working_age,
        NOT (member.age_years >= place.working_age_from AND member.age_years <= place.working_age_to)
            OR coalesce(earned.window_row_count, 0) > 0
            OR coalesce(employment.has_zero_income_event, FALSE) AS is_known,
        coalesce(employment.has_zero_income_event, FALSE) AS has_zero_income_event,
        coalesce(earned.window_row_count, 0) AS window_row_count,
        coalesce(earned.window_fen, 0) AS window_fen,
        coalesce(earned.recent_fen, 0) AS recent_fen,
        coalesce(earned.previous_fen, 0) AS previous_fen,
        coalesce(earned.unemployment_benefit_3m_fen, 0) AS unemployment_benefit_3m_fen,
        earned.last_income_month,
        extract(YEAR FROM night.window_to) * 12 + extract(MONTH FROM night.window_to) AS window_to_month,
        night.delivered_run_months,
        night.undelivered_12m_count
    FROM member
    CROSS JOIN night
    JOIN household ON household.household_id = member.household_id
    LEFT JOIN place_income place ON place.village_code = household.village_code
    LEFT JOIN person_employment employment ON employment.person_no = member.person_no
    LEFT JOIN (
        SELECT
            by_kind.person_no,
            sum(by_kind.window_row_count) AS window_row_count,
            sum(CASE WHEN by_kind.is_exempt THEN 0 ELSE by_kind.window_fen END) AS window_fen,
            sum(CASE WHEN by_kind.is_exempt THEN 0 ELSE by_kind.recent_fen END) AS recent_fen,
            sum(CASE WHEN by_kind.is_exempt THEN 0 ELSE by_kind.previous_fen END) AS previous_fen,
            max(CASE WHEN by_kind.is_exempt THEN NULL ELSE by_kind.last_income_month END) AS last_income_month,
            sum(CASE WHEN by_kind.kind = 'unemployment_benefit' AND NOT by_kind.is_exempt THEN by_kind.recent_fen ELSE 0 END)
                AS unemployment_benefit_3m_fen
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
    ) earned ON earned.person_no = member.person_no
) person
