-- Temporary assistance paid because of a request for help.
-- One row per payment. It belongs to a request of the same calendar year that was not later than the payment: the one
-- that it names as its household (求助-<number>), else the latest by the same person, else the latest by somebody of the
-- household. So no payment is counted twice, and one without such a request is not counted here.
SELECT payment_no, request_no, paid_on, amount_fen, paid_person
FROM (
    SELECT
        fitting.payment_no,
        asked.request_no,
        fitting.paid_on,
        fitting.amount_fen,
        -- Who gave no number is one person, whatever number the payment was entered under.
        CASE WHEN asked.person_no IS NULL THEN asked.person_of
            ELSE coalesce('P' || fitting.person_no, asked.person_of) END AS paid_person,
        row_number() OVER (
            PARTITION BY fitting.payment_no
            ORDER BY fitting.nearness, asked.received_on DESC, asked.request_no_in_year DESC, asked.request_no DESC
        ) AS place_in_line
    FROM (
        SELECT paid.*, asked.request_no, 1 AS nearness
        FROM relief_payment_known paid
        JOIN help_case asked ON '求助-' || asked.request_no = paid.household_id
        UNION ALL
        SELECT paid.*, asked.request_no, 2 AS nearness
        FROM relief_payment_known paid
        JOIN help_case asked ON asked.person_no = paid.person_no
        UNION ALL
        SELECT paid.*, asked.request_no, 3 AS nearness
        FROM relief_payment_known paid
        JOIN help_case asked ON asked.household_id = paid.household_id
    ) fitting
    JOIN help_case asked ON asked.request_no = fitting.request_no
    CROSS JOIN night
    WHERE fitting.paid_on <= night.as_of
        AND fitting.paid_on >= asked.received_on
        AND extract(YEAR FROM fitting.paid_on) = extract(YEAR FROM asked.received_on)
) lined_up
WHERE place_in_line = 1
