-- What tonight adds to the ledger.
-- One row per step of an episode to which something happened; an episode that merely goes on adds nothing. First
-- what people decided and answered, then what the night found. The change `updated` notes new figures behind a
-- warning that continues, or a move; that another day has passed, and with it the edge of a window, is no new figure.
SELECT
    happened.warning_id,
    tonight_run.run_id,
    night.as_of AS event_on,
    CAST(happened.step AS INTEGER) AS step,
    happened.happened_on,
    night.known_at,
    happened.moved_by,
    happened.change,
    happened.state_before,
    happened.state,
    CASE WHEN happened.is_found THEN found.household_id ELSE before.present_household_id END AS household_id,
    CASE WHEN happened.is_found THEN found.head_person_no ELSE before.head_person_no END AS head_person_no,
    CASE WHEN happened.is_found THEN found.rule_id ELSE before.rule_id END AS rule_id,
    CASE WHEN happened.is_found THEN found.rule_version ELSE before.rule_version END AS rule_version,
    CASE WHEN happened.is_found THEN found.severity ELSE before.severity END AS severity,
    happened.due_on,
    CASE WHEN happened.is_found THEN found.township_code ELSE before.township_code END AS township_code,
    CASE WHEN happened.is_found THEN found.village_code ELSE before.village_code END AS village_code,
    CASE WHEN happened.is_found THEN found.suggested_fen ELSE before.suggested_fen END AS suggested_fen,
    CASE WHEN happened.is_found THEN found.relief_multiple ELSE before.relief_multiple END AS relief_multiple,
    CASE WHEN happened.is_found THEN found.relief_basis ELSE before.relief_basis END AS relief_basis,
    CASE WHEN happened.is_found THEN found.standard_fen_per_month ELSE before.standard_fen_per_month END
        AS standard_fen_per_month,
    CASE WHEN happened.is_found THEN found.standard_valid_from ELSE before.standard_valid_from END
        AS standard_valid_from,
    CASE WHEN happened.is_found THEN found.relief_cause ELSE before.relief_cause END AS relief_cause,
    CASE WHEN happened.is_found THEN found.is_small_fast ELSE before.is_small_fast END AS is_small_fast,
    CASE WHEN happened.is_found THEN found.approval_level ELSE before.approval_level END AS approval_level,
    CASE WHEN happened.is_found THEN found.amount_steps ELSE before.amount_steps END AS amount_steps,
    CASE WHEN happened.is_found THEN found.cause ELSE before.cause END AS cause,
    CASE WHEN happened.is_found THEN found.measure ELSE before.measure END AS measure,
    CASE WHEN happened.is_found THEN found.evidence ELSE before.evidence END AS evidence,
    CASE WHEN happened.is_found THEN found.reason_zh ELSE before.reason_zh END AS reason_zh,
    CASE WHEN happened.is_found THEN found.reason_en ELSE before.reason_en END AS reason_en,
    happened.result,
    happened.decided_fen,
    happened.verified_on,
    happened.answered_under,
    happened.answer_delivery_id,
    happened.answer_line,
    happened.decision_id,
    happened.hidden_until_on,
    happened.settled_severity,
    happened.settled_cause,
    happened.settled_measure,
    happened.objection_due_on,
    CASE WHEN happened.has_moved THEN night.as_of ELSE before.moved_on END AS moved_on,
    CASE WHEN happened.has_moved THEN before.township_code ELSE before.from_township_code END AS from_township_code,
    CASE WHEN happened.has_moved THEN before.household_id ELSE before.from_household_id END AS from_household_id
