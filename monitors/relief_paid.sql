-- Temporary assistance paid out this calendar year.
-- One row per payment. What one person received follows that person into another household.
SELECT
    paid.payment_no,
    coalesce(member.household_id, paid.household_id) AS household_id,
    paid.person_no,
    paid.paid_on,
    paid.cause,
    paid.amount_fen
FROM relief_payment_known paid
CROSS JOIN night
LEFT JOIN member ON member.person_no = paid.person_no
WHERE paid.paid_on >= night.year_start AND paid.paid_on <= night.as_of
