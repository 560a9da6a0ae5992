-- From which month on each level's own visits are known: that of its first visit delivered. Where the village's log came
-- a year after the county's, the village is not late for that year. A level whose log never came is held to the month
-- from which any visit is known.
-- One row per level; none while visits are not judged.
SELECT
    asked.level,
    coalesce(
        CAST(own.first_on - INTERVAL '1' DAY * (extract(DAY FROM own.first_on) - 1) AS DATE),
        visit_start.start_on
    ) AS start_on
FROM visit_start
CROSS JOIN (VALUES ('village'), ('township'), ('county')) asked(level)
LEFT JOIN (
    SELECT level, min(visited_on) AS first_on
    FROM visit_known
    CROSS JOIN night
    WHERE visited_on <= night.as_of
    GROUP BY level
) own ON own.level = asked.level
