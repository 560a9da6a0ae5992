/*
code       = "N07"
title_zh   = "教育负担过重"
title      = "School fees beyond the line"
programme  = "temporary_assistance"
severity   = "yellow"
relief     = "education"
valid_from = 2014-10-03
needs      = ["household_member", "education"]
parameters = ["education_line"]
action_zh  = "入户核实学费和资助情况，转介教育部门资助，符合条件的给予支出型临时救助"
action     = "Visit; verify fees and aid; refer to the education department; temporary assistance where it is due"
ask_zh     = [
    "学费、住宿费一年要交多少，看缴费单",
    "申请过助学金、助学贷款或减免没有",
    "孩子有没有因为钱打算不读",
]
ask        = [
    "What fees and lodging cost a year: see the bills",
    "Whether a grant, a loan or a waiver was applied for",
    "Whether the child thinks of leaving school for want of money",
]
cause      = ["school_year_on"]
grows      = "education_self_paid_fen"
basis      = [
    { id = "LB07", cite = "国发〔2014〕47号", says = "因生活必需支出突然增加超出家庭承受能力的，给予临时救助" },
]
reason_zh  = [
    "一名成员（{label_stage_zh}）{school_year_on} 起的学年，学费等费用扣除资助后自付 {education_self_paid_cny} 元，达到预警界限 {education_self_paid_limit_cny} 元。",
]
reason     = [
    "In the school year from {school_year_on} the family of a member ({label_stage}) pays {education_self_paid_cny} yuan of fees after aid, reaching the warning limit of {education_self_paid_limit_cny} yuan.",
]

A member at school or university whose fees of the current school year, less all aid, are more than such a family
can carry. Suggested is aid by the school and a one-off payment. The township verifies; the authority decides.
*/
SELECT
    person_no,
    household_id,
    school_year_on,
    education_stage,
    education_self_paid_fen,
    education_self_paid_limit_fen,
    CASE education_stage
        WHEN 'preschool' THEN '学前' WHEN 'primary' THEN '小学' WHEN 'lower_secondary' THEN '初中'
        WHEN 'upper_secondary' THEN '高中' WHEN 'vocational' THEN '中职' WHEN 'college' THEN '大专'
        WHEN 'undergraduate' THEN '本科' WHEN 'postgraduate' THEN '研究生' WHEN 'special' THEN '特殊教育' ELSE '在读'
    END AS label_stage_zh,
    CASE education_stage
        WHEN 'primary' THEN 'primary school' WHEN 'lower_secondary' THEN 'lower secondary school'
        WHEN 'upper_secondary' THEN 'upper secondary school' WHEN 'vocational' THEN 'vocational school'
        WHEN 'special' THEN 'special school' ELSE COALESCE(education_stage, 'at school')
    END AS label_stage
FROM person_month
WHERE
    is_counted
    AND school_year_on IS NOT NULL
    AND education_self_paid_fen >= education_self_paid_limit_fen
