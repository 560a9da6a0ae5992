-- 身份存疑，按种类和乡镇
-- Doubts about who somebody is, by kind and township
SELECT identity_doubt.kind, area.name, count(*) AS doubt_count
FROM identity_doubt LEFT JOIN area ON area.area_code = identity_doubt.township_code
GROUP BY ALL ORDER BY doubt_count DESC, kind, area.name;
