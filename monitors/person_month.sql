-- One person on one night: every signal a rule may read.
-- One row per member in the register, the dead and the absent included (they are not counted, yet may still be
-- paid), and per numbered person outside the register who asked for help here.
WITH home AS (
    -- What holds for everybody who lives in a household.
    SELECT
        household.household_id,
        household.township_code,
        household.village_code,
        obligor_support.has_able_obligor,
        CASE WHEN night.is_benefit_delivered
            THEN coalesce(benefit_status.has_subsistence_allowance, FALSE) END AS has_subsistence_allowance,
        CASE WHEN night.is_benefit_delivered
            THEN coalesce(benefit_status.has_extreme_poverty_support, FALSE) END AS has_extreme_poverty_support,
        CASE WHEN night.is_benefit_delivered THEN coalesce(benefit_status.has_near_dibao, FALSE) END AS has_near_dibao,
        CASE WHEN night.is_benefit_delivered
            THEN coalesce(benefit_status.has_low_income_status, FALSE) END AS has_low_income_status,
        household.is_head_local,
        household.has_local_member,
        place_event.unemployment_watch_to_on,
        place_spending.outpatient_month_limit_fen AS outpatient_self_paid_limit_fen,
        place_spending.education_limit_fen AS education_self_paid_limit_fen,
        place_event.new_disability_from_on AS new_disability_from_on,
        place_household.single_person_share,
        place_household.child_age_limit_years,
        place_event.hazard_from_on,
        place_income.uninsured_limit_months,
        household_limit.standard_fen_per_month,
        household_limit.standard_valid_from,
        household_income.income_12m_fen AS household_income_12m_fen,
        household_income.income_3m_fen AS household_income_3m_fen,
        household_limit.subsistence_limit_12m_fen AS household_subsistence_limit_12m_fen,
        household_limit.near_dibao_limit_12m_fen AS household_near_dibao_limit_12m_fen,
        household_limit.near_dibao_limit_3m_fen AS household_near_dibao_limit_3m_fen,
        coalesce(household_property.is_over_subsistence_property, FALSE) AS is_over_subsistence_property,
        coalesce(household_property.is_over_near_dibao_property, FALSE) AS is_over_near_dibao_property
    FROM household
    CROSS JOIN night
    LEFT JOIN household_income ON household_income.household_id = household.household_id
    LEFT JOIN household_limit ON household_limit.household_id = household.household_id
    LEFT JOIN household_property ON household_property.household_id = household.household_id
    LEFT JOIN obligor_support ON obligor_support.household_id = household.household_id
    LEFT JOIN benefit_status ON benefit_status.household_id = household.household_id
    LEFT JOIN place_income ON place_income.village_code = household.village_code
    LEFT JOIN place_household ON place_household.village_code = household.village_code
    LEFT JOIN place_spending ON place_spending.village_code = household.village_code
    LEFT JOIN place_event ON place_event.village_code = household.village_code
),
told AS (
    -- What is told of some people only, the rarest first. A join that finds nobody for most leaves its rows in scraps;
    -- putting people in order gathers them again before the columns that all have.
    SELECT
        member.person_no,
        absence.kind AS absent_kind,
        absence.since_on AS absent_since_on,
        CASE WHEN night.is_benefit_delivered
            THEN coalesce(person_benefit.has_orphan_benefit, FALSE) END AS has_orphan_benefit,
        CASE WHEN night.is_benefit_delivered
            THEN coalesce(person_benefit.has_unattended_child_benefit, FALSE) END AS has_unattended_child_benefit,
        CASE WHEN night.is_benefit_delivered
            THEN coalesce(person_benefit.has_disability_living_subsidy, FALSE) END AS has_disability_living_subsidy,
        CASE WHEN night.is_benefit_delivered
            THEN coalesce(person_benefit.has_disability_care_subsidy, FALSE) END AS has_disability_care_subsidy,
        coalesce(person_employment.has_zero_income_event, FALSE) AS has_zero_income_event,
        coalesce(person_employment.has_unemployment_benefit, FALSE) AS has_unemployment_benefit,
        person_employment.unemployment_benefit_until_on,
        CASE WHEN night.is_medical_expense_delivered
            THEN coalesce(person_medical_expense.self_paid_year_fen, 0) END AS medical_self_paid_year_fen,
        person_medical_expense.outpatient_month_on,
        CASE WHEN night.is_medical_expense_delivered
            THEN coalesce(person_medical_expense.outpatient_month_fen, 0) END AS outpatient_self_paid_month_fen,
        person_medical_expense.serious_illness_on,
        person_education.school_year_on,
        person_education.stage AS education_stage,
        person_education.self_paid_fen AS education_self_paid_fen,
        -- Who stands in no list of a school has not left one.
        CASE WHEN night.is_education_delivered AND person_education.person_no IS NULL THEN FALSE
            ELSE person_education.has_left_school END AS has_left_school,
        person_disability.kind AS disability_kind,
        person_disability.level AS disability_level,
        person_disability.issued_on AS disability_issued_on,
        coalesce(person_disability.is_severe, FALSE) AS is_severely_disabled,
        coalesce(person_disability.is_single_person_ground, FALSE) AS is_single_person_ground,
        person_parent.lost_count AS parent_lost_count,
        person_parent.able_count AS parent_able_count,
        person_hazard.occurred_on AS hazard_on,
        person_hazard.kind AS hazard_kind,
        person_hazard.loss_fen AS hazard_loss_fen,
        -- Who has no status is entitled to nothing.
        CASE WHEN night.is_benefit_delivered AND person_entitlement.person_no IS NULL THEN FALSE
            ELSE person_entitlement.is_missing_living_subsidy END AS is_missing_living_subsidy,
        CASE WHEN night.is_benefit_delivered AND person_entitlement.person_no IS NULL THEN FALSE
            ELSE person_entitlement.is_missing_care_subsidy END AS is_missing_care_subsidy,
        CASE WHEN night.is_benefit_delivered AND person_entitlement.person_no IS NULL THEN FALSE
            ELSE person_entitlement.is_missing_education_aid END AS is_missing_education_aid,
        person_watch.person_no IS NOT NULL AS is_on_poverty_return_watch,
        person_watch.cause AS poverty_return_cause,
        person_duplicate.month_on AS duplicate_payment_month_on,
        person_duplicate.benefit AS duplicate_payment_benefit,
        person_duplicate.payment_count AS duplicate_payment_count,
        person_duplicate.exclusive_benefits,
        person_age_change.birthday_on AS review_birthday_on,
        person_age_change.years AS review_birthday_years,
        CASE WHEN night.is_benefit_delivered
            THEN coalesce(benefit_after_death.months_paid_after_death, 0) END AS months_paid_after_death,
        benefit_after_death.overpaid_fen AS overpaid_after_death_fen
    FROM member
    CROSS JOIN night
    LEFT JOIN absence ON absence.person_no = member.person_no
    LEFT JOIN person_hazard ON person_hazard.person_no = member.person_no
    LEFT JOIN person_watch ON person_watch.person_no = member.person_no
    LEFT JOIN person_duplicate ON person_duplicate.person_no = member.person_no
    LEFT JOIN person_age_change ON person_age_change.person_no = member.person_no
    LEFT JOIN benefit_after_death ON benefit_after_death.person_no = member.person_no
    LEFT JOIN person_benefit ON person_benefit.person_no = member.person_no
    LEFT JOIN person_employment ON person_employment.person_no = member.person_no
    LEFT JOIN person_medical_expense ON person_medical_expense.person_no = member.person_no
    LEFT JOIN person_education ON person_education.person_no = member.person_no
    LEFT JOIN person_disability ON person_disability.person_no = member.person_no
    LEFT JOIN person_parent ON person_parent.person_no = member.person_no
    LEFT JOIN person_entitlement ON person_entitlement.person_no = member.person_no
    ORDER BY member.person_no
)
SELECT
    member.person_no,
    member.household_id,
    night.as_of,
    home.township_code,
    home.village_code,
    member.residence_class,
    member.age_years,
    person_income.is_working_age,
    member.is_counted,
    told.absent_kind,
    told.absent_since_on,
    person_ability.has_working_ability,
    person_ability.household_able_member_count,
    home.has_able_obligor,
    home.has_subsistence_allowance,
    home.has_extreme_poverty_support,
    home.has_near_dibao,
    home.has_low_income_status,
    told.has_orphan_benefit,
    told.has_unattended_child_benefit,
    told.has_disability_living_subsidy,
    told.has_disability_care_subsidy,
    home.is_head_local,
    home.has_local_member,
    person_income.is_known AS is_income_known,
    person_income.income_12m_fen,
    person_income.months_without_income,
    told.has_zero_income_event,
    told.has_unemployment_benefit,
    told.unemployment_benefit_until_on,
    home.unemployment_watch_to_on,
    told.medical_self_paid_year_fen,
    told.outpatient_month_on,
    told.outpatient_self_paid_month_fen,
    home.outpatient_self_paid_limit_fen,
    told.serious_illness_on,
    told.school_year_on,
    told.education_stage,
    told.education_self_paid_fen,
    home.education_self_paid_limit_fen,
    told.has_left_school,
    told.disability_kind,
    told.disability_level,
    told.disability_issued_on,
    home.new_disability_from_on,
    told.is_severely_disabled,
    told.is_single_person_ground,
    home.single_person_share,
    told.parent_lost_count,
    told.parent_able_count,
    home.child_age_limit_years,
    told.hazard_on,
    told.hazard_kind,
    told.hazard_loss_fen,
    home.hazard_from_on,
    told.is_missing_living_subsidy,
    told.is_missing_care_subsidy,
    told.is_missing_education_aid,
    told.is_on_poverty_return_watch,
    told.poverty_return_cause,
    told.duplicate_payment_month_on,
    told.duplicate_payment_benefit,
    told.duplicate_payment_count,
    told.exclusive_benefits,
    told.review_birthday_on,
    told.review_birthday_years,
    member.died_on,
    told.months_paid_after_death,
    told.overpaid_after_death_fen,
    home.uninsured_limit_months,
    home.standard_fen_per_month,
    home.standard_valid_from,
    person_income.income_12m_lower_bound_fen,
    person_income.income_3m_lower_bound_fen,
    person_income.income_previous_12m_lower_bound_fen,
    home.household_income_12m_fen,
    home.household_income_3m_fen - person_income.unemployment_benefit_3m_fen
        AS household_income_3m_without_benefit_fen,
    home.household_subsistence_limit_12m_fen,
    home.household_near_dibao_limit_12m_fen,
    home.household_near_dibao_limit_3m_fen,
    home.is_over_subsistence_property,
    home.is_over_near_dibao_property,
    person_price.month_on AS price_month_on,
    person_price.cpi_yoy AS price_cpi_yoy,
    person_price.food_yoy AS price_food_yoy,
    person_price.is_started AS is_price_linkage_started,
    person_price.group_name AS price_group,
    person_price.group_count AS price_group_count,
    person_price.method AS price_method,
    person_price.standard_fen AS price_standard_fen_per_month,
    person_price.supplement_fen AS price_supplement_fen,
    person_subsidy.amount_fen AS subsidy_fen,
    person_subsidy.valid_from AS subsidy_valid_from,
    person_subsidy.group_name AS subsidy_group,
    person_subsidy.group_count AS subsidy_group_count
FROM told
CROSS JOIN night
JOIN member ON member.person_no = told.person_no
JOIN home ON home.household_id = member.household_id
JOIN person_income ON person_income.person_no = told.person_no
LEFT JOIN person_ability ON person_ability.person_no = told.person_no
LEFT JOIN person_price ON person_price.person_no = told.person_no
LEFT JOIN person_subsidy ON person_subsidy.person_no = told.person_no
