-- What people decided about warnings, of the day and kind that are entered now (`entering`).
-- One row per (warning_id, step): the last decision of its kind, if the warning's life allows it. A list that is handed out
-- reaches the warnings that stood on it and are still open.
SELECT
    warning_id, step, moved_by, happened_on, state_before, state, due_on, result, decided_fen, verified_on,
    answered_under, answer_delivery_id, answer_line, decision_id, hidden_until_on, settled_severity, settled_cause,
    settled_measure, objection_due_on
FROM (
    SELECT
        life.warning_id,
        life.step + move.place AS step,
        'decision' AS moved_by,
        decision.decided_on AS happened_on,
        move.was AS state_before,
        move.state,
        CASE WHEN life.state IN ('snoozed', 'refuted', 'data_error', 'acted', 'closed', 'cleared', 'withdrawn')
            AND move.state = 'open' THEN visit.due_on ELSE life.due_on END AS due_on,
        life.result,
        life.decided_fen,
        life.verified_on,
        life.answered_under,
        life.answer_delivery_id,
        life.answer_line,
        decision.decision_id,
        CASE WHEN decision.kind = 'snooze' THEN decision.until_on WHEN move.state <> 'open' THEN life.hidden_until_on
            END AS hidden_until_on,
        CASE WHEN decision.kind = 'snooze' THEN before.severity ELSE life.settled_severity END AS settled_severity,
        CASE WHEN decision.kind = 'snooze' THEN before.cause ELSE life.settled_cause END AS settled_cause,
        CASE WHEN decision.kind = 'snooze' THEN before.measure ELSE life.settled_measure END AS settled_measure,
        CASE
            WHEN decision.kind = 'objection' THEN objection.due_on
            WHEN decision.kind <> 'objection_answer' THEN life.objection_due_on
        END AS objection_due_on,
        row_number() OVER (
            PARTITION BY life.warning_id, move.place ORDER BY decision.decided_on DESC, decision.decision_id DESC
        ) AS place_in_line
    FROM new_decision decision
    JOIN entering ON entering.kind = decision.kind AND entering.day = decision.decided_on
    JOIN ledger_life life
        ON life.warning_id = decision.warning_id
        OR (
            decision.kind = 'dispatch'
            AND life.warning_id IN (
                SELECT listed.warning_id FROM ledger_listed listed
                WHERE listed.visit_warning_id IS NOT NULL
                    AND listed.listed_on <= decision.listed_on
                    AND listed.listed_until_on > decision.listed_on
            )
        )
    JOIN ledger_before before ON before.warning_id = life.warning_id
    JOIN decision_move move ON move.kind = decision.kind AND move.state_at_first = life.state
    LEFT JOIN place_value allowed
        ON allowed.village_code = before.village_code
        AND allowed.day = 'as_of'
        AND allowed.key = 'visit_within_days'
        AND allowed.population = before.severity
    CROSS JOIN night
    LEFT JOIN working_day visit ON visit.start_on = night.as_of AND visit.days = allowed.value_e6 // 1000000
    LEFT JOIN place_value looking
        ON looking.village_code = before.village_code
        AND looking.day = 'as_of'
        AND looking.key = 'objection_within_days'
    LEFT JOIN working_day objection
        ON objection.start_on = decision.decided_on AND objection.days = looking.value_e6 // 1000000
    WHERE decision.kind <> 'dispatch'
        OR decision.township_code IS NULL
        OR decision.township_code = before.township_code
) decided
WHERE place_in_line = 1
