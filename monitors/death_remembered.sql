-- Deaths of people who stand or once stood in the register, believed as in death_believed: the number agrees, and
-- the name under which the person was listed last does not contradict.
-- One row per person.
SELECT person_no, min(died_on) AS died_on
FROM (
    SELECT
        death.person_no,
        death.died_on,
        death.name,
        register.name AS listed_name,
        register.known_to,
        max(register.known_to) OVER (PARTITION BY death.person_no) AS last_known_to
    FROM death_known death
    CROSS JOIN night
    JOIN register_history register ON register.person_no = death.person_no
    WHERE death.died_on <= night.as_of
) told
WHERE known_to = last_known_to AND (name IS NULL OR name = listed_name)
GROUP BY person_no
