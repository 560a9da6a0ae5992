-- One household on one night: every signal a rule may read.
-- One row per household with a living member. An income that is not wholly known is null, never a smaller sum;
-- what is known of it stands beside as a lower bound.
SELECT
    household.household_id,
    night.as_of,
    night.year_start AS year_from_on,
    household.township_code,
    household.village_code,
    household.residence_class,
    household.member_count,
    household.urban_member_count,
    household.rural_member_count,
    household.is_head_local,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_subsistence_allowance, FALSE) END AS has_subsistence_allowance,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_extreme_poverty_support, FALSE) END AS has_extreme_poverty_support,
    CASE WHEN night.is_benefit_delivered THEN coalesce(benefit_status.has_near_dibao, FALSE) END AS has_near_dibao,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_rigid_expenditure, FALSE) END AS has_rigid_expenditure,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_poverty_return_watch, FALSE) END AS has_poverty_return_watch,
    night.window_from AS income_12m_from_on,
    night.window_end AS income_12m_to_on,
    CASE WHEN people.unknown_count = 0 AND night.undelivered_12m_count = 0
        THEN people.window_fen END AS income_12m_fen,
    people.window_fen AS income_12m_lower_bound_fen,
    people.unknown_count AS income_unknown_member_count,
    CAST(night.undelivered_12m_count AS INTEGER) AS income_undelivered_month_count,
    CASE WHEN people.unknown_count = 0 AND night.undelivered_15m_count = 0 THEN people.recent_fen END
        AS income_3m_fen,
    CASE WHEN people.unknown_count = 0 AND night.undelivered_15m_count = 0 THEN people.previous_fen END
        AS income_previous_12m_fen,
    CASE WHEN household.residence_class = 'urban' THEN place.urban_standard_fen ELSE place.rural_standard_fen END
        AS standard_fen_per_month,
    CASE WHEN household.residence_class = 'urban' THEN place.urban_standard_from ELSE place.rural_standard_from END
        AS standard_valid_from,
    line.fen_per_month AS subsistence_line_fen_per_month,
    (place.subsistence_ratio_e6 * line.fen_per_month * 12 + place.subsistence_carry) // 1000000
        AS subsistence_limit_12m_fen,
    (place.red_ratio_e6 * line.fen_per_month * 12 + place.red_carry) // 1000000
        AS half_subsistence_limit_12m_fen,
    (place.near_dibao_ratio_e6 * line.fen_per_month * 12 + place.near_dibao_carry) // 1000000
        AS near_dibao_limit_12m_fen,
    (place.near_dibao_ratio_e6 * line.fen_per_month * 3 + place.near_dibao_carry) // 1000000
        AS near_dibao_limit_3m_fen,
    -- Three months against twelve: recent / 3 <= ratio x former / 12, that is 4 x recent <= ratio x former.
    CASE WHEN people.unknown_count = 0 AND night.undelivered_15m_count = 0
        THEN (place.income_drop_ratio_e6 * people.previous_fen + place.income_drop_carry + 3000000) // 4000000 END
        AS income_drop_limit_3m_fen,
    CASE WHEN night.is_medical_expense_delivered THEN people.medical_self_paid_year_fen END
        AS medical_self_paid_year_fen,
    CASE WHEN night.is_medical_expense_delivered THEN people.medical_self_paid_year_highest_fen END
        AS medical_self_paid_year_highest_member_fen,
    CASE
        WHEN coalesce(benefit_status.has_poverty_return_watch, FALSE)
            AND (
                place.poverty_return_medical_limit_fen < place.low_income_medical_limit_fen
                OR NOT (
                    benefit_status.has_subsistence_allowance OR benefit_status.has_extreme_poverty_support
                    OR benefit_status.has_near_dibao OR benefit_status.has_rigid_expenditure
                )
            )
            THEN place.poverty_return_medical_limit_fen
        WHEN coalesce(
            benefit_status.has_subsistence_allowance OR benefit_status.has_extreme_poverty_support
            OR benefit_status.has_near_dibao OR benefit_status.has_rigid_expenditure, FALSE
        )
            THEN place.low_income_medical_limit_fen
        ELSE place.other_medical_limit_fen
    END AS medical_self_paid_limit_fen,
    (place.medical_income_ratio_e6 * place_disposable_income.amount_fen + place.medical_income_carry) // 1000000
        AS medical_income_limit_fen,
    CAST(place.illness_multiple_e2 * CAST(0.01 AS DECIMAL(3, 2)) AS DECIMAL(8, 2)) AS illness_relief_multiple,
    place.illness_basis AS illness_relief_basis,
    CAST(place.income_loss_multiple_e2 * CAST(0.01 AS DECIMAL(3, 2)) AS DECIMAL(8, 2))
        AS income_loss_relief_multiple,
    place.income_loss_basis AS income_loss_relief_basis
FROM household
CROSS JOIN night
JOIN (
    SELECT
        household_id,
        CAST(sum(CASE WHEN is_income_known THEN 0 ELSE 1 END) AS INTEGER) AS unknown_count,
        CAST(sum(income_12m_lower_bound_fen) AS BIGINT) AS window_fen,
        CAST(sum(income_3m_lower_bound_fen) AS BIGINT) AS recent_fen,
        CAST(sum(income_previous_12m_lower_bound_fen) AS BIGINT) AS previous_fen,
        CAST(sum(medical_self_paid_year_fen) AS BIGINT) AS medical_self_paid_year_fen,
        CAST(max(medical_self_paid_year_fen) AS BIGINT) AS medical_self_paid_year_highest_fen
    FROM person_month
    WHERE is_counted
    GROUP BY household_id
) people ON people.household_id = household.household_id
LEFT JOIN place ON place.village_code = household.village_code
LEFT JOIN (
    SELECT
        household.household_id,
        household.urban_member_count * coalesce(place.urban_line_fen, CASE WHEN household.urban_member_count = 0 THEN 0 END)
        + household.rural_member_count * coalesce(place.rural_line_fen, CASE WHEN household.rural_member_count = 0 THEN 0 END)
            AS fen_per_month
    FROM household
    LEFT JOIN place ON place.village_code = household.village_code
) line ON line.household_id = household.household_id
LEFT JOIN benefit_status ON benefit_status.household_id = household.household_id
LEFT JOIN place_disposable_income
    ON place_disposable_income.village_code = household.village_code
    AND place_disposable_income.residence_class = household.residence_class
