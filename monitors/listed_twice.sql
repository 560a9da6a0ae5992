-- Rows of the register that list a person again, under a number that the person no longer bears.
-- One row per such row: the person counts once, by the row under the current number where there is one.
SELECT person_no, listed_no, household_id, delivery_no, source_line
FROM (
    SELECT
        register.person_no,
        register.person_no_as_delivered AS listed_no,
        register.household_id,
        register.delivery_no,
        register.source_line,
        row_number() OVER (
            PARTITION BY register.person_no
            ORDER BY
                CASE WHEN register.person_no_as_delivered = register.person_no THEN 0 ELSE 1 END,
                person.id_number
        ) AS place_in_line
    FROM identity
    JOIN household_member_known register ON register.person_no_as_delivered = identity.person_no
    JOIN person ON person.person_no = register.person_no_as_delivered
    CROSS JOIN night
    WHERE coalesce(register.joined_on, DATE '0001-01-01') <= night.as_of
        AND coalesce(register.left_on, DATE '9999-12-31') > night.as_of
) listed
WHERE place_in_line > 1
