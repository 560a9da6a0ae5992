-- Which value of every parameter holds on the days that are asked about (place_day), for one of the places that are alike
-- in this (place_alike).
-- One row per (like_code, day, key, population). The nearest authority with a value in force wins, then the
-- exact population before the broader one (illness for illness.near_dibao) before all, then the latest start, then
-- the latest publication. What was published after the knowledge date is not seen. `step` folds the locality's
-- wording into limits: 0 for "below" and "reaches", 1 for "not above" and "exceeds", so that the smallest whole
-- amount not below a line is value + step, and of a ratio of it (ratio_e6 x line + 999999 + step) // 1000000.
SELECT like_code, day, key, population, value, value_e6,
    CASE WHEN operator IN ('not_above', 'above') THEN 1 ELSE 0 END AS step,
    valid_from, area_code
FROM (
    SELECT
        place.village_code AS like_code,
        place.day,
        wanted.key,
        wanted.population,
        parameter.value,
        parameter.value_e6,
        parameter.operator,
        parameter.valid_from,
        parameter.area_code,
        row_number() OVER (
            PARTITION BY place.village_code, place.day, wanted.key, wanted.population
            ORDER BY
                CASE WHEN parameter.area_code = '00' THEN 0 ELSE length(parameter.area_code) END DESC,
                CASE parameter.population WHEN wanted.population THEN 0 WHEN wanted.broader THEN 1 ELSE 2 END,
                parameter.valid_from DESC,
                parameter.known_from DESC
        ) AS place_in_ladder
    FROM (
        SELECT DISTINCT asked.village_code, asked.day, asked.on_day, asked.key
        FROM place_day asked
        JOIN place_alike alike ON alike.like_code = asked.village_code
    ) place
    CROSS JOIN night
    JOIN parameter
        ON parameter.area_code = '00'
        OR parameter.area_code = substr(place.village_code, 1, length(parameter.area_code))
    JOIN wanted
        ON wanted.key = parameter.key
        AND (wanted.population = parameter.population OR parameter.population IN (wanted.broader, 'all'))
        AND coalesce(place.key, wanted.key) = wanted.key
    WHERE parameter.known_from <= night.known_at
        AND parameter.valid_from <= place.on_day
        AND place.on_day < parameter.valid_to
) ladder
WHERE place_in_ladder = 1
