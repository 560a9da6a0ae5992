-- 需入户的户，按乡镇；一户只计最高一项建议金额
-- Households to visit by township; of what is suggested for one only the highest counts
SELECT area.name, count(*) AS household_count, sum(visit.warning_count) AS warning_count, sum(visit.suggested_cny) AS suggested_cny
FROM (
    SELECT township_code, visit_warning_id, count(*) AS warning_count, max(suggested_cny) AS suggested_cny
    FROM warning
    WHERE is_listed
    GROUP BY ALL
) visit JOIN area ON area.area_code = visit.township_code
GROUP BY ALL ORDER BY ALL;
