-- Who brought a household's income and is gone: dead, or in custody for long, within the watched months.
-- One row per household that lost a member so. Counted is the income of the twelve full months before the month of
-- the loss, of everybody who stood in the register with that member on the day; of several losses the one that took
-- a breadwinner, then the greatest. While the income of one of the others is not known nobody can say whose share was
-- the greater: the limit is null.
WITH loss AS (
    SELECT person_no, died_on AS lost_on, CAST(NULL AS INTEGER) AS months FROM death_remembered
    UNION ALL
    SELECT person_no, started_on, months FROM custody_term WHERE months IS NOT NULL
),
-- Where the person lived on the day, by the newest row of the register that spoke of it.
home AS (
    SELECT place.person_no, place.lost_on, place.household_id, household.village_code,
        rule.breadwinner_share_e6, rule.breadwinner_carry,
        extract(YEAR FROM place.lost_on) * 12 + extract(MONTH FROM place.lost_on) AS lost_month
    FROM (
        SELECT
            loss.person_no,
            loss.lost_on,
            loss.months,
            listed.household_id,
            listed.joined_on,
            listed.left_on,
            row_number() OVER (
                PARTITION BY loss.person_no, loss.lost_on ORDER BY listed.known_from DESC, listed.joined_on DESC
            ) AS place_in_line
        FROM loss
        JOIN register_history listed ON listed.person_no = loss.person_no
        WHERE listed.known_to > loss.lost_on AND listed.joined_on <= loss.lost_on
    ) place
    CROSS JOIN night
    JOIN household ON household.household_id = place.household_id
    JOIN place_event rule ON rule.village_code = household.village_code
    LEFT JOIN place_household ON place_household.village_code = household.village_code
    WHERE place.place_in_line = 1
        AND place.left_on >= place.lost_on
        AND place.lost_on >= rule.breadwinner_from_on
        AND place.lost_on <= night.as_of
        AND (place.months IS NULL OR place.months >= place_household.custody_limit_months)
),
-- Who lived there on that day.
housemate AS (
    SELECT DISTINCT person_no, lost_on, household_id, village_code, lost_month, housemate_no
    FROM (
        SELECT
            home.*,
            listed.person_no AS housemate_no,
            listed.left_on,
            row_number() OVER (
                PARTITION BY home.person_no, home.lost_on, listed.person_no
                ORDER BY listed.known_from DESC, listed.joined_on DESC
            ) AS place_in_line
        FROM home
        JOIN register_history listed ON listed.household_id = home.household_id
        WHERE listed.known_to > home.lost_on AND listed.joined_on <= home.lost_on
    ) listed
    WHERE place_in_line = 1 AND left_on >= lost_on
),
brought AS (
    SELECT
        housemate.person_no,
        housemate.lost_on,
        housemate.housemate_no,
        count(*) AS row_count,
        sum(CASE WHEN coalesce(exempt.value_e6, 0) > 0 THEN 0 ELSE income.amount_fen END) AS fen
    FROM housemate
    JOIN income_known income ON income.person_no = housemate.housemate_no
    LEFT JOIN place_value exempt
        ON exempt.village_code = housemate.village_code
        AND exempt.day = 'month_start'
        AND exempt.key = 'income_exempt'
        AND exempt.population = income.kind
    WHERE income.evidence IN ('actual', 'declared')
        AND extract(YEAR FROM income.month) * 12 + extract(MONTH FROM income.month) < housemate.lost_month
        AND extract(YEAR FROM income.month) * 12 + extract(MONTH FROM income.month) >= housemate.lost_month - 12
    GROUP BY housemate.person_no, housemate.lost_on, housemate.housemate_no
),
share AS (
    SELECT
        home.household_id,
        home.lost_on,
        shared.own_fen,
        CASE WHEN shared.unknown_count = 0
            THEN greatest((home.breadwinner_share_e6 * shared.all_fen + home.breadwinner_carry) // 1000000, 1) END
            AS limit_fen
    FROM home
    JOIN (
        SELECT
            housemate.person_no,
            housemate.lost_on,
            CAST(sum(CASE WHEN housemate.housemate_no = housemate.person_no THEN coalesce(brought.fen, 0) ELSE 0 END)
                AS BIGINT) AS own_fen,
            CAST(sum(coalesce(brought.fen, 0)) AS BIGINT) AS all_fen,
            sum(CASE
                WHEN brought.row_count > 0 OR NOT coalesce(income.is_working_age, FALSE)
                    OR coalesce(income.is_student, FALSE)
                    OR coalesce(employment.has_zero_income_event, FALSE) THEN 0
                ELSE 1
            END) AS unknown_count
        FROM housemate
        LEFT JOIN brought
            ON brought.person_no = housemate.person_no
            AND brought.lost_on = housemate.lost_on
            AND brought.housemate_no = housemate.housemate_no
        LEFT JOIN person_income income ON income.person_no = housemate.housemate_no
        LEFT JOIN person_employment employment ON employment.person_no = housemate.housemate_no
        GROUP BY housemate.person_no, housemate.lost_on
    ) shared ON shared.person_no = home.person_no AND shared.lost_on = home.lost_on
)
SELECT
    household_id,
    lost_on AS breadwinner_lost_on,
    own_fen AS breadwinner_income_12m_fen,
    CAST(limit_fen AS BIGINT) AS breadwinner_limit_12m_fen
FROM (
    SELECT
        share.*,
        row_number() OVER (
            PARTITION BY household_id
            ORDER BY CASE WHEN own_fen >= limit_fen THEN 0 ELSE 1 END, own_fen DESC, lost_on DESC
        ) AS place_in_line
    FROM share
) ranked
WHERE place_in_line = 1
