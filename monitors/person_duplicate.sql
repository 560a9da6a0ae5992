-- Who is paid twice: one benefit for one month in two households or two places, or two running benefits that
-- exclude each other by the dated table.
-- One row per person. Of the last three months and this one the latest holds. A payment that names no person is
-- everyone's who was in the household when that month began; where such payments alone are double the head answers for all. A place is told by six,
-- nine or twelve digits, and compared by as many as both have. Paid twice in one place are arrears, more often than
-- not (extract benefit_payment).
WITH paid AS (
    SELECT person_no, household_id, month, benefit, paid_region, TRUE AS is_own
    FROM benefit_payment_known
    CROSS JOIN night
    WHERE person_no IS NOT NULL AND month >= night.recent_from AND month <= night.month_start
    UNION ALL
    SELECT listed_member.person_no, payment.household_id, payment.month, payment.benefit, payment.paid_region, FALSE
    FROM benefit_payment_known payment
    CROSS JOIN night
    JOIN listed_member
        ON listed_member.household_id = payment.household_id
        AND coalesce(listed_member.joined_on, DATE '0001-01-01') <= payment.month
    WHERE payment.person_no IS NULL AND payment.month >= night.recent_from AND payment.month <= night.month_start
),
doubled AS (
    SELECT person_no, month, benefit, count(*) AS payment_count, bool_or(is_own) AS is_own
    FROM (
        SELECT
            paid.*,
            substr(paid.paid_region, 1, min(length(paid.paid_region))
                OVER (PARTITION BY paid.person_no, paid.month, paid.benefit)) AS region
        FROM paid
    ) placed
    GROUP BY person_no, month, benefit
    HAVING count(DISTINCT household_id) > 1 OR count(DISTINCT region) > 1
),
latest AS (
    SELECT
        doubled.person_no,
        doubled.month,
        doubled.benefit,
        doubled.payment_count,
        row_number() OVER (PARTITION BY doubled.person_no ORDER BY doubled.month DESC, doubled.benefit) AS place_in_line
    FROM doubled
    LEFT JOIN household ON household.head_person_no = doubled.person_no
    WHERE doubled.is_own OR household.household_id IS NOT NULL
),
exclusive AS (
    SELECT one.person_no, min(pair.population) AS benefits
    FROM benefit_running one
    JOIN benefit_running other ON other.person_no = one.person_no AND other.benefit <> one.benefit
    JOIN listed_member ON listed_member.person_no = one.person_no
    JOIN place_value pair
        ON pair.village_code = listed_member.residence_region
        AND pair.day = 'as_of'
        AND pair.key = 'exclusive_benefit'
        AND pair.population = one.benefit || '.' || other.benefit
        AND pair.value_e6 > 0
    GROUP BY one.person_no
)
SELECT
    coalesce(latest.person_no, exclusive.person_no) AS person_no,
    latest.month AS month_on,
    latest.benefit,
    CAST(latest.payment_count AS INTEGER) AS payment_count,
    exclusive.benefits AS exclusive_benefits
FROM (SELECT * FROM latest WHERE place_in_line = 1) latest
FULL JOIN exclusive ON exclusive.person_no = latest.person_no
