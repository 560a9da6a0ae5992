-- Of the households listed tonight, how many were called on in the night's month and in the one before: by a level's own
-- people, and by anyone (level is null).
-- One row per (township_code, month_on, level), and per (month_on, level) of the whole bureau (township_code is null). A
-- month before the first visit delivered, or before the first of the level's own, is left out: nothing is known of it.
SELECT
    township_code,
    month_on,
    CASE WHEN level <> 'anyone' THEN level END AS level,
    count(*) AS listed,
    sum(is_visited) AS visited,
    count(*) - sum(is_visited) AS not_visited
FROM (
    SELECT
        listed.township_code,
        recent.month_on,
        asked.level,
        CASE WHEN seen.household_id IS NULL THEN 0 ELSE 1 END AS is_visited
    FROM visit_listed listed
    CROSS JOIN (
        SELECT recent_month.month_on, recent_month.next_month_on
        FROM recent_month
        CROSS JOIN night
        CROSS JOIN visit_start
        WHERE recent_month.month_on >= night.month_start - INTERVAL '1' MONTH
            AND recent_month.month_on >= visit_start.start_on
    ) recent
    CROSS JOIN (VALUES ('anyone'), ('village'), ('township'), ('county')) asked(level)
    LEFT JOIN visit_level_start known ON known.level = asked.level
    LEFT JOIN (
        SELECT DISTINCT visits.household_id, recent_month.month_on, visits.level
        FROM (
            SELECT household_id, visited_on, level FROM visit_known
            UNION ALL
            SELECT household_id, visited_on, 'anyone' FROM visit_known
        ) visits
        CROSS JOIN night
        JOIN recent_month
            ON visits.visited_on >= recent_month.month_on AND visits.visited_on < recent_month.next_month_on
        WHERE visits.visited_on <= night.as_of
            AND recent_month.month_on >= night.month_start - INTERVAL '1' MONTH
    ) seen
        ON seen.household_id = listed.household_id
        AND seen.month_on = recent.month_on
        AND seen.level = asked.level
    WHERE asked.level = 'anyone' OR recent.month_on >= known.start_on
) judged
GROUP BY GROUPING SETS ((township_code, month_on, level), (month_on, level))
