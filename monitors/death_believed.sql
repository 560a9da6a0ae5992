-- Deaths that are believed: the number agrees, and no other name in the register contradicts.
-- One row per person. Reported under an old and a new number, the earlier day holds.
SELECT register.person_no, min(death.died_on) AS died_on
FROM death_known death
CROSS JOIN night
JOIN household_member_known register ON register.person_no = death.person_no
WHERE death.died_on <= night.as_of AND (death.name IS NULL OR death.name = register.name)
GROUP BY register.person_no
