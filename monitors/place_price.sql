-- How prices are linked to subsidies in the month of the latest index.
-- One row per village for which an index is known. Lines are per cent in millionths, the smallest rate not below.
SELECT
    place_index.village_code,
    place_index.month_on,
    place_index.cpi_yoy,
    place_index.food_yoy,
    place_index.cpi_e6,
    place_index.food_e6,
    place_index.low_income_cpi_e6,
    made.urban_standard_fen,
    made.rural_standard_fen,
    made.cpi_limit_e6,
    made.food_limit_e6,
    made.upper_limit_e6,
    made.lower_part_e6,
    made.upper_part_e6,
    made.method,
    made.index_kind,
    made.rounding,
    made.minimum_fen
FROM place_index
LEFT JOIN place_alike ON place_alike.village_code = place_index.village_code
LEFT JOIN (
    SELECT
        like_code,
        max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'urban' THEN value_e6 // 10000 END)
            AS urban_standard_fen,
        max(CASE WHEN key = 'subsistence_allowance_standard' AND population = 'rural' THEN value_e6 // 10000 END)
            AS rural_standard_fen,
        max(CASE WHEN key = 'price_cpi' THEN value_e6 + step END) AS cpi_limit_e6,
        max(CASE WHEN key = 'price_food' THEN value_e6 + step END) AS food_limit_e6,
        max(CASE WHEN key = 'price_upper_cpi' THEN value_e6 + step END) AS upper_limit_e6,
        max(CASE WHEN key = 'price_part' AND population = 'lower' THEN value_e6 END) AS lower_part_e6,
        max(CASE WHEN key = 'price_part' AND population = 'upper' THEN value_e6 END) AS upper_part_e6,
        max(CASE WHEN key = 'price_method' THEN value END) AS method,
        max(CASE WHEN key = 'price_index_kind' THEN value END) AS index_kind,
        max(CASE WHEN key = 'price_rounding' THEN value END) AS rounding,
        max(CASE WHEN key = 'price_minimum' THEN value_e6 // 10000 END) AS minimum_fen
    FROM alike_value
    WHERE day = 'price_month'
    GROUP BY like_code
) made ON made.like_code = place_alike.like_code
