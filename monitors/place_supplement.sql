-- The price supplement of every village and class, before anyone is paid.
-- One row per (village_code, residence_class). Null where the linkage has not started, or a value that its method
-- needs is not set. The supplement is a fraction, divided once, where it is rounded; the least amount comes after.
SELECT
    village_code,
    residence_class,
    standard_fen,
    is_started,
    CASE WHEN rounded_fen < minimum_fen THEN minimum_fen ELSE rounded_fen END AS supplement_fen
FROM (
    SELECT
        *,
        CASE rounding
            WHEN 'ceil_yuan' THEN (numerator + 100 * denominator - 1) // (100 * denominator) * 100
            WHEN 'half_up_yuan' THEN (2 * numerator + 100 * denominator) // (200 * denominator) * 100
            WHEN 'cent' THEN (2 * numerator + denominator) // (2 * denominator)
        END AS rounded_fen
    FROM (
        SELECT
            village_code,
            residence_class,
            standard_fen,
            is_started,
            rounding,
            minimum_fen,
            CASE
                WHEN NOT is_started THEN NULL
                WHEN method = 'jiangsu_12_8' THEN standard_fen * 1000000
                WHEN method = 'trigger_index' THEN standard_fen * trigger_e6
                WHEN method = 'index' AND index_e6 < 0 THEN 0
                WHEN method = 'index' THEN standard_fen * index_e6
            END AS numerator,
            CASE
                WHEN method <> 'jiangsu_12_8' THEN 100000000
                WHEN cpi_e6 >= upper_limit_e6 THEN upper_part_e6
                WHEN cpi_e6 < upper_limit_e6 THEN lower_part_e6
            END AS denominator
        FROM (
            SELECT
                place_price.*,
                class.residence_class,
                CASE WHEN class.residence_class = 'urban' THEN urban_standard_fen ELSE rural_standard_fen END AS standard_fen,
                coalesce(cpi_e6 >= cpi_limit_e6, FALSE) OR coalesce(food_e6 >= food_limit_e6, FALSE) AS is_started,
                greatest(
                    CASE WHEN cpi_e6 >= cpi_limit_e6 THEN cpi_e6 END,
                    CASE WHEN food_e6 >= food_limit_e6 THEN food_e6 END
                ) AS trigger_e6,
                CASE index_kind WHEN 'cpi' THEN cpi_e6 WHEN 'low_income_cpi' THEN low_income_cpi_e6 END AS index_e6
            FROM place_price
            CROSS JOIN (SELECT 'urban' AS residence_class UNION ALL SELECT 'rural') class
        ) told
    ) fraction
) rounded