FROM (
    SELECT
        warning_id, step, moved_by, happened_on,
        CASE WHEN state_before IN ('snoozed', 'refuted', 'data_error', 'acted', 'closed', 'cleared', 'withdrawn')
            AND state = 'open' THEN 'reopened' ELSE moved_by END AS change,
        state_before, state, due_on, result, decided_fen, verified_on, answered_under, answer_delivery_id, answer_line,
        decision_id, hidden_until_on, settled_severity, settled_cause, settled_measure, objection_due_on,
        FALSE AS is_found,
        FALSE AS has_moved,
        CAST(NULL AS VARCHAR) AS rule_code,
        CAST(NULL AS VARCHAR) AS household_id,
        CAST(NULL AS INTEGER) AS person_no
    FROM ledger_step
    UNION ALL
    SELECT
        hit.warning_id, hit.step, 'night', night.as_of, hit.change, hit.state_before,
        CASE WHEN hit.change IN ('new', 'reopened') THEN 'open' ELSE hit.state_before END,
        CASE
            WHEN hit.change IN ('new', 'reopened') THEN hit.new_due_on
            WHEN hit.change = 'escalated' THEN least(hit.due_on_before, hit.new_due_on)
            ELSE hit.due_on_before
        END,
        life.result, life.decided_fen, life.verified_on, life.answered_under, life.answer_delivery_id, life.answer_line,
        NULL,
        CASE WHEN hit.change <> 'reopened' THEN life.hidden_until_on END,
        life.settled_severity, life.settled_cause, life.settled_measure, life.objection_due_on,
        TRUE,
        coalesce(hit.household_id <> hit.household_before OR hit.township_code <> hit.township_before, FALSE),
        hit.rule_code, hit.household_id, hit.person_no
    FROM (
        SELECT
            coalesce(found.warning_id, numbered.warning_id) AS warning_id,
            coalesce(found.step, 0) + 1 AS step,
            CASE
                WHEN found.warning_id IS NULL THEN 'new'
                WHEN found.is_settled AND found.is_woken
                    OR NOT found.is_settled AND found.state_before IN ('closed', 'cleared', 'withdrawn') THEN 'reopened'
                WHEN found.state_before = 'closed' THEN NULL
                WHEN found.severity_place < found.severity_place_before THEN 'escalated'
                WHEN found.severity_place > found.severity_place_before THEN 'eased'
                WHEN regexp_replace(found.evidence, '"(as_of|[a-z_]*_(from|to)_on)":"[0-9-]*"', '', 'g') IS DISTINCT FROM
                    regexp_replace(found.evidence_before, '"(as_of|[a-z_]*_(from|to)_on)":"[0-9-]*"', '', 'g')
                    OR found.suggested_fen IS DISTINCT FROM found.suggested_before
                    OR found.village_code IS DISTINCT FROM found.village_before
                    OR found.household_id IS DISTINCT FROM found.household_before THEN 'updated'
            END AS change,
            found.state_before, found.new_due_on, found.due_on_before, found.rule_code, found.household_id,
            found.person_no, found.household_before, found.township_code, found.township_before
        FROM ledger_found found
        LEFT JOIN ledger_number numbered
            ON numbered.rule_code = found.rule_code
            AND numbered.household_id = found.household_id
            AND numbered.person_no IS NOT DISTINCT FROM found.person_no
    ) hit
    CROSS JOIN night
    LEFT JOIN ledger_life life ON life.warning_id = hit.warning_id
    WHERE hit.change IS NOT NULL
    UNION ALL
    SELECT
        gone.warning_id, gone.step + 1, 'night', night.as_of,
        CASE WHEN gone.outcome = 'withdrawn' THEN 'withdrawn' ELSE 'cleared' END, gone.state_before, gone.outcome,
        life.due_on, life.result, life.decided_fen, life.verified_on, life.answered_under, life.answer_delivery_id,
        life.answer_line, NULL,
        -- What was found untrue stays so for its time; what was helped may happen again tomorrow.
        CASE WHEN gone.state_before = 'refuted' THEN life.hidden_until_on END,
        life.settled_severity, life.settled_cause, life.settled_measure, life.objection_due_on, FALSE, FALSE, NULL,
        NULL, NULL
    FROM ledger_gone gone
    CROSS JOIN night
    JOIN ledger_life life ON life.warning_id = gone.warning_id
) happened
CROSS JOIN night
CROSS JOIN tonight_run
LEFT JOIN ledger_before before ON before.warning_id = happened.warning_id
-- Only what the night found has a rule code here.
LEFT JOIN ledger_found found
    ON found.rule_code = happened.rule_code
    AND found.household_id = happened.household_id
    AND found.person_no IS NOT DISTINCT FROM happened.person_no
