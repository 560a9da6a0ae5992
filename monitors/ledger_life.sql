-- Where every episode stands once tonight's decisions and answers are entered, before tonight's hits are looked at.
-- One row per episode: its last step of tonight, or where it stood before.
SELECT
    warning_id, step, state, due_on, result, decided_fen, verified_on, answered_under, answer_delivery_id, answer_line,
    hidden_until_on, settled_severity, settled_cause, settled_measure, objection_due_on
FROM (
    SELECT *, row_number() OVER (PARTITION BY warning_id ORDER BY step DESC) AS place_in_life
    FROM (
        SELECT
            warning_id, step, state, due_on, result, decided_fen, verified_on, answered_under, answer_delivery_id,
            answer_line, hidden_until_on, settled_severity, settled_cause, settled_measure, objection_due_on
        FROM ledger_step
        UNION ALL
        SELECT
            warning_id, 0, state, due_on, result, decided_fen, verified_on, answered_under, answer_delivery_id,
            answer_line, hidden_until_on, settled_severity, settled_cause, settled_measure, objection_due_on
        FROM ledger_before
    ) lived
) numbered
WHERE place_in_life = 1
