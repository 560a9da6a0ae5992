-- Episodes whose rule was judged tonight and no longer holds for them.
-- One row per such episode. Data that could not be judged for a household (an unknown income) never counts as
-- solved. Withdrawn: a fact behind it was corrected since, or another episode says the same; cleared: it is simply
-- no longer true; closed: it had been settled. What a visit confirmed ends only when help came after it, however the
-- data look: a family that was found in need is not dropped because a figure moved, and whoever objects is heard first.
SELECT
    before.warning_id,
    life.step,
    life.state AS state_before,
    CASE
        WHEN life.state IN ('confirmed', 'refuted', 'data_error', 'acted') THEN 'closed'
        WHEN corrected.warning_id IS NOT NULL OR before.place_in_line > 1 THEN 'withdrawn'
        ELSE 'cleared'
    END AS outcome
FROM ledger_before before
JOIN ledger_life life ON life.warning_id = before.warning_id
JOIN judged ON judged.rule_code = before.rule_code AND judged.is_judged
LEFT JOIN finding
    ON finding.rule_code = before.rule_code
    AND finding.household_id = before.present_household_id
    AND finding.person_no IS NOT DISTINCT FROM before.person_no
LEFT JOIN undecided
    ON undecided.rule_code = before.rule_code
    AND undecided.household_id = before.present_household_id
    AND undecided.person_no IS NOT DISTINCT FROM before.person_no
LEFT JOIN corrected ON corrected.warning_id = before.warning_id
WHERE life.state NOT IN ('closed', 'cleared', 'withdrawn')
    AND (before.place_in_line > 1 OR finding.rule_code IS NULL AND undecided.rule_code IS NULL)
    AND life.objection_due_on IS NULL
    AND (
        life.state <> 'confirmed'
        OR EXISTS (
            SELECT 1 FROM relief_paid paid
            WHERE paid.household_id = before.present_household_id AND paid.paid_on >= life.verified_on
        )
        OR EXISTS (
            SELECT 1 FROM benefit_known benefit
            CROSS JOIN night
            LEFT JOIN member ON member.person_no = benefit.person_no
            WHERE coalesce(member.household_id, benefit.household_id) = before.present_household_id
                AND benefit.started_on BETWEEN life.verified_on AND night.as_of
        )
    )
