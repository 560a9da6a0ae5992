-- Under which of the groups that a locality lists a person is paid, for every kind of payment that goes by groups:
-- price supplements by the list of the index month, one-time subsidies by that of the night.
-- One row per (person_no, list). Whoever belongs to several groups is paid once, under the first by name.
SELECT
    person_group.person_no,
    listed.key AS list,
    min(person_group.group_name) AS group_name,
    CAST(count(*) AS INTEGER) AS group_count
FROM person_group
JOIN place_value listed
    ON listed.village_code = person_group.village_code
    AND listed.population = person_group.group_name
    AND listed.value_e6 = 1000000
WHERE (listed.key = 'price_group' AND listed.day = 'price_month')
    OR (listed.key = 'one_time_subsidy_group' AND listed.day = 'as_of')
GROUP BY person_group.person_no, listed.key
