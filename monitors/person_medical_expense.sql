-- What every person paid for treatment since 1 January.
-- One row per person with a settlement. 个人自付 alone, net of whatever was paid later (a settlement delivered
-- again replaces the first); both days included.
SELECT
    expense.person_no,
    CAST(sum(expense.self_paid_fen) AS BIGINT) AS self_paid_year_fen,
    CAST(NULL AS DATE) AS outpatient_month_on,
    CAST(NULL AS BIGINT) AS outpatient_month_fen,
    CAST(NULL AS DATE) AS serious_illness_on
FROM medical_expense_known expense
CROSS JOIN night
WHERE expense.settled_on >= night.year_start AND expense.settled_on <= night.as_of
GROUP BY expense.person_no
