-- Members off whose household's income the locality takes something, and what.
-- One row per such member counted; most localities have none, and nothing is looked up.
SELECT
    member.person_no,
    member.household_id,
    coalesce(place.is_medical_deducted, 0) AS is_medical_deducted,
    coalesce(place.is_education_deducted, 0) AS is_education_deducted,
    coalesce(place.employment_cost_fen, 0) AS employment_cost_fen
FROM member
JOIN household ON household.household_id = member.household_id
JOIN place_income place ON place.village_code = household.village_code
WHERE member.is_counted
    AND (place.is_medical_deducted = 1 OR place.is_education_deducted = 1 OR place.employment_cost_fen > 0)
