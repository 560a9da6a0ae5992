-- Needs that may be paid: those a visit has confirmed, and emergencies, which are relieved before anyone has checked
-- (2026 opinion on temporary assistance; small and fast).
-- One row per need. Confirmed counts as of earlier nights. An emergency that has been relieved since, or that a visit
-- found not to be one, is no longer paid unseen.
SELECT
    before.present_household_id AS household_id,
    before.person_no,
    before.relief_cause AS cause,
    confirmed.confirmed_on,
    before.warning_id,
    coalesce(before.is_small_fast, FALSE) AS is_small_fast
FROM ledger_before before
JOIN (
    SELECT event.warning_id, min(coalesce(event.happened_on, event.event_on)) AS confirmed_on
    FROM warning_event event
    JOIN published_run ON published_run.run_id = event.run_id
    WHERE event.state = 'confirmed'
        AND NOT EXISTS (
            SELECT 1
            FROM warning_event later
            JOIN published_run later_run ON later_run.run_id = later.run_id
            WHERE later.warning_id = event.warning_id
                AND later.event_on > event.event_on
                AND later.state <> 'confirmed'
        )
    GROUP BY event.warning_id
) confirmed ON confirmed.warning_id = before.warning_id
WHERE before.state = 'confirmed' AND before.relief_cause IS NOT NULL
UNION ALL
SELECT direct.household_id, direct.person_no, 'emergency', direct.since_on, NULL, TRUE
FROM (
    SELECT member.household_id, member.person_no, person_hazard.occurred_on AS since_on, 'N14' AS rule_code
    FROM member
    JOIN household ON household.household_id = member.household_id
    JOIN person_hazard ON person_hazard.person_no = member.person_no
    JOIN place_event ON place_event.village_code = household.village_code
    WHERE member.is_counted AND person_hazard.occurred_on >= place_event.hazard_from_on
    UNION ALL
    SELECT member.household_id, member.person_no, expense.serious_illness_on, 'N14'
    FROM member
    JOIN household ON household.household_id = member.household_id
    JOIN person_medical_expense expense ON expense.person_no = member.person_no
    JOIN place_event ON place_event.village_code = household.village_code
    WHERE member.is_counted AND expense.serious_illness_on >= place_event.hazard_from_on
    UNION ALL
    SELECT household.household_id, NULL, help.help_requested_on, 'N15'
    FROM household
    JOIN household_help help ON help.household_id = household.household_id
    WHERE help.help_request_no IS NOT NULL AND NOT coalesce(household.is_head_local, FALSE)
) direct
WHERE NOT EXISTS (
        SELECT 1 FROM relief_paid paid
        WHERE paid.household_id = direct.household_id
            AND (paid.person_no IS NULL OR direct.person_no IS NULL OR paid.person_no = direct.person_no)
            AND paid.cause = 'emergency'
            AND paid.paid_on >= direct.since_on
    )
    AND NOT EXISTS (
        SELECT 1 FROM ledger_before before
        WHERE before.rule_code = direct.rule_code
            AND before.present_household_id = direct.household_id
            AND before.person_no IS NOT DISTINCT FROM direct.person_no
            AND before.opened_on >= direct.since_on
            AND before.state IN ('refuted', 'data_error', 'acted', 'closed')
    )
