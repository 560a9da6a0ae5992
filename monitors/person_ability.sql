-- Who can work: neither old nor a child nor, by the dated table of levels, disabled (民发〔2021〕43号).
-- One row per person; null while the age or the ages in force are not known. How many of the counted members can is
-- known as soon as one is known to, or all are known.
SELECT
    person_no,
    has_working_ability,
    CAST(CASE WHEN household_able_count > 0 OR household_unknown_count = 0 THEN household_able_count END AS INTEGER)
        AS household_able_member_count
FROM (
    SELECT
        person_no,
        has_working_ability,
        sum(CASE WHEN is_counted AND has_working_ability THEN 1 ELSE 0 END) OVER (PARTITION BY household_id)
            AS household_able_count,
        sum(CASE WHEN is_counted AND has_working_ability IS NULL THEN 1 ELSE 0 END) OVER (PARTITION BY household_id)
            AS household_unknown_count
    FROM (
        SELECT
            member.person_no,
            member.household_id,
            member.is_counted,
            member.age_years >= able.unable_below_age
                AND member.age_years < able.unable_from_age
                AND NOT coalesce(disability.is_unable, FALSE) AS has_working_ability
        FROM member
        LEFT JOIN place_household able ON able.village_code = member.residence_region
        LEFT JOIN person_disability disability ON disability.person_no = member.person_no
    ) judged
) summed
WHERE person_no IS NOT NULL
