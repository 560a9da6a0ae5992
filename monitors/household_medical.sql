-- What the members of a household paid for treatment since 1 January.
-- One row per household; null while nothing was ever delivered, and none for a guest whom only a name is known of.
SELECT
    member.household_id,
    CASE WHEN max(CASE WHEN night.is_medical_expense_delivered THEN 1 ELSE 0 END) = 1
        THEN CAST(sum(coalesce(expense.self_paid_year_fen, 0)) AS BIGINT) END AS medical_self_paid_year_fen,
    CASE WHEN max(CASE WHEN night.is_medical_expense_delivered THEN 1 ELSE 0 END) = 1
        THEN CAST(max(coalesce(expense.self_paid_year_fen, 0)) AS BIGINT) END AS medical_self_paid_year_highest_member_fen
FROM member
CROSS JOIN night
LEFT JOIN person_medical_expense expense ON expense.person_no = member.person_no
WHERE member.is_counted AND member.person_no IS NOT NULL
GROUP BY member.household_id
