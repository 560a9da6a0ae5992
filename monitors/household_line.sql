-- A household's monthly line on the first of the month, as the locality makes it where urban and rural members live
-- together: the sum of each one's own standard, or the head's class or that of the place for everybody.
-- One row per household; null where a standard it needs is not in force, or no way for a mixed household is.
SELECT
    household_id,
    CASE method
        WHEN 'member_sum' THEN
            CASE WHEN urban_member_count = 0 THEN 0 ELSE urban_member_count * urban_line_fen END
            + CASE WHEN rural_member_count = 0 THEN 0 ELSE rural_member_count * rural_line_fen END
        WHEN 'applicant' THEN
            member_count * CASE residence_class WHEN 'urban' THEN urban_line_fen WHEN 'rural' THEN rural_line_fen END
        WHEN 'residence' THEN
            member_count * CASE place_class WHEN 'urban' THEN urban_line_fen WHEN 'rural' THEN rural_line_fen END
    END AS fen_per_month
FROM (
    SELECT
        household.household_id,
        household.residence_class,
        household.member_count,
        household.urban_member_count,
        household.rural_member_count,
        place.residence_class AS place_class,
        place.urban_line_fen,
        place.rural_line_fen,
        CASE
            -- A guest whose class nobody knows has no line.
            WHEN household.urban_member_count + household.rural_member_count < household.member_count THEN NULL
            WHEN place.mixed_household_method IS NULL
                AND (household.urban_member_count = 0 OR household.rural_member_count = 0) THEN 'member_sum'
            ELSE place.mixed_household_method
        END AS method
    FROM household
    LEFT JOIN place ON place.village_code = household.village_code
) made
