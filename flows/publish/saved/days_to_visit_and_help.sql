-- 从预警到核查、到救助各用多少天，按规则；规则为空是全部
-- Days from warning to visit and to help, by rule; null is all rules
SELECT warning.rule_code, count(*) AS warning_count, count(warning.verified_on) AS visited_count,
    median(warning.verified_on - warning.opened_on) AS median_days_to_visit,
    quantile_disc(warning.verified_on - warning.opened_on, 0.9) AS nine_in_ten_days_to_visit,
    count(helped.helped_on) AS helped_count,
    median(helped.helped_on - warning.opened_on) AS median_days_to_help
FROM warning LEFT JOIN (
    SELECT warning_id, min(coalesce(happened_on, event_on)) AS helped_on
    FROM warning_event
    WHERE decided_cny > 0
    GROUP BY warning_id
) helped ON helped.warning_id = warning.warning_id
WHERE warning.rule_code <> 'S01'
GROUP BY GROUPING SETS ((warning.rule_code), ())
ORDER BY warning.rule_code NULLS FIRST;
