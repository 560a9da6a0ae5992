-- Whom each level still has to call on this month, or has missed (three-level investigation, monthly visits).
-- One row per (household_id, level). A level that calls every N months has N whole calendar months from the month after
-- its last visit, or from the month in which the household was listed; the visit is due on the last day of the last of
-- them, and overdue once that day has passed. A level without a value in force owes nothing.
SELECT household_id, township_code, village_code, level, last_visited_on, due_on, due_on < as_of AS is_overdue
FROM (
    SELECT
        counted.household_id,
        counted.township_code,
        counted.village_code,
        counted.level,
        counted.last_visited_on,
        night.as_of,
        night.month_start,
        CAST(
            counted.from_on - INTERVAL '1' DAY * (extract(DAY FROM counted.from_on) - 1)
            + INTERVAL '1' MONTH * counted.months - INTERVAL '1' DAY AS DATE
        ) AS due_on
    FROM (
        SELECT
            listed.household_id,
            listed.township_code,
            listed.village_code,
            every.population AS level,
            last.last_visited_on,
            CAST(every.value_e6 // 1000000 AS INTEGER) AS months,
            greatest(
                listed.since_on,
                known.start_on,
                coalesce(
                    CAST(
                        last.last_visited_on - INTERVAL '1' DAY * (extract(DAY FROM last.last_visited_on) - 1)
                        + INTERVAL '1' MONTH AS DATE
                    ),
                    listed.since_on
                )
            ) AS from_on
        FROM visit_listed listed
        JOIN place_value every
            ON every.village_code = listed.village_code
            AND every.day = 'as_of'
            AND every.key = 'visit_months'
        JOIN visit_level_start known ON known.level = every.population
        LEFT JOIN visit_last last
            ON last.household_id = listed.household_id AND last.level = every.population
    ) counted
    CROSS JOIN night
) owed
WHERE due_on < month_start + INTERVAL '1' MONTH
