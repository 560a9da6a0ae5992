-- Temporary assistance paid out this calendar year.
-- One row per payment. What one person received follows that person into another household. A payment that names a
-- request for help (求助-<number>) and no person is that of whoever asked: by the next request the same person may go
-- under another number, or stand in the register by now.
SELECT
    paid.payment_no,
    coalesce(member.household_id, paid.household_id) AS household_id,
    paid.person_no,
    paid.paid_on,
    paid.cause,
    paid.amount_fen
FROM (
    SELECT
        payment.payment_no,
        payment.household_id,
        coalesce(payment.person_no, request.person_no) AS person_no,
        payment.paid_on,
        payment.cause,
        payment.amount_fen
    FROM relief_payment_known payment
    LEFT JOIN help_request_known request ON '求助-' || request.request_no = payment.household_id
) paid
CROSS JOIN night
LEFT JOIN member ON member.person_no = paid.person_no
WHERE paid.paid_on >= night.year_start AND paid.paid_on <= night.as_of
