-- Which linked benefit is missing.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS BOOLEAN) AS is_missing_living_subsidy,
    CAST(NULL AS BOOLEAN) AS is_missing_care_subsidy,
    CAST(NULL AS BOOLEAN) AS is_missing_education_aid
FROM night
WHERE FALSE
