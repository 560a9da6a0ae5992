-- Which places have the same values in force: those under the same nearest area with a value of its own, for which the
-- same days are asked about (place_day). A value is looked up for the first of them and holds for all.
-- One row per village_code; like_code is the place whose values hold. A place with a day of its own stands alone.
SELECT
    village_code,
    CASE WHEN has_own_day THEN village_code
        ELSE min(village_code) OVER (PARTITION BY has_own_day, nearest_area_code, as_of_on, month_start_on, price_month_on)
    END AS like_code
FROM (
    SELECT
        place.village_code,
        max(CASE WHEN place.key IS NULL AND place.day IN ('as_of', 'month_start', 'price_month') THEN 0 ELSE 1 END) = 1
            AS has_own_day,
        substr(place.village_code, 1, max(nearest.digits)) AS nearest_area_code,
        max(CASE WHEN place.day = 'as_of' THEN place.on_day END) AS as_of_on,
        max(CASE WHEN place.day = 'month_start' THEN place.on_day END) AS month_start_on,
        max(CASE WHEN place.day = 'price_month' THEN place.on_day END) AS price_month_on
    FROM place_day place
    JOIN (
        SELECT village.village_code, max(coalesce(length(area.area_code), 0)) AS digits
        FROM (SELECT DISTINCT village_code FROM place_day) village
        LEFT JOIN (SELECT DISTINCT area_code FROM parameter WHERE area_code <> '00') area
            ON area.area_code = substr(village.village_code, 1, length(area.area_code))
        GROUP BY village.village_code
    ) nearest ON nearest.village_code = place.village_code
    GROUP BY place.village_code
) asked
