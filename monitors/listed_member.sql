-- People in the register on the business date, and those outside it who asked for help here.
-- One row per person, also where the register lists an old and a new number; a guest who gave no number has none,
-- and no age. Of a guest nobody has written down whether urban or rural.
SELECT
    listed.person_no,
    listed.household_id,
    listed.name,
    listed.relation,
    listed.residence_class,
    listed.hukou_region,
    listed.residence_region,
    listed.joined_on,
    listed.left_on,
    person.id_number,
    CAST(extract(YEAR FROM night.as_of) - extract(YEAR FROM person.birth_on)
        - CASE WHEN extract(MONTH FROM night.as_of) * 100 + extract(DAY FROM night.as_of)
            < extract(MONTH FROM person.birth_on) * 100 + extract(DAY FROM person.birth_on)
            THEN 1 ELSE 0 END AS INTEGER) AS age_years,
    death_believed.died_on,
    listed.is_in_register,
    listed.delivery_no,
    listed.source_line
FROM (
    SELECT
        register.person_no,
        register.household_id,
        register.name,
        register.relation,
        register.residence_class,
        register.hukou_region,
        register.residence_region,
        register.joined_on,
        register.left_on,
        TRUE AS is_in_register,
        register.delivery_no,
        register.source_line
    FROM household_member_known register
    CROSS JOIN night
    LEFT JOIN listed_twice ON listed_twice.listed_no = register.person_no_as_delivered
    WHERE coalesce(register.joined_on, DATE '0001-01-01') <= night.as_of
        AND coalesce(register.left_on, DATE '9999-12-31') > night.as_of
        AND listed_twice.listed_no IS NULL
    UNION ALL
    SELECT
        person_no, household_id, name, 'head', CAST(NULL AS VARCHAR), hukou_region, village_code,
        CAST(NULL AS DATE), CAST(NULL AS DATE), FALSE, delivery_no, source_line
    FROM guest
) listed
CROSS JOIN night
LEFT JOIN person ON person.person_no = listed.person_no
LEFT JOIN death_believed ON death_believed.person_no = listed.person_no
