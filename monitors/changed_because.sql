-- Why each of tonight's events happened: one factor after the other, in this order, and the first that fits is named.
-- One row per (warning_id, step). Nothing else is left when the list is through: the days themselves have moved on.
SELECT
    event.warning_id,
    event.step,
    CASE
        WHEN last_night.run_id IS NULL THEN 'first_night'
        WHEN event.moved_by <> 'night' THEN 'people'
        WHEN judged.rule_code IS NOT NULL AND (judged_before.rule_code IS NULL OR judged_before.rule_version <> judged.rule_version)
            THEN 'rule_changed'
        WHEN NOT judged_before.is_judged THEN 'extract_late'
        WHEN EXISTS (
            SELECT 1 FROM changed_standard changed
            WHERE changed.rule_code = episode.rule_code
                AND (changed.area_code = '00'
                    OR changed.area_code = substr(event.village_code, 1, length(changed.area_code)))
        ) THEN 'standard_changed'
        WHEN event.household_id IN (SELECT household_id FROM changed_household)
            OR event.from_household_id IS NOT NULL AND event.moved_on = event.event_on THEN 'household_changed'
        -- Each way by itself: together they would hold every change of a rule's data against every event.
        WHEN EXISTS (
            SELECT 1 FROM changed_data changed
            WHERE changed.rule_code = episode.rule_code AND changed.household_id = event.household_id
                AND (episode.person_no IS NULL OR changed.person_no IS NULL OR changed.person_no = episode.person_no
                    OR changed.is_of_household)
        ) THEN 'data_changed'
        WHEN EXISTS (
            SELECT 1 FROM changed_data changed
            WHERE changed.rule_code = episode.rule_code AND changed.person_no = episode.person_no
        ) THEN 'data_changed'
        WHEN episode.rule_code IN (
            SELECT changed.rule_code FROM changed_data changed
            WHERE changed.household_id IS NULL AND changed.person_no IS NULL
        ) THEN 'data_changed'
        WHEN last_night.standards_digest <> present.standards_digest THEN 'standard_changed'
        ELSE 'calendar_moved'
    END AS changed_because
FROM warning_event event
JOIN tonight_run USING (run_id)
JOIN run present USING (run_id)
JOIN episode USING (warning_id)
LEFT JOIN last_night ON TRUE
LEFT JOIN judgement judged ON judged.run_id = event.run_id AND judged.rule_code = episode.rule_code
LEFT JOIN judgement judged_before
    ON judged_before.run_id = last_night.run_id AND judged_before.rule_code = episode.rule_code
