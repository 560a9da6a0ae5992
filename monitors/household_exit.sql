-- Who left subsistence allowance, and until when that is watched.
-- One row per household of whose allowances none runs any more. The register is a full one (extract benefit), so that
-- a row which is gone without an end date has ended too: on the day it was first missing.
SELECT
    household.household_id,
    max(ended.ended_on) AS subsistence_ended_on,
    max(place_event.exit_watch_from_on) AS exit_watch_from_on
FROM (
    SELECT benefit.household_id, benefit.ended_on
    FROM benefit_known benefit
    WHERE benefit.benefit = 'subsistence_allowance' AND benefit.ended_on IS NOT NULL
    UNION ALL
    SELECT gone.household_id, least(coalesce(gone.ended_on, gone.known_to), gone.known_to)
    FROM benefit gone
    CROSS JOIN night
    LEFT JOIN benefit_known still
        ON still.household_id = gone.household_id
        AND still.benefit = gone.benefit
        AND still.started_on = gone.started_on
        AND coalesce(still.person_no_as_delivered, 0) = coalesce(gone.person_no, 0)
    WHERE gone.benefit = 'subsistence_allowance'
        AND gone.known_to <= night.known_at
        AND still.household_id IS NULL
) ended
CROSS JOIN night
JOIN household ON household.household_id = ended.household_id
LEFT JOIN benefit_status ON benefit_status.household_id = ended.household_id
LEFT JOIN place_event ON place_event.village_code = household.village_code
WHERE ended.ended_on <= night.as_of AND NOT coalesce(benefit_status.has_subsistence_allowance, FALSE)
GROUP BY household.household_id
