-- The price index of every township in each of the last twelve index months: the nearest area's of that month. Where a
-- nearer area publishes regularly, and has not published a month yet, no farther one speaks for it: its own figure would
-- take back what the other had started (place_index). An area silent for three months gives way.
-- One row per (township_code, month_on). Known since the office of statistics published it, where it says when, or
-- since its first delivery: a revision starts no new period.
WITH index_row AS (
    SELECT
        place.township_code,
        price.region,
        CASE WHEN price.region = '00' THEN 0 ELSE length(price.region) END AS digits,
        price.month AS month_on,
        extract(YEAR FROM price.month) * 12 + extract(MONTH FROM price.month) AS month_no,
        price.cpi_yoy,
        price.food_cpi_yoy,
        price.low_income_cpi_yoy,
        coalesce(price.published_on, first_known.known_on) AS known_on,
        max(price.month) OVER (PARTITION BY place.township_code, price.region) AS latest_on
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
)
SELECT index_row.township_code, index_row.region, index_row.month_on, index_row.cpi_yoy, index_row.food_cpi_yoy,
    index_row.low_income_cpi_yoy, index_row.known_on
FROM index_row
CROSS JOIN night
WHERE NOT EXISTS (
    SELECT 1
    FROM index_row nearer
    WHERE nearer.township_code = index_row.township_code
        AND nearer.digits > index_row.digits
        AND (
            nearer.month_on = index_row.month_on
            OR (
                nearer.latest_on >= night.recent_from
                AND nearer.month_no < index_row.month_no
                AND nearer.month_no >= index_row.month_no - 3
            )
        )
)
