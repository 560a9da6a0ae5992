-- Which linked benefit somebody is entitled to by status and does not receive: disability subsidies (国发〔2015〕52号)
-- and aid at school, as the dated grid of the locality says.
-- One row per counted member with a status. A household's status is everyone's; extreme-poverty support that names
-- a person is that person's alone. Severely disabled is who may need care. Aid of nothing is missing; aid that
-- nobody reported is unknown.
WITH status AS (
    SELECT DISTINCT member.person_no, member.residence_region AS village_code, benefit.benefit
    FROM benefit_known benefit
    CROSS JOIN night
    JOIN member ON member.household_id = benefit.household_id
    WHERE member.is_counted
        AND (
            benefit.benefit <> 'extreme_poverty_support'
            OR benefit.person_no IS NULL
            OR benefit.person_no = member.person_no
        )
        AND benefit.started_on <= night.as_of
        AND coalesce(benefit.ended_on, DATE '9999-12-31') >= night.as_of
),
due AS (
    SELECT
        held.village_code,
        held.benefit,
        bool_or(grid.population = 'disability_living_subsidy.' || held.benefit) AS has_living_subsidy,
        bool_or(grid.population = 'disability_care_subsidy.' || held.benefit) AS has_care_subsidy,
        bool_or(grid.population = 'education_aid.' || held.benefit) AS has_education_aid,
        bool_or(grid.key = 'exclusive_benefit' AND grid.population = held.benefit || '.disability_living_subsidy')
            AS is_excluded
    FROM (SELECT DISTINCT village_code, benefit FROM status) held
    JOIN place_value grid
        ON grid.village_code = held.village_code
        AND grid.day = 'as_of'
        AND grid.key IN ('entitlement', 'exclusive_benefit')
        AND grid.value_e6 > 0
    GROUP BY held.village_code, held.benefit
)
SELECT
    entitled.person_no,
    entitled.has_living_subsidy AND NOT entitled.is_excluded AND disability.person_no IS NOT NULL
        AND NOT coalesce(received.has_disability_living_subsidy, FALSE) AS is_missing_living_subsidy,
    entitled.has_care_subsidy AND coalesce(disability.is_severe, FALSE)
        AND NOT coalesce(received.has_disability_care_subsidy, FALSE) AS is_missing_care_subsidy,
    CASE WHEN entitled.has_education_aid AND school.school_year_on IS NOT NULL THEN school.aid_fen = 0 ELSE FALSE END
        AS is_missing_education_aid
FROM (
    SELECT
        status.person_no,
        bool_or(due.has_living_subsidy) AS has_living_subsidy,
        bool_or(due.has_care_subsidy) AS has_care_subsidy,
        bool_or(due.has_education_aid) AS has_education_aid,
        bool_or(due.is_excluded) AS is_excluded
    FROM status
    JOIN due ON due.village_code = status.village_code AND due.benefit = status.benefit
    GROUP BY status.person_no
) entitled
LEFT JOIN person_disability disability ON disability.person_no = entitled.person_no
LEFT JOIN person_benefit received ON received.person_no = entitled.person_no
LEFT JOIN person_education school ON school.person_no = entitled.person_no
