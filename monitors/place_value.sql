-- Which value of every parameter holds in every place on the days that are asked about (place_day).
-- One row per (village_code, day, key, population).
SELECT
    place_alike.village_code,
    alike_value.day,
    alike_value.key,
    alike_value.population,
    alike_value.value,
    alike_value.value_e6,
    alike_value.step,
    alike_value.valid_from,
    alike_value.area_code
FROM place_alike
JOIN alike_value ON alike_value.like_code = place_alike.like_code
