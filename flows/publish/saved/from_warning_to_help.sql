-- 从预警到救助，按乡镇
-- From warning to help, by township
SELECT area.name, listed, dispatched, answered, confirmed, helped, decided_cny
FROM answer_count LEFT JOIN area ON area.area_code = answer_count.township_code
WHERE rule_code IS NULL AND township_code IS NOT NULL
ORDER BY listed DESC, area.name;
