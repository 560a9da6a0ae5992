-- Changes of identity numbers that hold on the night, and the number each leads to when they are followed on.
-- One row per change. An old number with two different new ones, and a chain that runs in a circle (or has more
-- than sixteen links), is nobody's guess: `doubt` names it, nothing is joined. Each step doubles the reach.
WITH told AS (
    SELECT
        change.old_person_no,
        change.new_person_no,
        change.changed_on,
        change.delivery_no,
        change.source_line,
        min(change.new_person_no) OVER (PARTITION BY change.old_person_no)
            <> max(change.new_person_no) OVER (PARTITION BY change.old_person_no) AS is_contradicted
    FROM id_change_known change
    CROSS JOIN night
    WHERE change.changed_on <= night.as_of
),
step_1 AS (
    SELECT old_person_no AS person_no, min(new_person_no) AS next_no
    FROM told
    WHERE NOT is_contradicted
    GROUP BY old_person_no
),
step_2 AS (
    SELECT here.person_no, coalesce(onward.next_no, here.next_no) AS next_no
    FROM step_1 here LEFT JOIN step_1 onward ON onward.person_no = here.next_no
),
step_4 AS (
    SELECT here.person_no, coalesce(onward.next_no, here.next_no) AS next_no
    FROM step_2 here LEFT JOIN step_2 onward ON onward.person_no = here.next_no
),
step_8 AS (
    SELECT here.person_no, coalesce(onward.next_no, here.next_no) AS next_no
    FROM step_4 here LEFT JOIN step_4 onward ON onward.person_no = here.next_no
),
step_16 AS (
    SELECT here.person_no, coalesce(onward.next_no, here.next_no) AS next_no
    FROM step_8 here LEFT JOIN step_8 onward ON onward.person_no = here.next_no
)
SELECT
    told.old_person_no,
    told.new_person_no,
    told.changed_on,
    told.delivery_no,
    told.source_line,
    CASE
        WHEN told.is_contradicted THEN 'change_contradicts'
        WHEN unfinished.person_no IS NOT NULL THEN 'change_loops'
    END AS doubt,
    CASE WHEN unfinished.person_no IS NULL THEN step_16.next_no END AS current_no
FROM told
LEFT JOIN step_16 ON step_16.person_no = told.old_person_no
LEFT JOIN step_1 unfinished ON unfinished.person_no = step_16.next_no
