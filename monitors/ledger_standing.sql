-- Where every episode stands after tonight, and what tonight changed.
-- One row per episode. A warning that goes on shows tonight's figures; one that could not be judged shows the
-- last that are known, and was last seen on the last night its rule held for it.
SELECT
    standing.warning_id,
    episode.rule_code,
    coalesce(standing.household_id, episode.household_id) AS household_id,
    episode.person_no,
    episode.opened_on,
    standing.rule_id,
    standing.rule_version,
    standing.severity,
    standing.state,
    CASE
        WHEN standing.state IN ('cleared', 'withdrawn') THEN standing.state
        WHEN standing.state = 'closed' THEN 'cleared'
        WHEN standing.event_on < night.as_of THEN 'continuing'
        WHEN standing.state = 'open' AND standing.reopened_on = night.as_of THEN 'reopened'
        WHEN standing.change IN ('new', 'escalated', 'eased') THEN standing.change
        ELSE 'continuing'
    END AS change,
    standing.changed_on,
    CASE WHEN standing.state IN ('closed', 'cleared', 'withdrawn') THEN standing.changed_on END AS closed_on,
    CASE
        WHEN finding.rule_code IS NOT NULL THEN night.as_of
        ELSE coalesce((
            SELECT max(earlier.as_of)
            FROM published_run earlier
            JOIN judgement ON judgement.run_id = earlier.run_id
            WHERE judgement.rule_code = episode.rule_code
                AND judgement.is_judged
                AND earlier.as_of >= episode.opened_on
                AND earlier.as_of < night.as_of
                AND earlier.as_of < coalesce(
                    CASE WHEN standing.state IN ('closed', 'cleared', 'withdrawn') THEN standing.changed_on END,
                    DATE '9999-12-31')
        ), episode.opened_on)
    END AS last_seen_on,
    standing.due_on,
    standing.township_code,
    standing.village_code,
    standing.moved_on,
    standing.from_township_code,
    standing.from_household_id,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.suggested_fen ELSE standing.suggested_fen END AS suggested_fen,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.relief_multiple ELSE standing.relief_multiple END AS relief_multiple,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.relief_basis ELSE standing.relief_basis END AS relief_basis,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.standard_fen_per_month ELSE standing.standard_fen_per_month END AS standard_fen_per_month,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.standard_valid_from ELSE standing.standard_valid_from END AS standard_valid_from,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.relief_cause ELSE standing.relief_cause END AS relief_cause,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.is_small_fast ELSE standing.is_small_fast END AS is_small_fast,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.approval_level ELSE standing.approval_level END AS approval_level,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.amount_steps ELSE standing.amount_steps END AS amount_steps,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.evidence ELSE standing.evidence END AS evidence,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.reason_zh ELSE standing.reason_zh END AS reason_zh,
    CASE WHEN finding.rule_code IS NOT NULL THEN finding.reason_en ELSE standing.reason_en END AS reason_en,
    standing.result,
    standing.decided_fen,
    standing.verified_on,
    standing.answered_under,
    standing.answer_delivery_id,
    standing.answer_line,
    standing.hidden_until_on,
    standing.objection_due_on,
    CASE WHEN finding.rule_code IS NOT NULL THEN tonight_run.run_id ELSE standing.run_id END AS run_id
FROM (
    SELECT
        *,
        -- An answer that comes after the end is noted and moves nothing.
        max(CASE WHEN state_before IS DISTINCT FROM state OR change <> 'answer' THEN event_on END)
            OVER (PARTITION BY warning_id) AS changed_on,
        max(CASE WHEN change = 'reopened' THEN event_on END) OVER (PARTITION BY warning_id) AS reopened_on,
        row_number() OVER (PARTITION BY warning_id ORDER BY event_on DESC, step DESC) AS place_in_life
    FROM (
        SELECT warning_event.* FROM warning_event CROSS JOIN tonight_run
        WHERE warning_event.run_id = tonight_run.run_id
        UNION ALL
        SELECT warning_event.* FROM warning_event
        JOIN published_run ON published_run.run_id = warning_event.run_id
        CROSS JOIN night
        WHERE warning_event.event_on < night.as_of
    ) counted
) standing
CROSS JOIN night
CROSS JOIN tonight_run
JOIN ledger_episode episode ON episode.warning_id = standing.warning_id
LEFT JOIN finding
    ON finding.rule_code
        = CASE WHEN standing.state NOT IN ('closed', 'cleared', 'withdrawn') THEN episode.rule_code END
    AND finding.household_id = coalesce(standing.household_id, episode.household_id)
    AND finding.person_no IS NOT DISTINCT FROM episode.person_no
WHERE standing.place_in_life = 1
