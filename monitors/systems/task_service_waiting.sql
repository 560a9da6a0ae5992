-- A need for a service that has been open for longer than the locality lets anybody wait.
-- One row per need. Of somebody outside the register the bureau itself is told, by the longest wait in force.
SELECT
    asked.township_code,
    asked.need_no AS reference,
    asked.household_id,
    asked.person_no,
    asked.registered_on AS since_on,
    CAST(asked.registered_on + INTERVAL '1' DAY * (coalesce(here.wait_limit_days, county.wait_limit_days) - 1) AS DATE)
        AS due_on,
    CASE asked.kind
        WHEN 'care' THEN '生活照料' WHEN 'counselling' THEN '心理疏导' WHEN 'learning' THEN '学习辅导'
        WHEN 'learning_equipment' THEN '网课设备' WHEN 'supplies' THEN '生活物资' WHEN 'job' THEN '就业' ELSE '其他'
    END || '需求登记 ' || asked.waited_days || ' 天未办结'
        || CASE WHEN asked.station IS NULL THEN '，未指定承接站点' ELSE '' END AS says_zh,
    'A need (' || asked.kind || ') registered ' || asked.waited_days || ' days ago is still open'
        || CASE WHEN asked.station IS NULL THEN ', and no station has it' ELSE '' END AS says_en
FROM service_asked asked
LEFT JOIN service_limit here ON here.township_code = asked.township_code
CROSS JOIN (SELECT max(wait_limit_days) AS wait_limit_days FROM service_limit) county
WHERE asked.is_open AND asked.waited_days >= coalesce(here.wait_limit_days, county.wait_limit_days)
