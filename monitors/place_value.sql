-- Which value of every parameter holds in every village, on the business date and on the first of its month.
-- One row per (village_code, day, key, population). The nearest authority with a value in force wins, then the
-- exact population before all, then the latest start, then the latest publication. What was published after
-- the knowledge date is not seen.
SELECT village_code, day, key, population, value, value_e6, operator, valid_from, area_code
FROM (
    SELECT
        place.village_code,
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
                CASE WHEN parameter.population = wanted.population THEN 0 ELSE 1 END,
                parameter.valid_from DESC,
                parameter.known_from DESC
        ) AS place_in_ladder
    FROM (
        SELECT DISTINCT household.village_code, 'as_of' AS day, night.as_of AS on_day, night.known_at
        FROM household CROSS JOIN night
        UNION ALL
        SELECT DISTINCT household.village_code, 'month_start', night.month_start, night.known_at
        FROM household CROSS JOIN night
    ) place
    JOIN parameter
        ON parameter.area_code = '00'
        OR parameter.area_code = substr(place.village_code, 1, length(parameter.area_code))
    JOIN wanted
        ON wanted.key = parameter.key
        AND (wanted.population = parameter.population OR parameter.population = 'all')
    WHERE parameter.known_from <= place.known_at
        AND parameter.valid_from <= place.on_day
        AND place.on_day < parameter.valid_to
) ladder
WHERE place_in_ladder = 1
