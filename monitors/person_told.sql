-- What is told of some people only, one row per person who is listed; the rarest first. A join that finds nobody for most leaves its rows in scraps;
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
