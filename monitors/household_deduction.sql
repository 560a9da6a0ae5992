-- What may be taken off the income of the window, where the locality allows it (民发〔2021〕57号: rigid spending, and
-- what it costs to work): treatment paid in the window, fees less aid of the school year that begins in it, and a sum
-- for every month with a wage, never more than the wage.
-- One row per household with such spending. More than the income is never taken off: household_income sees to it.
SELECT household_id, CAST(sum(amount_fen) AS BIGINT) AS amount_fen
FROM (
    SELECT member.household_id, expense.self_paid_fen AS amount_fen
    FROM medical_expense_known expense
    CROSS JOIN night
    JOIN deducting_member member ON member.person_no = expense.person_no AND member.is_medical_deducted = 1
    WHERE expense.settled_on >= night.window_from AND expense.settled_on <= night.window_end
    UNION ALL
    SELECT member.household_id, greatest(education.fee_fen - coalesce(education.aid_fen, 0), 0)
    FROM education_known education
    CROSS JOIN night
    JOIN deducting_member member ON member.person_no = education.person_no AND member.is_education_deducted = 1
    WHERE education.school_year >= night.window_from AND education.school_year <= night.window_end
    UNION ALL
    SELECT household_id, least(employment_cost_fen, greatest(wage_fen, 0))
    FROM (
        SELECT member.household_id, member.employment_cost_fen, sum(income.amount_fen) AS wage_fen
        FROM income_known income
        CROSS JOIN night
        JOIN deducting_member member ON member.person_no = income.person_no AND member.employment_cost_fen > 0
        WHERE income.month >= night.window_from
            AND income.month <= night.window_to
            AND income.kind = 'wage'
            AND income.evidence IN ('actual', 'declared')
        GROUP BY member.household_id, member.employment_cost_fen, income.person_no, income.month
    ) worked
) spending
GROUP BY household_id
