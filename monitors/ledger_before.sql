-- Where every episode stood before tonight: its last event of an earlier published night.
-- One row per episode. A night that was run again counts once, by its last published run.
SELECT *
FROM (
    SELECT
        episode.rule_code,
        episode.household_id,
        episode.person_no,
        episode.opened_on,
        event.*,
        row_number() OVER (PARTITION BY event.warning_id ORDER BY event.event_on DESC) AS place_in_life
    FROM warning_event event
    JOIN episode ON episode.warning_id = event.warning_id
    JOIN published_run ON published_run.run_id = event.run_id
    CROSS JOIN night
    WHERE event.event_on < night.as_of
) life
WHERE place_in_life = 1
