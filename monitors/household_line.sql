-- A household's monthly line: the sum of its members' standards, on the first of the month.
-- One row per household; null where a standard it needs is not in force.
SELECT
    household.household_id,
    household.urban_member_count * coalesce(place.urban_line_fen, CASE WHEN household.urban_member_count = 0 THEN 0 END)
    + household.rural_member_count * coalesce(place.rural_line_fen, CASE WHEN household.rural_member_count = 0 THEN 0 END)
        AS fen_per_month
FROM household
LEFT JOIN place ON place.village_code = household.village_code
