-- Which number a person bears now, and which was the first.
-- One row per number that is part of a chain of changes, the current one included. Where several numbers became
-- one, the first is that of the earliest change.
WITH joined AS (
    SELECT old_person_no, new_person_no, changed_on, current_no FROM identity_change WHERE doubt IS NULL
),
beginning AS (
    SELECT
        joined.current_no,
        joined.old_person_no AS first_no,
        row_number() OVER (
            PARTITION BY joined.current_no ORDER BY joined.changed_on, person.id_number
        ) AS place_in_line
    FROM joined
    JOIN person ON person.person_no = joined.old_person_no
    LEFT JOIN joined earlier ON earlier.new_person_no = joined.old_person_no
    WHERE earlier.new_person_no IS NULL
)
SELECT number.person_no, number.current_no, beginning.first_no
FROM (
    SELECT old_person_no AS person_no, current_no FROM joined
    UNION
    SELECT current_no, current_no FROM joined
) number
JOIN beginning ON beginning.current_no = number.current_no AND beginning.place_in_line = 1
