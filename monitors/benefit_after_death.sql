-- Months begun after a person's death in which a benefit still counted the person.
-- One row per dead person with such a month. A household's benefit counts everyone the register still lists.
-- A paid month is meant when its first day is later than the death (policy: X01).
SELECT
    dead.person_no,
    CAST(max(
        least(dead.last_month, dead.benefit_last_month) - greatest(dead.first_month, dead.benefit_first_month) + 1
    ) AS INTEGER) AS months_paid_after_death,
    CAST(NULL AS BIGINT) AS overpaid_fen
FROM (
    SELECT
        member.person_no,
        extract(YEAR FROM member.died_on) * 12 + extract(MONTH FROM member.died_on) + 1 AS first_month,
        extract(YEAR FROM night.as_of) * 12 + extract(MONTH FROM night.as_of) AS last_month,
        extract(YEAR FROM benefit.started_on) * 12 + extract(MONTH FROM benefit.started_on)
            + CASE WHEN extract(DAY FROM benefit.started_on) > 1 THEN 1 ELSE 0 END AS benefit_first_month,
        extract(YEAR FROM coalesce(benefit.ended_on, night.as_of)) * 12
            + extract(MONTH FROM coalesce(benefit.ended_on, night.as_of)) AS benefit_last_month
    FROM member
    CROSS JOIN night
    JOIN benefit_known benefit
        ON benefit.household_id = member.household_id
        AND (benefit.person_no IS NULL OR benefit.person_no = member.person_no)
    WHERE member.died_on IS NOT NULL
) dead
WHERE least(dead.last_month, dead.benefit_last_month) >= greatest(dead.first_month, dead.benefit_first_month)
GROUP BY dead.person_no
