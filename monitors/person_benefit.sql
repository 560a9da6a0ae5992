-- What a person receives.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS BOOLEAN) AS has_orphan_benefit,
    CAST(NULL AS BOOLEAN) AS has_unattended_child_benefit,
    CAST(NULL AS BOOLEAN) AS has_disability_living_subsidy,
    CAST(NULL AS BOOLEAN) AS has_disability_care_subsidy
FROM night
WHERE FALSE
