-- The price index that holds in every village: the nearest area's latest (linkage is started by prefecture), so that a
-- newer national figure starts nothing that the prefecture's own then takes back. An area silent for three months
-- gives way.
-- One row per village for which any index is known. Rates are per cent in millionths.
SELECT village_code, month_on, cpi_yoy, food_yoy, cpi_e6, food_e6, low_income_cpi_e6
FROM (
    SELECT
        place.village_code,
        price.month AS month_on,
        price.cpi_yoy,
        price.food_cpi_yoy AS food_yoy,
        CAST(price.cpi_yoy * 1000000 AS BIGINT) AS cpi_e6,
        CAST(price.food_cpi_yoy * 1000000 AS BIGINT) AS food_e6,
        CAST(price.low_income_cpi_yoy * 1000000 AS BIGINT) AS low_income_cpi_e6,
        row_number() OVER (
            PARTITION BY place.village_code
            ORDER BY
                CASE WHEN price.month >= night.recent_from THEN 0 ELSE 1 END,
                CASE WHEN price.region = '00' THEN 0 ELSE length(price.region) END DESC,
                price.month DESC
        ) AS place_in_ladder
    FROM (SELECT DISTINCT residence_region AS village_code FROM listed_member) place
    CROSS JOIN night
    JOIN price_index_known price
        ON (price.region = '00' OR price.region = substr(place.village_code, 1, length(price.region)))
        AND price.month <= night.as_of
) ladder
WHERE place_in_ladder = 1
