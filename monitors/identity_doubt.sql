-- Where registers disagree about who a person is. Nothing is decided here: which of them is right is asked.
-- One row per (kind, delivery_no, source_line): the row that started the doubt.
SELECT
    doubt.kind,
    doubt.household_id,
    household.township_code,
    doubt.person_no,
    doubt.other_no,
    doubt.extract,
    doubt.delivery_no,
    doubt.source_line
FROM (
    -- A death under a member's number and a name that the register does not know the member by.
    SELECT
        'name_differs' AS kind,
        member.household_id,
        member.person_no,
        CAST(NULL AS INTEGER) AS other_no,
        'death' AS extract,
        death.delivery_no,
        death.source_line
    FROM death_known death
    CROSS JOIN night
    JOIN member ON member.person_no = death.person_no
    LEFT JOIN household_member_known namesake
        ON namesake.person_no = death.person_no AND namesake.name = death.name
    WHERE death.died_on <= night.as_of AND death.name IS NOT NULL AND namesake.person_no IS NULL
    UNION ALL
    -- One name and one birth date twice in one household; the number's digits 7 to 14 are the birth date.
    SELECT
        'two_numbers', member.household_id, member.person_no, namesake.person_no, 'household_member',
        member.delivery_no, member.source_line
    FROM (
        SELECT household_id, name, substr(id_number, 7, 8) AS born, min(id_number) AS lowest_number
        FROM member
        GROUP BY household_id, name, substr(id_number, 7, 8)
        HAVING count(*) > 1
    ) named
    JOIN member
        ON member.household_id = named.household_id
        AND member.name = named.name
        AND substr(member.id_number, 7, 8) = named.born
        AND member.id_number > named.lowest_number
    JOIN member namesake ON namesake.id_number = named.lowest_number
    UNION ALL
    SELECT
        'both_numbers_listed', household_id, person_no, CAST(NULL AS INTEGER), 'household_member',
        delivery_no, source_line
    FROM listed_twice
    UNION ALL
    SELECT
        change.doubt, coalesce(old_member.household_id, new_member.household_id), change.old_person_no,
        change.new_person_no, 'id_change', change.delivery_no, change.source_line
    FROM identity_change change
    LEFT JOIN identity ON identity.person_no = change.new_person_no
    LEFT JOIN member old_member ON old_member.person_no = change.old_person_no
    LEFT JOIN member new_member
        ON new_member.person_no = coalesce(identity.current_no, change.new_person_no)
    WHERE change.doubt IS NOT NULL
) doubt
LEFT JOIN household ON household.household_id = doubt.household_id
