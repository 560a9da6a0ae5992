-- What the registers and departments told, and where it is found again in the night's signals.
-- One row per check: what it is about, what was told, and what was found together with what was set aside and why.
-- Amounts are fen. Every sum is made from the delivered rows or from the table before, never by the monitor's own join.
WITH living AS (
    SELECT member.person_no, member.is_counted, household.village_code
    FROM member
    JOIN household ON household.household_id = member.household_id
    WHERE member.person_no IS NOT NULL
),
exempt AS (
    SELECT village_code, population AS kind
    FROM place_value
    WHERE day = 'month_start' AND key = 'income_exempt' AND value_e6 > 0
),
-- Fifteen months of income by what becomes of it: contribution bases and strangers are set aside, and so is what the
-- locality does not count.
income AS (
    SELECT
        count(*) AS row_count,
        sum(CASE WHEN told.evidence NOT IN ('actual', 'declared') OR living.person_no IS NULL
            OR exempt.kind IS NOT NULL THEN told.amount_fen ELSE 0 END) AS set_aside_fen
    FROM income_known told
    CROSS JOIN night
    LEFT JOIN living ON living.person_no = told.person_no
    LEFT JOIN exempt ON exempt.village_code = living.village_code AND exempt.kind = told.kind
    WHERE told.month >= night.previous_from AND told.month <= night.window_to
),
known_income AS (
    SELECT household_id FROM household_month WHERE income_3m_fen IS NOT NULL
)
SELECT
    'household_member -> listed_member' AS what,
    CAST((SELECT count(*) FROM household_member_known) AS HUGEINT) AS told,
    CAST((SELECT count(*) FROM listed_member WHERE is_in_register)
        + (SELECT count(*) FROM household_member_known told CROSS JOIN night
            WHERE coalesce(told.joined_on, DATE '0001-01-01') > night.as_of
                OR coalesce(told.left_on, DATE '9999-12-31') <= night.as_of
                OR told.person_no_as_delivered IN (SELECT listed_no FROM listed_twice)) AS HUGEINT) AS found
UNION ALL SELECT
    'guest -> listed_member',
    (SELECT count(*) FROM guest),
    (SELECT count(*) FROM listed_member WHERE NOT is_in_register)
UNION ALL SELECT
    'listed_member -> member',
    (SELECT count(*) FROM listed_member),
    (SELECT count(*) FROM member)
UNION ALL SELECT
    'member -> person_month',
    (SELECT count(*) FROM member WHERE person_no IS NOT NULL),
    (SELECT count(*) FROM person_month)
UNION ALL SELECT
    'member -> household',
    (SELECT count(DISTINCT household_id) FROM listed_member),
    (SELECT count(*) FROM household)
UNION ALL SELECT
    'household -> household_month',
    (SELECT count(*) FROM household),
    (SELECT count(*) FROM household_month) + (SELECT count(*) FROM household WHERE member_count = 0)
UNION ALL SELECT
    'member -> household_month.member_count',
    (SELECT count(*) FROM member WHERE is_counted),
    (SELECT coalesce(sum(member_count), 0) FROM household_month)
UNION ALL SELECT
    'member -> household_month.income_unknown_member_count',
    (SELECT count(*) FROM member WHERE is_counted AND person_no IS NULL)
        + (SELECT count(*) FROM person_month WHERE is_counted AND NOT is_income_known),
    (SELECT coalesce(sum(income_unknown_member_count), 0) FROM household_month)
UNION ALL SELECT
    'income rows',
    (SELECT count(*) FROM income_known told CROSS JOIN night
        WHERE told.month >= night.previous_from AND told.month <= night.window_to),
    (SELECT row_count FROM income)
UNION ALL SELECT
    'income -> person_month',
    (SELECT coalesce(sum(told.amount_fen), 0) FROM income_known told CROSS JOIN night
        WHERE told.month >= night.previous_from AND told.month <= night.window_to),
    (SELECT coalesce(sum(income_3m_lower_bound_fen + income_previous_12m_lower_bound_fen), 0) FROM person_month)
        + (SELECT coalesce(set_aside_fen, 0) FROM income)
UNION ALL SELECT
    'person_month -> household_month.income_3m_fen, income_previous_12m_fen',
    (SELECT coalesce(sum(person.income_3m_lower_bound_fen + person.income_previous_12m_lower_bound_fen), 0)
        FROM person_month person
        WHERE person.is_counted AND person.household_id IN (SELECT household_id FROM known_income)),
    (SELECT coalesce(sum(income_3m_fen + income_previous_12m_fen), 0) FROM household_month)
UNION ALL SELECT
    'medical_expense -> household_month',
    (SELECT coalesce(sum(told.self_paid_fen), 0) FROM medical_expense_known told CROSS JOIN night
        WHERE night.is_medical_expense_delivered
            AND told.settled_on >= night.year_start AND told.settled_on <= night.as_of),
    (SELECT coalesce(sum(medical_self_paid_year_fen), 0) FROM household_month)
        + (SELECT coalesce(sum(told.self_paid_fen), 0)
            FROM medical_expense_known told
            CROSS JOIN night
            LEFT JOIN living ON living.person_no = told.person_no AND living.is_counted
            WHERE night.is_medical_expense_delivered AND living.person_no IS NULL
                AND told.settled_on >= night.year_start AND told.settled_on <= night.as_of)
UNION ALL SELECT
    'benefit_status -> household_month',
    (SELECT coalesce(sum(CASE WHEN has_subsistence_allowance THEN 1 ELSE 0 END
            + CASE WHEN has_extreme_poverty_support THEN 10000000 ELSE 0 END
            + CASE WHEN has_near_dibao THEN 100000000000000 ELSE 0 END), 0)
        FROM benefit_status CROSS JOIN night
        WHERE night.is_benefit_delivered AND household_id IN (SELECT household_id FROM household_month)),
    (SELECT coalesce(sum(CASE WHEN has_subsistence_allowance THEN 1 ELSE 0 END
            + CASE WHEN has_extreme_poverty_support THEN 10000000 ELSE 0 END
            + CASE WHEN has_near_dibao THEN 100000000000000 ELSE 0 END), 0) FROM household_month)
UNION ALL SELECT
    'death -> person_month',
    (SELECT count(*) FROM death_believed WHERE person_no IN (SELECT person_no FROM member)),
    (SELECT count(died_on) FROM person_month)
UNION ALL SELECT
    'disability -> person_month',
    (SELECT count(kind) FROM person_disability WHERE person_no IN (SELECT person_no FROM member)),
    (SELECT count(disability_kind) FROM person_month)
UNION ALL SELECT
    'education -> person_month',
    (SELECT count(stage) FROM person_education WHERE person_no IN (SELECT person_no FROM member)),
    (SELECT count(education_stage) FROM person_month)
UNION ALL SELECT
    'poverty_return_watch -> person_month',
    (SELECT count(*) FROM person_watch WHERE person_no IN (SELECT person_no FROM member)),
    (SELECT count(*) FROM person_month WHERE is_on_poverty_return_watch)
