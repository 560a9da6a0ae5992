-- The need of a household that is paid next: of those that may be paid, the one with the highest amount still due.
-- One row per household with such a need.
SELECT household_id, person_no, confirmed_cause, confirmed_on, confirmed_warning_id, confirmed_is_small_fast
FROM (
    SELECT
        due.*,
        row_number() OVER (
            PARTITION BY household_id
            ORDER BY due_fen DESC, CASE WHEN confirmed_warning_id IS NULL THEN 1 ELSE 0 END, confirmed_on,
                confirmed_warning_id, id_number
        ) AS place_in_line
    FROM (
        SELECT
            need.household_id,
            need.person_no,
            person.id_number,
            need.cause AS confirmed_cause,
            need.confirmed_on,
            need.warning_id AS confirmed_warning_id,
            need.is_small_fast AND relief.small_fast_fen IS NOT NULL AS confirmed_is_small_fast,
            CASE WHEN need.is_small_fast AND relief.small_fast_fen IS NOT NULL
                THEN relief.small_fast_fen ELSE relief.amount_fen END AS due_fen
        FROM need
        JOIN relief
            ON relief.household_id = need.household_id
            AND relief.person_no IS NOT DISTINCT FROM need.person_no
            AND relief.cause = need.cause
        LEFT JOIN person ON person.person_no = need.person_no
    ) due
    WHERE due_fen > 0
) ranked
WHERE place_in_line = 1
