-- Every number under which facts behind an open episode may stand: its people, under all their numbers.
-- One row per (warning_id, person_no).
SELECT DISTINCT
    behind.warning_id,
    behind.rule_code,
    behind.known_at,
    coalesce(chain.person_no, behind.person_no) AS person_no
FROM (
    SELECT
        before.warning_id,
        before.rule_code,
        before.known_at,
        coalesce(identity.current_no, register.person_no) AS person_no
    FROM ledger_before before
    CROSS JOIN night
    JOIN household_member register
        ON register.household_id = before.household_id AND register.known_from <= night.known_at
    LEFT JOIN identity ON identity.person_no = register.person_no
    WHERE before.state NOT IN ('closed', 'cleared', 'withdrawn')
        AND (before.person_no IS NULL OR before.person_no = coalesce(identity.current_no, register.person_no))
) behind
LEFT JOIN identity chain ON chain.current_no = behind.person_no
