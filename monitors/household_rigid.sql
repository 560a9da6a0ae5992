-- Spending of the income window that a household cannot avoid, as far as the locality counts it, and the lines that
-- make it a household in hardship from rigid expenditure (民发〔2024〕57号).
-- One row per household; null where a department that should have told never did. Of living costs nobody reports
-- more than the standard may count: it stands for them. Schooling is the year that began within the window. Without
-- any income the least spending is already more than the income bears.
SELECT
    household_id,
    disposable_income_limit_12m_fen,
    CAST(rigid_medical_12m_fen + rigid_education_12m_fen + rigid_living_12m_fen AS BIGINT) AS rigid_expenditure_12m_fen,
    rigid_medical_12m_fen,
    rigid_education_12m_fen,
    rigid_expenditure_limit_12m_fen
FROM (
    SELECT
        household.household_id,
        (rigid.rigid_income_ratio_e6 * disposable.amount_fen * household.member_count + rigid.rigid_income_carry)
            // 1000000 AS disposable_income_limit_12m_fen,
        CAST(CASE
            WHEN NOT rigid.is_medical_rigid AND NOT rigid.is_medical_other_rigid THEN 0
            WHEN night.is_medical_expense_delivered
                THEN CASE WHEN rigid.is_medical_rigid THEN coalesce(spent.medical_fen, 0) ELSE 0 END
                    + CASE WHEN rigid.is_medical_other_rigid THEN coalesce(spent.medical_other_fen, 0) ELSE 0 END
        END AS BIGINT) AS rigid_medical_12m_fen,
        CAST(CASE
            WHEN NOT rigid.is_education_rigid THEN 0
            WHEN night.is_education_delivered THEN coalesce(spent.education_fen, 0)
        END AS BIGINT) AS rigid_education_12m_fen,
        CASE WHEN rigid.is_living_rigid THEN line.fen_per_month * 12 ELSE 0 END AS rigid_living_12m_fen,
        -- Of the whole income, also of what may be taken off it for the same spending.
        CASE WHEN rigid.rigid_share_e6 IS NOT NULL AND income.income_12m_fen IS NOT NULL
            THEN greatest(
                (rigid.rigid_share_e6 * (income.income_12m_fen + income.income_deducted_12m_fen) + rigid.rigid_carry)
                    // 1000000,
                1
            ) END
            AS rigid_expenditure_limit_12m_fen
    FROM household
    CROSS JOIN night
    JOIN household_line line ON line.household_id = household.household_id
    LEFT JOIN household_income income ON income.household_id = household.household_id
    LEFT JOIN place_spending rigid ON rigid.village_code = household.village_code
    LEFT JOIN place_disposable_income disposable
        ON disposable.village_code = household.village_code
        AND disposable.residence_class = household.residence_class
    LEFT JOIN (
        SELECT
            member.household_id,
            sum(treated.self_paid_window_fen) AS medical_fen,
            sum(treated.self_other_window_fen) AS medical_other_fen,
            sum(school.self_paid_window_fen) AS education_fen
        FROM member
        LEFT JOIN person_medical_expense treated ON treated.person_no = member.person_no
        LEFT JOIN person_education school ON school.person_no = member.person_no
        WHERE member.is_counted
        GROUP BY member.household_id
    ) spent ON spent.household_id = household.household_id
) reckoned
