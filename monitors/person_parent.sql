-- Children, and which of their parents could raise them (民发〔2019〕62号; the matrix of unattended children).
-- One row per child in the register. Lost is who is dead, declared missing, in custody for long or severely disabled;
-- of whom none of this is known is able.
SELECT
    person_no,
    CAST(coalesce(sum(CASE WHEN is_lost THEN 1 ELSE 0 END), 0) AS INTEGER) AS lost_count,
    CAST(coalesce(sum(CASE WHEN is_lost THEN 0 WHEN parent_no IS NOT NULL THEN 1 END), 0) AS INTEGER) AS able_count
FROM (
    SELECT
        parent.person_no,
        parent.parent_no,
        death_remembered.person_no IS NOT NULL
            OR coalesce(custody_term.is_missing, FALSE)
            OR coalesce(custody_term.months >= parent.custody_limit_months, FALSE)
            OR coalesce(person_disability.is_unable_parent, FALSE) AS is_lost
    FROM child_parent parent
    LEFT JOIN death_remembered ON death_remembered.person_no = parent.parent_no
    LEFT JOIN custody_term ON custody_term.person_no = parent.parent_no
    LEFT JOIN person_disability ON person_disability.person_no = parent.parent_no
) fate
GROUP BY person_no
