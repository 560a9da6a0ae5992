/*
code       = "N05"
title_zh   = "医疗自付累计过高"
title      = "Medical self-payment beyond the line"
programme  = "temporary_assistance"
severity   = "orange"
valid_from = 2014-10-03
needs      = ["household_member", "medical_expense"]
parameters = ["subsistence_allowance_standard", "medical_self_paid_line"]
action_zh  = "入户核实收入、支出和医疗费用，符合条件的给予支出型临时救助，并转介医疗救助"
action     = "Visit; verify income, spending and medical expenses; temporary assistance and medical aid where due"
basis      = [
    { id = "LB07", cite = "国发〔2014〕47号", says = "因生活必需支出突然增加超出家庭承受能力的，给予临时救助" },
    { id = "LB14", cite = "国办发〔2021〕42号", says = "建立防范化解因病致贫返贫长效机制" },
]
reason_zh  = [
    "{year_from_on} 至 {as_of}，一名家庭成员医疗费用个人自付累计 {medical_self_paid_year_highest_member_cny} 元，",
    "达到预警界限 {medical_self_paid_limit_cny} 元，",
    "并超过上年度人均可支配收入（界限 {medical_income_limit_cny} 元），",
    "当地低保标准每人每月 {standard_cny_per_month} 元（{standard_valid_from} 起执行）。建议按 {relief_multiple} 倍{label_per_household_zh}给予临时救助：{standard_cny_per_month} × {relief_multiple} = {suggested_cny} 元。",
    "当地低保标准每人每月 {standard_cny_per_month} 元（{standard_valid_from} 起执行）。建议按 {relief_multiple} 倍{label_per_person_zh}给予临时救助：{standard_cny_per_month} × {relief_multiple} × {member_count} 人 = {suggested_cny} 元。",
]
reason     = [
    "From {year_from_on} to {as_of} one member of the household paid {medical_self_paid_year_highest_member_cny} yuan for treatment out of pocket, ",
    "reaching the warning limit of {medical_self_paid_limit_cny} yuan, ",
    "and more than last year's disposable income per head (limit {medical_income_limit_cny} yuan), ",
    "the local standard being {standard_cny_per_month} yuan per person and month (from {standard_valid_from}). Suggested: temporary assistance of {relief_multiple} times the standard {label_per_household}: {standard_cny_per_month} x {relief_multiple} = {suggested_cny} yuan.",
    "the local standard being {standard_cny_per_month} yuan per person and month (from {standard_valid_from}). Suggested: temporary assistance of {relief_multiple} times the standard {label_per_person}: {standard_cny_per_month} x {relief_multiple} x {member_count} people = {suggested_cny} yuan.",
]

A household one of whose members has paid more for treatment this calendar year than such a household can
carry, after insurance and aid. Suggested is a one-off payment of several months' standard, as in the case
this product starts from. The township verifies income, spending and bills at home; the authority decides.
*/
SELECT
    household_id,
    CASE
        WHEN illness_relief_basis = 'per_person' THEN illness_relief_multiple * standard_fen_per_month * member_count
        ELSE illness_relief_multiple * standard_fen_per_month
    END AS suggested_fen,
    illness_relief_multiple AS relief_multiple,
    illness_relief_basis AS relief_basis,
    standard_fen_per_month,
    standard_valid_from,
    as_of,
    year_from_on,
    medical_self_paid_year_highest_member_fen,
    CASE WHEN medical_self_paid_year_highest_member_fen >= medical_self_paid_limit_fen
        THEN medical_self_paid_limit_fen END AS medical_self_paid_limit_fen,
    CASE WHEN medical_self_paid_year_highest_member_fen >= medical_income_limit_fen
        THEN medical_income_limit_fen END AS medical_income_limit_fen,
    member_count,
    CASE WHEN illness_relief_basis = 'per_household' THEN '（按户）' END AS label_per_household_zh,
    CASE WHEN illness_relief_basis = 'per_person' THEN '（按人）' END AS label_per_person_zh,
    CASE WHEN illness_relief_basis = 'per_household' THEN 'for the household' END AS label_per_household,
    CASE WHEN illness_relief_basis = 'per_person' THEN 'for each person' END AS label_per_person,
    CASE WHEN medical_self_paid_year_highest_member_fen >= medical_income_limit_fen THEN 'red' ELSE 'orange' END
        AS severity
FROM household_month
WHERE
    medical_self_paid_year_highest_member_fen >= medical_self_paid_limit_fen
    OR (
        medical_income_limit_fen IS NOT NULL
        AND medical_self_paid_year_highest_member_fen >= medical_income_limit_fen
    )
