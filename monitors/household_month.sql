-- One household on one night: every signal a rule may read.
-- One row per household with a living member, and per person outside the register who asked for help here. An income
-- that is not wholly known is null, never a smaller sum; what is known of it stands beside as a lower bound.
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
    household.has_local_member,
    household.is_in_register,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_subsistence_allowance, FALSE) END AS has_subsistence_allowance,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_extreme_poverty_support, FALSE) END AS has_extreme_poverty_support,
    CASE WHEN night.is_benefit_delivered THEN coalesce(benefit_status.has_near_dibao, FALSE) END AS has_near_dibao,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_rigid_expenditure, FALSE) END AS has_rigid_expenditure,
    CASE WHEN night.is_benefit_delivered
        THEN coalesce(benefit_status.has_poverty_return_watch, FALSE) END AS has_poverty_return_watch,
    household_exit.subsistence_ended_on,
    household_exit.exit_watch_from_on,
    household_review.reviewed_on,
    household_review.review_due_on,
    night.window_from AS income_12m_from_on,
    night.window_end AS income_12m_to_on,
    household_income.income_12m_fen,
    household_income.income_12m_lower_bound_fen,
    household_income.income_deducted_12m_fen,
    household_income.obligor_support_12m_fen,
    household_income.income_unknown_member_count,
    CAST(night.undelivered_12m_count AS INTEGER) AS income_undelivered_month_count,
    household_income.income_3m_fen,
    household_income.income_previous_12m_fen,
    household_income.income_over_months,
    household_limit.income_over_limit_months,
    household_income.work_started_on,
    household_income.expected_allowance_fen_per_month,
    household_limit.standard_fen_per_month,
    household_limit.standard_valid_from,
    household_limit.subsistence_line_fen_per_month,
    household_limit.subsistence_limit_12m_fen,
    household_limit.half_subsistence_limit_12m_fen,
    household_limit.near_dibao_limit_12m_fen,
    household_limit.near_dibao_limit_3m_fen,
    household_income.income_drop_limit_3m_fen,
    household_rigid.disposable_income_limit_12m_fen,
    household_rigid.rigid_expenditure_12m_fen,
    household_rigid.rigid_medical_12m_fen,
    household_rigid.rigid_education_12m_fen,
    household_rigid.rigid_expenditure_limit_12m_fen,
    household_medical.medical_self_paid_year_fen,
    household_medical.medical_self_paid_year_highest_member_fen,
    household_limit.medical_self_paid_limit_fen,
    household_limit.medical_income_limit_fen,
    coalesce(household_property.is_over_subsistence_property, FALSE) AS is_over_subsistence_property,
    coalesce(household_property.is_over_near_dibao_property, FALSE) AS is_over_near_dibao_property,
    coalesce(household_property.is_over_rigid_property, FALSE) AS is_over_rigid_property,
    household_property.financial_assets_fen,
    household_property.financial_assets_limit_fen,
    household_property.vehicle_value_fen,
    household_property.vehicle_limit_fen,
    household_property.dwelling_count,
    household_property.dwelling_limit_count,
    household_property.business_capital_fen,
    household_property.business_capital_limit_fen,
    household_breadwinner.breadwinner_lost_on,
    household_breadwinner.breadwinner_income_12m_fen,
    household_breadwinner.breadwinner_limit_12m_fen,
    household_help.help_request_no,
    household_help.help_requested_on,
    household_help.help_need,
    household_service.service_need_no,
    household_service.service_need_on,
    household_service.service_need_kind,
    household_finding.visit_finding_on,
    household_finding.visit_finding_kind,
    household_finding.visit_finding_level,
    coalesce(household_service.is_child_alone, FALSE) AS is_child_alone,
    coalesce(household_service.is_elder_alone, FALSE) AS is_elder_alone,
    household_utility.utility_usage,
    household_utility.utility_usage_limit,
    household_utility.utility_arrears_months,
    household_utility.utility_arrears_limit_months,
    household_weak_signal.points_income_near,
    household_weak_signal.points_medical,
    household_weak_signal.points_education,
    household_weak_signal.points_income_fall,
    household_weak_signal.points_no_work,
    household_weak_signal.points_severe_disability,
    household_weak_signal.points_elder_alone,
    household_weak_signal.points_utility,
    household_weak_signal.signal_points,
    household_weak_signal.signal_points_limit,
    confirmed_need.confirmed_cause,
    confirmed_need.confirmed_on,
    confirmed_need.confirmed_warning_id,
    confirmed_need.confirmed_is_small_fast
FROM household
CROSS JOIN night
LEFT JOIN household_exit ON household_exit.household_id = household.household_id
LEFT JOIN household_breadwinner ON household_breadwinner.household_id = household.household_id
LEFT JOIN household_help ON household_help.household_id = household.household_id
LEFT JOIN household_finding ON household_finding.household_id = household.household_id
LEFT JOIN confirmed_need ON confirmed_need.household_id = household.household_id
LEFT JOIN household_service ON household_service.household_id = household.household_id
LEFT JOIN household_review ON household_review.household_id = household.household_id
LEFT JOIN household_utility ON household_utility.household_id = household.household_id
LEFT JOIN benefit_status ON benefit_status.household_id = household.household_id
JOIN household_income ON household_income.household_id = household.household_id
JOIN household_limit ON household_limit.household_id = household.household_id
LEFT JOIN household_medical ON household_medical.household_id = household.household_id
LEFT JOIN household_rigid ON household_rigid.household_id = household.household_id
LEFT JOIN household_property ON household_property.household_id = household.household_id
LEFT JOIN household_weak_signal ON household_weak_signal.household_id = household.household_id
