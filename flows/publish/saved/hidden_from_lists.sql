-- 清单没有显示的：规则仍成立
-- What the lists did not show though its rule held
SELECT state, rule_code, count(*) AS spell_count, sum(nights_held) AS nights_held, sum(changes_hidden) AS changes_hidden,
    max(highest_suggested_cny) AS highest_suggested_cny
FROM hidden
WHERE ended_on IS NULL
GROUP BY ALL ORDER BY ALL;
