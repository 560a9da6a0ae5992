-- Months begun after a person's death in which a benefit still counted the person, and what of a subsistence
-- allowance may have been paid too much: those months at the standard of the person's class on the business date.
-- Computed to be looked at, never applied (money is taken back by a decision alone).
-- One row per dead person with such a month. A household's benefit counts everyone the register still lists.
-- A paid month is meant when its first day is later than the death (policy: X01). One benefit in several rows, one
-- after the other or one over the other, counts each month once.
SELECT
    dead.person_no,
    CAST(max(months) AS INTEGER) AS months_paid_after_death,
    CAST(max(CASE WHEN benefit = 'subsistence_allowance' THEN months * standard_fen END) AS BIGINT) AS overpaid_fen
FROM (
    SELECT
        person_no,
        benefit,
        standard_fen,
        sum(greatest(until_month - greatest(from_month, told_month + 1) + 1, 0)) AS months
    FROM (
        SELECT
            period.person_no,
            period.benefit,
            period.standard_fen,
            greatest(period.first_month, period.benefit_first_month) AS from_month,
            least(period.last_month, period.benefit_last_month) AS until_month,
            coalesce(max(least(period.last_month, period.benefit_last_month)) OVER (
                PARTITION BY period.person_no, period.benefit
                ORDER BY period.benefit_first_month, period.benefit_last_month
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ), 0) AS told_month
        FROM (
            SELECT
                member.person_no,
                benefit.benefit,
                CASE WHEN member.residence_class = 'urban' THEN place.urban_standard_fen ELSE place.rural_standard_fen END
                    AS standard_fen,
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
                -- Recognised only: nothing is paid month by month.
                AND benefit.benefit NOT IN ('near_dibao', 'rigid_expenditure', 'poverty_return_watch')
            LEFT JOIN place ON place.village_code = member.residence_region
            WHERE member.died_on IS NOT NULL
        ) period
    ) stretch
    GROUP BY person_no, benefit, standard_fen
) dead
WHERE months > 0
GROUP BY dead.person_no
