-- The price supplement for every person, for the month of the latest price index.
-- One row per person. The amount goes by the person's own class.
SELECT
    member.person_no,
    place_price.month_on,
    place_price.cpi_yoy,
    place_price.food_yoy,
    supplement.is_started,
    paid.group_name,
    coalesce(paid.group_count, 0) AS group_count,
    place_price.method,
    supplement.standard_fen,
    CASE WHEN paid.group_count >= 1 THEN supplement.supplement_fen END AS supplement_fen
FROM member
JOIN household ON household.household_id = member.household_id
LEFT JOIN place_price ON place_price.village_code = household.village_code
LEFT JOIN place_supplement supplement
    ON supplement.village_code = household.village_code
    AND supplement.residence_class = member.residence_class
LEFT JOIN paid_group paid ON paid.person_no = member.person_no AND paid.list = 'price_group'
