-- Under which number every warning stood on the lists, and from which night until which.
-- One row per (warning_id, listed_on); without a number from the night on which it left them. A night that was run again counts once, by its last published run.
SELECT
    listed.warning_id,
    listed.visit_warning_id,
    listed.place,
    run.as_of AS listed_on,
    coalesce(
        lead(run.as_of) OVER (PARTITION BY listed.warning_id ORDER BY run.as_of), DATE '9999-12-31'
    ) AS listed_until_on
FROM listed_under listed
JOIN published_run run ON run.run_id = listed.run_id
CROSS JOIN night
WHERE run.as_of < night.as_of
