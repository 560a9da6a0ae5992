-- The steps that the answers of visits on the day that is entered now (`entering`) take each warning through.
-- One row per (warning_id, step). What was found is as old as the visit; an answer that moves nothing is noted. Untrue,
-- helped, or mistaken: the warning then keeps quiet for as many days as the locality says, and what it said that
-- day is what a worse or new finding is measured by. Nobody at home: a new visit is due.
SELECT
    life.warning_id,
    life.step + move.place AS step,
    'answer' AS moved_by,
    answer.verified_on AS happened_on,
    move.was AS state_before,
    move.state,
    CASE WHEN move.state = 'unreachable' THEN coalesce(visit.due_on, life.due_on) ELSE life.due_on END AS due_on,
    answer.result,
    answer.decided_fen,
    answer.verified_on,
    answer.answered_under,
    answer.answer_delivery_id,
    answer.answer_line,
    CAST(NULL AS VARCHAR) AS decision_id,
    CASE WHEN move.state IN ('refuted', 'acted', 'data_error') THEN CAST(
        answer.verified_on + INTERVAL '1' DAY * coalesce(quiet.value_e6 // 1000000, 0) AS DATE
    ) WHEN move.was = move.state THEN life.hidden_until_on END AS hidden_until_on,
    CASE WHEN answer.is_outdated THEN life.settled_severity ELSE before.severity END AS settled_severity,
    CASE WHEN answer.is_outdated THEN life.settled_cause ELSE before.cause END AS settled_cause,
    CASE WHEN answer.is_outdated THEN life.settled_measure ELSE before.measure END AS settled_measure,
    life.objection_due_on
FROM ledger_answer answer
JOIN ledger_life life ON life.warning_id = answer.warning_id
JOIN ledger_before before ON before.warning_id = answer.warning_id
JOIN answer_move move
    ON move.state_at_first = life.state
    AND move.result = CASE WHEN answer.is_outdated THEN 'noted' ELSE answer.result END
    AND move.is_helped = answer.is_helped
CROSS JOIN night
LEFT JOIN place_value quiet
    ON quiet.village_code = before.village_code
    AND quiet.day = 'as_of'
    AND quiet.key = 'mute_days'
    AND quiet.population = move.state
LEFT JOIN place_value allowed
    ON allowed.village_code = before.village_code
    AND allowed.day = 'as_of'
    AND allowed.key = 'visit_within_days'
    AND allowed.population = before.severity
LEFT JOIN working_day visit ON visit.start_on = answer.verified_on AND visit.days = allowed.value_e6 // 1000000
WHERE answer.verified_on = (SELECT day FROM entering)
