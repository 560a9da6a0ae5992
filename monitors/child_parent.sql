-- Children in the register, and who of the register are their parents.
-- One row per child and parent; a child whose parents nobody knows has one row without. A head's child has the head
-- and the spouse for parents, a grandchild the head's grown children, in any household where both have been listed at
-- one time: those since dead, away or no longer listed are parents too.
WITH child AS (
    SELECT listed_member.person_no, place_household.child_age_limit_years, place_household.custody_limit_months
    FROM listed_member
    JOIN place_household ON place_household.village_code = listed_member.residence_region
    WHERE listed_member.is_in_register AND listed_member.age_years < place_household.child_age_limit_years
)
SELECT DISTINCT child.person_no, parent.parent_no, child.custody_limit_months
FROM child
LEFT JOIN (
    SELECT young.person_no, elder.person_no AS parent_no
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
) parent ON parent.person_no = child.person_no
