-- The price index of every township in each of the last twelve index months: the nearest area's of that month.
-- One row per (township_code, month_on). Known since the office of statistics published it, where it says when, or
-- since its first delivery: a revision starts no new period.
SELECT township_code, region, month_on, cpi_yoy, food_cpi_yoy, low_income_cpi_yoy, known_on
FROM (
    SELECT
        place.township_code,
        price.region,
        price.month AS month_on,
        price.cpi_yoy,
        price.food_cpi_yoy,
        price.low_income_cpi_yoy,
        coalesce(price.published_on, first_known.known_on) AS known_on,
        row_number() OVER (
            PARTITION BY place.township_code, price.month
            ORDER BY CASE WHEN price.region = '00' THEN 0 ELSE length(price.region) END DESC
        ) AS place_in_ladder
    FROM home_township place
    CROSS JOIN night
    JOIN price_index_known price
        ON price.region = '00' OR price.region = substr(place.township_code, 1, length(price.region))
    JOIN (
        SELECT region, month, min(known_from) AS known_on
        FROM price_index
        GROUP BY region, month
    ) first_known ON first_known.region = price.region AND first_known.month = price.month
    WHERE price.month >= night.window_from AND price.month <= night.as_of
) ladder
WHERE place_in_ladder = 1
