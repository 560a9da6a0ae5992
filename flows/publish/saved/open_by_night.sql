-- 每晚的在办预警；标出有规则没能判断的、规则改了的、标准改了的晚上
-- Open warnings by night, with the nights on which a rule could not be judged, rules changed or standards changed
WITH moved AS (
    SELECT event_on, is_open - coalesce(lag(is_open) OVER (PARTITION BY warning_id ORDER BY event_no), 0) AS step
    FROM (
        SELECT event.warning_id, event.event_no, event.event_on,
            CAST(event.state IN ('open', 'dispatched', 'visited', 'confirmed', 'unreachable') AS INTEGER) AS is_open
        FROM warning_event event JOIN warning ON warning.warning_id = event.warning_id
        WHERE warning.rule_code <> 'S01'
    )
), published AS (
    -- The newest night counts as it is, published or held; of every other the last publication.
    SELECT as_of AS night, max_by(run_id, (started_at, run_id)) AS run_id,
        max_by(rules_digest, (started_at, run_id)) AS rules_digest,
        max_by(standards_digest, (started_at, run_id)) AS standards_digest
    FROM run
    WHERE state IN ('published', 'published_with_remark') OR as_of = (SELECT max(newest.as_of) FROM run newest)
    GROUP BY as_of
), night AS (
    SELECT night, coalesce(sum(step), 0) AS step
    FROM (SELECT night FROM published UNION SELECT event_on FROM moved) known LEFT JOIN moved ON event_on = night
    GROUP BY night
), silent AS (
    SELECT run_id, count(*) FILTER (NOT is_judged) AS rules_not_judged FROM judgement GROUP BY run_id
)
SELECT night.night, CAST(sum(night.step) OVER (ORDER BY night.night) AS BIGINT) AS open_count,
    CAST(night.step AS BIGINT) AS step_count, coalesce(silent.rules_not_judged, 0) AS rules_not_judged,
    coalesce(published.rules_digest <> lag(published.rules_digest IGNORE NULLS) OVER (ORDER BY night.night), FALSE)
        AS is_rules_changed,
    coalesce(published.standards_digest <> lag(published.standards_digest IGNORE NULLS) OVER (ORDER BY night.night), FALSE)
        AS is_standards_changed
FROM night
LEFT JOIN published ON published.night = night.night
LEFT JOIN silent ON silent.run_id = published.run_id
ORDER BY night.night;
