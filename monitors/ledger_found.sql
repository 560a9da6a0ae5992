-- Tonight's hits beside the episode each continues, if any.
-- One row per hit. A hit belongs to the episode that is still open; else to one that ended so recently that
-- it counts as the same (reopen_within_days); else it opens a new one. Amounts are no part of this.
SELECT
    finding.*,
    household.township_code,
    household.village_code,
    CAST(severity_rank.place AS INTEGER) AS severity_place,
    due.due_on AS new_due_on,
    before.warning_id,
    before.opened_on,
    before.state AS state_before,
    before.severity AS severity_before,
    before_rank.place AS severity_place_before,
    before.due_on AS due_on_before,
    before.evidence AS evidence_before,
    before.suggested_fen AS suggested_before,
    before.village_code AS village_before
FROM finding
CROSS JOIN night
JOIN household ON household.household_id = finding.household_id
JOIN severity_rank ON severity_rank.severity = finding.severity
LEFT JOIN place_value allowed
    ON allowed.village_code = household.village_code
    AND allowed.day = 'as_of'
    AND allowed.key = 'visit_within_days'
    AND allowed.population = finding.severity
LEFT JOIN working_day due ON due.days = allowed.value_e6 // 1000000
LEFT JOIN place_value reopening
    ON reopening.village_code = household.village_code
    AND reopening.day = 'as_of'
    AND reopening.key = 'reopen_within_days'
LEFT JOIN reopen_window ON reopen_window.days = reopening.value_e6 // 1000000
LEFT JOIN ledger_before before
    ON before.place_in_line = 1
    AND before.rule_code = finding.rule_code
    AND before.household_id = finding.household_id
    AND before.person_no IS NOT DISTINCT FROM finding.person_no
    AND (
        before.state NOT IN ('closed', 'cleared', 'withdrawn')
        OR (
            before.state IN ('cleared', 'withdrawn')
            AND before.event_on >= reopen_window.since_on
        )
    )
LEFT JOIN severity_rank before_rank ON before_rank.severity = before.severity
