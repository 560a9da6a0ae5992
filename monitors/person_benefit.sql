-- Which benefits of one person's own somebody receives on the business date.
-- One row per person who receives anything.
SELECT
    person_no,
    bool_or(benefit = 'orphan') AS has_orphan_benefit,
    bool_or(benefit = 'unattended_child') AS has_unattended_child_benefit,
    bool_or(benefit = 'disability_living_subsidy') AS has_disability_living_subsidy,
    bool_or(benefit = 'disability_care_subsidy') AS has_disability_care_subsidy
FROM benefit_running
GROUP BY person_no
