-- Tonight's hits beside the episode each continues, if any.
-- One row per hit. A hit belongs to the episode that goes on; else to one that ended so recently that it counts as the
-- same (reopen_within_days), or whose untruth is still remembered; else it opens a new one. Amounts are no part of
-- this. A settled episode keeps quiet until its day, unless the hit is graver than what was settled, has a cause that was not there,
-- or its figure has grown to so many times what it was (worse_from_ratio).
SELECT
    met.*,
    state_before IN ('snoozed', 'refuted', 'data_error', 'acted') OR coalesce(
        state_before = 'closed' AND hidden_until_on > as_of, FALSE) AS is_settled,
    coalesce(hidden_until_on <= as_of, FALSE)
        OR coalesce(severity_place < settled_place, FALSE)
        OR coalesce(NOT list_has_all(string_split(coalesce(settled_cause, ''), ' '), string_split(cause, ' ')), FALSE)
        OR coalesce(measure > settled_measure AND measure * 1000000 >= settled_measure * worse_e6, FALSE) AS is_woken
FROM (
    SELECT
        finding.*,
        night.as_of,
        household.township_code,
        household.village_code,
        household.head_person_no,
        CAST(severity_rank.place AS INTEGER) AS severity_place,
        due.due_on AS new_due_on,
        worse.value_e6 AS worse_e6,
        life.warning_id,
        life.step,
        life.state AS state_before,
        life.due_on AS due_on_before,
        life.hidden_until_on,
        life.settled_cause,
        life.settled_measure,
        settled_rank.place AS settled_place,
        before.opened_on,
        before_rank.place AS severity_place_before,
        before.evidence AS evidence_before,
        before.suggested_fen AS suggested_before,
        before.township_code AS township_before,
        before.village_code AS village_before,
        before.household_id AS household_before
    FROM finding
    CROSS JOIN night
    JOIN household ON household.household_id = finding.household_id
    JOIN severity_rank ON severity_rank.severity = finding.severity
    LEFT JOIN place_value allowed
        ON allowed.village_code = household.village_code
        AND allowed.day = 'as_of'
        AND allowed.key = 'visit_within_days'
        AND allowed.population = finding.severity
    LEFT JOIN working_day due ON due.start_on = night.as_of AND due.days = allowed.value_e6 // 1000000
    LEFT JOIN place_value worse
        ON worse.village_code = household.village_code
        AND worse.day = 'as_of'
        AND worse.key = 'worse_from_ratio'
    LEFT JOIN place_value reopening
        ON reopening.village_code = household.village_code
        AND reopening.day = 'as_of'
        AND reopening.key = 'reopen_within_days'
    LEFT JOIN reopen_window ON reopen_window.days = reopening.value_e6 // 1000000
    LEFT JOIN ledger_before before
        ON before.place_in_line = 1
        AND before.rule_code = finding.rule_code
        AND before.present_household_id = finding.household_id
        AND before.person_no IS NOT DISTINCT FROM finding.person_no
        AND (
            before.state NOT IN ('closed', 'cleared', 'withdrawn')
            OR before.event_on >= reopen_window.since_on
            OR coalesce(before.state = 'closed' AND before.hidden_until_on > night.as_of, FALSE)
        )
    LEFT JOIN ledger_life life ON life.warning_id = before.warning_id
    LEFT JOIN severity_rank before_rank ON before_rank.severity = before.severity
    LEFT JOIN severity_rank settled_rank ON settled_rank.severity = life.settled_severity
) met
