/*
code       = "N05"
title_zh   = "医疗自付累计过高"
title      = "Medical self-payment beyond the line"
programme  = "temporary_assistance"
severity   = "orange"
relief     = "illness"
valid_from = 2014-10-03
needs      = ["household_member", "medical_expense"]
parameters = ["medical_self_paid_line"]
action_zh  = "入户核实收入、支出和医疗费用，符合条件的给予支出型临时救助，并转介医疗救助"
action     = "Visit; verify income, spending and medical expenses; temporary assistance and medical aid where due"
ask_zh     = [
    "今年看病自己付了多少，有没有还没报销的",
    "是否因看病借款或停药",
    "后面还要不要继续治疗，大约要花多少",
    "有没有商业保险、募捐或亲友资助",
]
ask        = [
    "What was paid for treatment this year, and what is still to be reimbursed",
    "Whether money was borrowed or medicine stopped",
    "Whether treatment goes on and what it may cost",
    "Any private insurance, donations or help from relatives",
]
cause      = ["year_from_on"]
grows      = "medical_self_paid_year_highest_member_fen"
basis      = [
    { id = "LB07", cite = "国发〔2014〕47号", says = "因生活必需支出突然增加超出家庭承受能力的，给予临时救助" },
    { id = "LB14", cite = "国办发〔2021〕42号", says = "建立防范化解因病致贫返贫长效机制" },
]
reason_zh  = [
    "{year_from_on} 至 {as_of}，一名家庭成员医疗费用个人自付累计 {medical_self_paid_year_highest_member_cny} 元",
    "，达到预警界限 {medical_self_paid_limit_cny} 元",
    "，并超过上年度人均可支配收入（界限 {medical_income_limit_cny} 元）",
    "。",
]
reason     = [
    "From {year_from_on} to {as_of} one member of the household paid {medical_self_paid_year_highest_member_cny} yuan for treatment out of pocket",
    ", reaching the warning limit of {medical_self_paid_limit_cny} yuan",
    ", and more than last year's disposable income per head (limit {medical_income_limit_cny} yuan)",
    ".",
]

A household one of whose members has paid more for treatment this calendar year than such a household can
carry, after insurance and aid. Suggested is a one-off payment of several months' standard, as in the case
this product starts from. The township verifies income, spending and bills at home; the authority decides.
*/
SELECT
    household_id,
    as_of,
    year_from_on,
    medical_self_paid_year_highest_member_fen,
    CASE WHEN medical_self_paid_year_highest_member_fen >= medical_self_paid_limit_fen
        THEN medical_self_paid_limit_fen END AS medical_self_paid_limit_fen,
    CASE WHEN medical_self_paid_year_highest_member_fen >= medical_income_limit_fen
        THEN medical_income_limit_fen END AS medical_income_limit_fen,
    CASE WHEN medical_self_paid_year_highest_member_fen >= medical_income_limit_fen THEN 'red' ELSE 'orange' END
        AS severity
FROM household_month
WHERE
    medical_self_paid_year_highest_member_fen >= medical_self_paid_limit_fen
    OR (
        medical_income_limit_fen IS NOT NULL
        AND medical_self_paid_year_highest_member_fen >= medical_income_limit_fen
    )
