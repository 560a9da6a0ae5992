-- Relief paid from a township's reserve that its ledger does not know.
-- One row per payment. Before the ledger begins there is nothing to be found in it; what was paid in the last days may
-- be on its way into it.
SELECT
    paid.township_code,
    paid.payment_no AS reference,
    household.household_id,
    paid.paid_on AS since_on,
    CAST(paid.paid_on + INTERVAL '1' DAY * place.match_days AS DATE) AS due_on,
    paid.amount_fen,
    '从备用金发放，台账里没有这笔支出。' AS says_zh,
    'Paid from the reserve, and no draw for it.' AS says_en
FROM relief_payment_known paid
CROSS JOIN night
JOIN reserve_township place ON place.township_code = paid.township_code
LEFT JOIN (
    SELECT DISTINCT payment_no
    FROM reserve_fund_known
    WHERE kind = 'spent'
) draw ON draw.payment_no = paid.payment_no
LEFT JOIN household ON household.household_id = paid.household_id
WHERE paid.fund = 'reserve_fund'
    AND draw.payment_no IS NULL
    AND paid.paid_on >= place.ledger_from_on
    AND paid.paid_on >= night.year_start - INTERVAL '1' YEAR
    AND paid.paid_on < place.payments_until
