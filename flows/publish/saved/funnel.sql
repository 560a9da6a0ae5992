-- 漏斗：比对的家庭、有预警、已下发、已核查、属实、已救助，按户
-- The funnel in households: compared, warned of, handed out, visited, confirmed, helped
WITH followed AS (
    SELECT warning.household_key,
        bool_or(warning.warning_id IN (
            SELECT event.warning_id FROM warning_event event WHERE event.state = 'dispatched')) AS is_dispatched,
        bool_or(coalesce(warning.result <> 'not_yet_verified', FALSE)) AS is_answered,
        bool_or(coalesce(warning.result IN ('confirmed_needs_relief', 'confirmed_already_helped'), FALSE)) AS is_confirmed,
        coalesce(sum(warning.decided_cny), 0) AS decided_cny
    FROM warning
    WHERE warning.rule_code <> 'S01'
    GROUP BY warning.household_key
)
SELECT 1 AS step, 'compared' AS what, '比对' AS what_zh, count(*) AS household_count, CAST(NULL AS DECIMAL(18, 2)) AS decided_cny
FROM household_month
UNION ALL SELECT 2, 'warned', '预警', count(*), NULL FROM followed
UNION ALL SELECT 3, 'dispatched', '已下发', count(*) FILTER (is_dispatched), NULL FROM followed
UNION ALL SELECT 4, 'visited', '已核查', count(*) FILTER (is_answered), NULL FROM followed
UNION ALL SELECT 5, 'confirmed', '属实', count(*) FILTER (is_confirmed), NULL FROM followed
UNION ALL SELECT 6, 'helped', '已救助', count(*) FILTER (followed.decided_cny > 0), sum(followed.decided_cny) FROM followed
ORDER BY step;
