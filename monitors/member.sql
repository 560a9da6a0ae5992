-- People in the register on the business date.
-- One row per person. A death is believed when the number agrees and no name contradicts it; the dead are
-- no longer counted (Order 649 art. 13: what changes in a family is reported and the benefit follows).
SELECT
    register.person_no,
    register.household_id,
    register.name,
    register.relation,
    register.residence_class,
    register.hukou_region,
    register.residence_region,
    register.left_on,
    person.id_number,
    CAST(extract(YEAR FROM night.as_of) - extract(YEAR FROM person.birth_on)
        - CASE WHEN extract(MONTH FROM night.as_of) * 100 + extract(DAY FROM night.as_of)
            < extract(MONTH FROM person.birth_on) * 100 + extract(DAY FROM person.birth_on)
            THEN 1 ELSE 0 END AS INTEGER) AS age_years,
    CASE WHEN death.name IS NULL OR death.name = register.name THEN death.died_on END AS died_on,
    NOT (death.died_on IS NOT NULL AND (death.name IS NULL OR death.name = register.name)) AS is_counted
FROM household_member_known register
CROSS JOIN night
JOIN person ON person.person_no = register.person_no
LEFT JOIN death_known death
    ON death.person_no = register.person_no AND death.died_on <= night.as_of
WHERE coalesce(register.joined_on, DATE '0001-01-01') <= night.as_of
    AND coalesce(register.left_on, DATE '9999-12-31') > night.as_of
