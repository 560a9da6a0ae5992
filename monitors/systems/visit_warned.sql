-- Households with a warning that stands on the lists tonight.
-- One row per household, with the day on which the earliest of them opened, or opened again.
SELECT standing.household_id, count(*) AS warning_count, min(begun.begun_on) AS begun_on
FROM standing
JOIN (
    SELECT event.warning_id, max(event.event_on) AS begun_on
    FROM warning_event event
    CROSS JOIN night
    CROSS JOIN tonight_run
    LEFT JOIN published_run ON published_run.run_id = event.run_id
    WHERE event.change IN ('new', 'reopened')
        AND (
            event.run_id = tonight_run.run_id
            OR (published_run.run_id IS NOT NULL AND event.event_on < night.as_of)
        )
    GROUP BY event.warning_id
) begun ON begun.warning_id = standing.warning_id
WHERE standing.state IN ('open', 'dispatched', 'visited', 'confirmed', 'unreachable')
GROUP BY standing.household_id
