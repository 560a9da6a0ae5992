-- 在办预警，按乡镇和规则；金额不能跨规则相加
-- Open warnings by township and rule; do not add the amounts up across rules
SELECT area.name, warning.rule_code, count(*) AS open_count, sum(warning.suggested_cny) AS suggested_cny
FROM warning JOIN area ON area.area_code = warning.township_code
WHERE warning.is_listed
GROUP BY ALL ORDER BY ALL;
