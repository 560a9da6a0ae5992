-- A level that has not called on listed households in time: one matter for each township, the households are on the
-- list of visits.
-- One row per township and level.
SELECT
    township_code,
    CASE level WHEN 'county' THEN '县级' WHEN 'township' THEN '乡镇级' ELSE '村级' END AS reference,
    CAST(min(due_on) + INTERVAL '1' DAY AS DATE) AS since_on,
    min(due_on) AS due_on,
    CASE level WHEN 'county' THEN '县级' WHEN 'township' THEN '乡镇级' ELSE '村级' END || '应走访而逾期未走访 '
        || count(*) || ' 户，最早应于 ' || CAST(min(due_on) AS VARCHAR) || ' 前走访；名单见走访任务' AS says_zh,
    count(*) || ' listed household(s) not called on in time by the ' || level || ', the earliest due on '
        || CAST(min(due_on) AS VARCHAR) || '; see the list of visits' AS says_en
FROM visit_owed
WHERE is_overdue
GROUP BY township_code, level
