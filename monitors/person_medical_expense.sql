-- What every person paid for treatment: since 1 January, in the income window, and as an outpatient in one month.
-- One row per person with a settlement since the window began, which is never later than 1 January. 个人自付 alone,
-- net of whatever was paid later (a settlement delivered again replaces the first); both days included. 个人自费
-- stands apart. Of the last full month and this month to date the dearer one is the outpatient month (policy 3.2).
-- A serious illness begins with the first stay of these months in which serious-illness insurance shared.
SELECT
    person_no,
    self_paid_year_fen,
    self_paid_window_fen,
    self_other_window_fen,
    CASE
        WHEN outpatient_this_month_fen > outpatient_last_month_fen THEN month_start
        WHEN outpatient_last_month_fen > 0 THEN last_month_on
    END AS outpatient_month_on,
    greatest(outpatient_this_month_fen, outpatient_last_month_fen) AS outpatient_month_fen,
    serious_illness_on
FROM (
    SELECT
        expense.person_no,
        night.month_start,
        night.window_to AS last_month_on,
        CAST(sum(CASE WHEN expense.settled_on >= night.year_start THEN expense.self_paid_fen ELSE 0 END) AS BIGINT)
            AS self_paid_year_fen,
        CAST(sum(CASE WHEN expense.settled_on < night.month_start THEN expense.self_paid_fen ELSE 0 END) AS BIGINT)
            AS self_paid_window_fen,
        CAST(sum(CASE WHEN expense.settled_on < night.month_start THEN coalesce(expense.self_other_fen, 0) ELSE 0 END)
            AS BIGINT) AS self_other_window_fen,
        CAST(sum(CASE WHEN expense.visit_kind IN ('outpatient', 'chronic_outpatient')
            AND expense.settled_on >= night.month_start THEN expense.self_paid_fen ELSE 0 END) AS BIGINT)
            AS outpatient_this_month_fen,
        CAST(sum(CASE WHEN expense.visit_kind IN ('outpatient', 'chronic_outpatient')
            AND expense.settled_on >= night.window_to AND expense.settled_on < night.month_start
            THEN expense.self_paid_fen ELSE 0 END) AS BIGINT) AS outpatient_last_month_fen,
        min(CASE WHEN expense.visit_kind = 'inpatient' AND expense.serious_illness_paid_fen > 0
            THEN expense.settled_on END) AS serious_illness_on
    FROM medical_expense_known expense
    CROSS JOIN night
    WHERE expense.settled_on >= night.window_from AND expense.settled_on <= night.as_of
    GROUP BY expense.person_no, night.month_start, night.window_to
) paid
