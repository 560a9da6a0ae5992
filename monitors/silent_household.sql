-- Households of the register about which the night is silent: no rule holds for them, and no warning is open or quiet.
-- One row per household. A visit of the silent sample itself breaks no silence; a warning that ends tonight does until
-- tomorrow.
SELECT
    household.household_id,
    household.township_code,
    township_group.township_group
FROM household
JOIN township_group ON township_group.township_code = household.township_code
CROSS JOIN silent_draw
WHERE household.is_in_register
    AND household.member_count >= 1
    AND NOT EXISTS (
        SELECT 1 FROM finding
        WHERE finding.household_id = household.household_id AND finding.rule_code <> silent_draw.rule_code
    )
    AND NOT EXISTS (
        SELECT 1 FROM ledger_before before
        WHERE before.present_household_id = household.household_id
            AND before.rule_code <> silent_draw.rule_code
            AND before.state NOT IN ('closed', 'cleared', 'withdrawn')
    )
