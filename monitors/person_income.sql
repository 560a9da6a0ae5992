-- What every member is known to have earned.
-- One row per person with a number. Kinds on the dated exempt list do not count as income, yet show that the person's
-- income is known. A contribution base is no income and shows nothing (only 实发 and 申报 pass a test). Of working age
-- without a row and without an event that confirms zero, a person's income is unknown, but for a student up to
-- undergraduate, whom the family keeps (民发〔2021〕57号) and who has none. The four `actual` sums are
-- paid income alone, of the twelve months that end one, two, three and four months before the month of the night.
SELECT
    person_no,
    is_working_age,
    is_student,
    is_known,
    CAST(CASE WHEN undelivered_12m_count = 0 AND is_known THEN window_fen END AS BIGINT) AS income_12m_fen,
    CAST(CASE WHEN window_row_count > 0 OR has_zero_income_event
        THEN least(delivered_run_months, coalesce(last_months_back - 1, delivered_run_months)) END
        AS INTEGER) AS months_without_income,
    CAST(window_fen AS BIGINT) AS income_12m_lower_bound_fen,
    CAST(recent_fen AS BIGINT) AS income_3m_lower_bound_fen,
    CAST(previous_fen AS BIGINT) AS income_previous_12m_lower_bound_fen,
    CAST(unemployment_benefit_3m_fen AS BIGINT) AS unemployment_benefit_3m_fen,
    CAST(family_support_fen AS BIGINT) AS family_support_12m_fen,
    CAST(actual_1_fen AS BIGINT) AS actual_1_fen,
    CAST(actual_2_fen AS BIGINT) AS actual_2_fen,
    CAST(actual_3_fen AS BIGINT) AS actual_3_fen,
    CAST(actual_4_fen AS BIGINT) AS actual_4_fen
FROM (
    SELECT
        member.person_no,
        member.age_years >= place.working_age_from AND member.age_years <= place.working_age_to AS is_working_age,
        NOT (member.age_years >= place.working_age_from AND member.age_years <= place.working_age_to)
            OR coalesce(earned.window_row_count, 0) > 0
            OR coalesce(employment.has_zero_income_event, FALSE)
            OR coalesce(school.stage <> 'postgraduate', FALSE) AS is_known,
        coalesce(school.stage <> 'postgraduate', FALSE) AS is_student,
        coalesce(employment.has_zero_income_event, FALSE) AS has_zero_income_event,
        coalesce(earned.window_row_count, 0) AS window_row_count,
        coalesce(earned.window_fen, 0) AS window_fen,
        coalesce(earned.recent_fen, 0) AS recent_fen,
        coalesce(earned.previous_fen, 0) AS previous_fen,
        coalesce(earned.unemployment_benefit_3m_fen, 0) AS unemployment_benefit_3m_fen,
        coalesce(earned.family_support_fen, 0) AS family_support_fen,
        coalesce(earned.actual_1_fen, 0) AS actual_1_fen,
        coalesce(earned.actual_2_fen, 0) AS actual_2_fen,
        coalesce(earned.actual_3_fen, 0) AS actual_3_fen,
        coalesce(earned.actual_4_fen, 0) AS actual_4_fen,
        earned.last_months_back,
        night.delivered_run_months,
        night.undelivered_12m_count
    FROM member
    CROSS JOIN night
    JOIN household ON household.household_id = member.household_id
    LEFT JOIN place_income place ON place.village_code = household.village_code
    LEFT JOIN person_employment employment ON employment.person_no = member.person_no
    LEFT JOIN person_education school ON school.person_no = member.person_no
    LEFT JOIN (
        SELECT
            person_no,
            sum(window_row_count) AS window_row_count,
            sum(CASE WHEN is_exempt THEN 0 ELSE window_fen END) AS window_fen,
            sum(CASE WHEN is_exempt THEN 0 ELSE recent_fen END) AS recent_fen,
            sum(CASE WHEN is_exempt THEN 0 ELSE previous_fen END) AS previous_fen,
            min(CASE WHEN is_exempt THEN NULL ELSE last_months_back END) AS last_months_back,
            sum(CASE WHEN kind = 'unemployment_benefit' AND NOT is_exempt THEN recent_fen ELSE 0 END)
                AS unemployment_benefit_3m_fen,
            sum(CASE WHEN kind = 'family_support' AND NOT is_exempt THEN window_fen ELSE 0 END) AS family_support_fen,
            sum(CASE WHEN is_exempt THEN 0 ELSE actual_1_fen END) AS actual_1_fen,
            sum(CASE WHEN is_exempt THEN 0 ELSE actual_2_fen END) AS actual_2_fen,
            sum(CASE WHEN is_exempt THEN 0 ELSE actual_3_fen END) AS actual_3_fen,
            sum(CASE WHEN is_exempt THEN 0 ELSE actual_4_fen END) AS actual_4_fen
        FROM (
            SELECT by_kind.*, coalesce(exempt.value_e6, 0) > 0 AS is_exempt
            FROM (
                SELECT
                    person_no,
                    kind,
                    sum(CASE WHEN months_back <= 12 THEN 1 ELSE 0 END) AS window_row_count,
                    sum(CASE WHEN months_back <= 12 THEN amount_fen ELSE 0 END) AS window_fen,
                    sum(CASE WHEN months_back <= 3 THEN amount_fen ELSE 0 END) AS recent_fen,
                    sum(CASE WHEN months_back > 3 THEN amount_fen ELSE 0 END) AS previous_fen,
                    min(CASE WHEN amount_fen > 0 THEN months_back END) AS last_months_back,
                    sum(CASE WHEN months_back <= 12 THEN actual_fen ELSE 0 END) AS actual_1_fen,
                    sum(CASE WHEN months_back >= 2 AND months_back <= 13 THEN actual_fen ELSE 0 END) AS actual_2_fen,
                    sum(CASE WHEN months_back >= 3 AND months_back <= 14 THEN actual_fen ELSE 0 END) AS actual_3_fen,
                    sum(CASE WHEN months_back >= 4 THEN actual_fen ELSE 0 END) AS actual_4_fen
                FROM (
                    SELECT
                        income.person_no,
                        income.kind,
                        income.amount_fen,
                        CASE WHEN income.evidence = 'actual' THEN income.amount_fen ELSE 0 END AS actual_fen,
                        (extract(YEAR FROM night.month_start) - extract(YEAR FROM income.month)) * 12
                            + extract(MONTH FROM night.month_start) - extract(MONTH FROM income.month) AS months_back
                    FROM income_known income
                    CROSS JOIN night
                    WHERE income.month >= night.previous_from
                        AND income.month <= night.window_to
                        AND income.evidence IN ('actual', 'declared')
                ) believed
                GROUP BY person_no, kind
            ) by_kind
            JOIN member ON member.person_no = by_kind.person_no
            JOIN household ON household.household_id = member.household_id
            LEFT JOIN place_value exempt
                ON exempt.village_code = household.village_code
                AND exempt.day = 'month_start'
                AND exempt.key = 'income_exempt'
                AND exempt.population = by_kind.kind
        ) judged
        GROUP BY person_no
    ) earned ON earned.person_no = member.person_no
    WHERE member.person_no IS NOT NULL
) person
