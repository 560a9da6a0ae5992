-- Children, and which of their parents could raise them (民发〔2019〕62号; the matrix of unattended children).
-- One row per child in the register. A head's child has the head and the spouse for parents, a grandchild the head's
-- grown children, in any household where both have been listed at one time: those since dead, away or no longer
-- listed are parents too. Lost is who is dead, declared missing, in custody for long or severely disabled; of whom
-- none of this is known is able.
WITH child AS (
    SELECT listed_member.person_no, place_household.child_age_limit_years, place_household.custody_limit_months
    FROM listed_member
    JOIN place_household ON place_household.village_code = listed_member.residence_region
    WHERE listed_member.is_in_register AND listed_member.age_years < place_household.child_age_limit_years
),
parent AS (
    SELECT DISTINCT child.person_no, elder.person_no AS parent_no, child.custody_limit_months
    FROM child
    CROSS JOIN night
    JOIN register_history young ON young.person_no = child.person_no
    JOIN register_history elder ON elder.household_id = young.household_id
    JOIN person ON person.person_no = elder.person_no
    WHERE young.joined_on < elder.left_on AND elder.joined_on < young.left_on
        AND young.known_from < elder.known_to AND elder.known_from < young.known_to
        AND (
            young.relation = 'child' AND elder.relation IN ('head', 'spouse')
            OR young.relation = 'grandchild' AND elder.relation = 'child'
            -- Days written as numbers (20220520), their difference by ten thousand, are the years of age.
            AND extract(YEAR FROM night.as_of) * 10000 + extract(MONTH FROM night.as_of) * 100
                + extract(DAY FROM night.as_of)
                - extract(YEAR FROM person.birth_on) * 10000 - extract(MONTH FROM person.birth_on) * 100
                - extract(DAY FROM person.birth_on) >= child.child_age_limit_years * 10000
        )
)
SELECT
    child.person_no,
    CAST(coalesce(sum(CASE WHEN fate.is_lost THEN 1 ELSE 0 END), 0) AS INTEGER) AS lost_count,
    CAST(coalesce(sum(CASE WHEN fate.is_lost THEN 0 WHEN fate.person_no IS NOT NULL THEN 1 END), 0) AS INTEGER)
        AS able_count
FROM child
LEFT JOIN (
    SELECT
        parent.person_no,
        death_remembered.person_no IS NOT NULL
            OR coalesce(custody_term.is_missing, FALSE)
            OR coalesce(custody_term.months >= parent.custody_limit_months, FALSE)
            OR coalesce(person_disability.is_unable_parent, FALSE) AS is_lost
    FROM parent
    LEFT JOIN death_remembered ON death_remembered.person_no = parent.parent_no
    LEFT JOIN custody_term ON custody_term.person_no = parent.parent_no
    LEFT JOIN person_disability ON person_disability.person_no = parent.parent_no
) fate ON fate.person_no = child.person_no
GROUP BY child.person_no
