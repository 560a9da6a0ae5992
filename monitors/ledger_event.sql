-- What tonight adds to the ledger.
-- One row per episode to which something happened; an episode that merely goes on adds nothing. The change
-- `updated` notes new figures behind a warning that continues; that another day has passed is no new figure.
SELECT
    tonight.warning_id,
    tonight_run.run_id,
    night.as_of AS event_on,
    night.known_at,
    tonight.change,
    tonight.state,
    tonight.rule_id,
    tonight.rule_version,
    tonight.severity,
    tonight.due_on,
    tonight.township_code,
    tonight.village_code,
    tonight.suggested_fen,
    tonight.relief_multiple,
    tonight.relief_basis,
    tonight.standard_fen_per_month,
    tonight.standard_valid_from,
    tonight.relief_cause,
    tonight.is_small_fast,
    tonight.approval_level,
    tonight.amount_steps,
    tonight.evidence,
    tonight.reason_zh,
    tonight.reason_en
FROM (
    SELECT
        coalesce(found.warning_id, numbered.warning_id) AS warning_id,
        CASE
            WHEN found.warning_id IS NULL THEN 'new'
            WHEN found.state_before IN ('cleared', 'withdrawn') THEN 'reopened'
            WHEN found.severity_place < found.severity_place_before THEN 'escalated'
            WHEN found.severity_place > found.severity_place_before THEN 'eased'
            WHEN regexp_replace(found.evidence, '"as_of":"[0-9-]*"', '') IS DISTINCT FROM
                regexp_replace(found.evidence_before, '"as_of":"[0-9-]*"', '')
                OR found.suggested_fen IS DISTINCT FROM found.suggested_before
                OR found.village_code IS DISTINCT FROM found.village_before THEN 'updated'
        END AS change,
        CASE
            WHEN found.warning_id IS NULL OR found.state_before IN ('cleared', 'withdrawn') THEN 'open'
            ELSE found.state_before
        END AS state,
        found.rule_id,
        found.rule_version,
        found.severity,
        CASE
            WHEN found.warning_id IS NULL OR found.state_before IN ('cleared', 'withdrawn') THEN found.new_due_on
            WHEN found.severity_place < found.severity_place_before THEN least(found.due_on_before, found.new_due_on)
            ELSE found.due_on_before
        END AS due_on,
        found.township_code,
        found.village_code,
        found.suggested_fen,
        found.relief_multiple,
        found.relief_basis,
        found.standard_fen_per_month,
        found.standard_valid_from,
        found.relief_cause,
        found.is_small_fast,
        found.approval_level,
        found.amount_steps,
        found.evidence,
        found.reason_zh,
        found.reason_en
    FROM ledger_found found
    LEFT JOIN ledger_number numbered
        ON numbered.rule_code = found.rule_code
        AND numbered.household_id = found.household_id
        AND numbered.person_no IS NOT DISTINCT FROM found.person_no
    UNION ALL
    SELECT
        warning_id, outcome, outcome, rule_id, rule_version, severity, due_on, township_code, village_code,
        suggested_fen, relief_multiple, relief_basis, standard_fen_per_month, standard_valid_from,
        relief_cause, is_small_fast, approval_level, amount_steps, evidence, reason_zh, reason_en
    FROM ledger_gone
) tonight
CROSS JOIN night
CROSS JOIN tonight_run
WHERE tonight.change IS NOT NULL
