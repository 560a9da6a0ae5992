-- Who stands or once stood in the register, as was known at some time up to the night.
-- One row per row of the register, what is not superseded by the night known for ever. A parent who died, or an
-- earner who went to prison, is often gone from the register by the time the news comes.
SELECT
    coalesce(identity.current_no, register.person_no) AS person_no,
    register.household_id,
    register.name,
    register.relation,
    coalesce(register.joined_on, DATE '0001-01-01') AS joined_on,
    coalesce(register.left_on, DATE '9999-12-31') AS left_on,
    register.known_from,
    CASE WHEN register.known_to <= night.known_at THEN register.known_to ELSE DATE '9999-12-31' END AS known_to
FROM household_member register
CROSS JOIN night
LEFT JOIN identity ON identity.person_no = register.person_no
WHERE register.known_from <= night.known_at
