-- 各乡镇（街道）：名册户数，在办预警的户，其中红橙，每千户几户，下发过的预警中已核查的
-- Townships: households registered, with open warnings, of these red or orange, per thousand; warnings handed out and answered
WITH registered AS (
    SELECT township_code, count(*) AS household_count FROM household_month WHERE is_in_register GROUP BY township_code
), warned AS (
    SELECT township_code, count(DISTINCT household_key) AS warned_count,
        count(DISTINCT household_key) FILTER (severity IN ('red', 'orange')) AS urgent_count
    FROM warning
    WHERE is_listed AND rule_code <> 'S01'
    GROUP BY township_code
)
SELECT township_code, coalesce(nullif(area.name, ''), township_code) AS name,
    coalesce(registered.household_count, 0) AS household_count, coalesce(warned.warned_count, 0) AS warned_count,
    coalesce(warned.urgent_count, 0) AS urgent_count,
    CAST(1000 * warned.warned_count AS DOUBLE) / nullif(registered.household_count, 0) AS warned_per_thousand,
    coalesce(answers.dispatched, 0) AS dispatched_count, coalesce(answers.answered, 0) AS answered_count
FROM registered FULL JOIN warned USING (township_code)
LEFT JOIN area ON area.area_code = township_code
LEFT JOIN answer_count answers ON answers.township_code = registered.township_code AND answers.rule_code IS NULL
WHERE township_code IS NOT NULL
ORDER BY township_code;
