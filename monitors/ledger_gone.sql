-- Open episodes whose rule was judged tonight and no longer holds for them.
-- One row per such episode. Data that could not be judged for a household (an unknown income) never counts as
-- solved. Withdrawn: a fact behind it was corrected since, or another episode says the same of a person whose
-- numbers were joined; cleared: it is simply no longer true.
SELECT
    before.*,
    CASE WHEN corrected.warning_id IS NOT NULL OR before.place_in_line > 1 THEN 'withdrawn' ELSE 'cleared' END AS outcome
FROM ledger_before before
JOIN judged ON judged.rule_code = before.rule_code AND judged.is_judged
LEFT JOIN finding
    ON finding.rule_code = before.rule_code
    AND finding.household_id = before.household_id
    AND finding.person_no IS NOT DISTINCT FROM before.person_no
LEFT JOIN undecided
    ON undecided.rule_code = before.rule_code
    AND undecided.household_id = before.household_id
    AND undecided.person_no IS NOT DISTINCT FROM before.person_no
LEFT JOIN corrected ON corrected.warning_id = before.warning_id
WHERE before.state NOT IN ('closed', 'cleared', 'withdrawn')
    AND (before.place_in_line > 1 OR finding.rule_code IS NULL AND undecided.rule_code IS NULL)
