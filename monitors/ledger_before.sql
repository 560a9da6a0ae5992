-- Where every episode stood before tonight: its last event of an earlier published night.
-- One row per episode. A night that was run again counts once, by its last published run. First in line is the
-- episode that tonight's hit belongs to; two can be open for one person whose numbers were joined since, and the
-- older goes on.
SELECT
    *,
    row_number() OVER (
        PARTITION BY rule_code, household_id, person_no
        ORDER BY
            CASE WHEN state IN ('closed', 'cleared', 'withdrawn') THEN 1 ELSE 0 END,
            CASE WHEN state IN ('closed', 'cleared', 'withdrawn') THEN NULL ELSE warning_id END,
            event_on DESC,
            warning_id DESC
    ) AS place_in_line
FROM (
    SELECT
        episode.rule_code,
        episode.household_id,
        episode.person_no,
        episode.opened_on,
        event.*,
        row_number() OVER (PARTITION BY event.warning_id ORDER BY event.event_on DESC) AS place_in_life
    FROM warning_event event
    JOIN ledger_episode episode ON episode.warning_id = event.warning_id
    JOIN published_run ON published_run.run_id = event.run_id
    CROSS JOIN night
    WHERE event.event_on < night.as_of
) life
WHERE place_in_life = 1
