-- When each level last called on a listed household. A village's duty is met by whoever comes: its last visit is the
-- last by anyone.
-- One row per (household_id, level) that was called on.
SELECT visits.household_id, visits.level, max(visits.visited_on) AS last_visited_on
FROM (
    SELECT household_id, visited_on, 'village' AS level FROM visit_known
    UNION ALL
    SELECT household_id, visited_on, level FROM visit_known WHERE level IN ('township', 'county')
) visits
CROSS JOIN night
JOIN visit_listed ON visit_listed.household_id = visits.household_id
WHERE visits.visited_on <= night.as_of
GROUP BY visits.household_id, visits.level
