-- Deaths of people who stand or once stood in the register, believed as in death_believed: no name contradicts.
-- One row per person.
SELECT register.person_no, min(death.died_on) AS died_on
FROM death_known death
CROSS JOIN night
JOIN register_history register ON register.person_no = death.person_no
WHERE death.died_on <= night.as_of AND (death.name IS NULL OR death.name = register.name)
GROUP BY register.person_no
