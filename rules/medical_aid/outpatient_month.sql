/*
code       = "N06"
title_zh   = "门诊慢特病月支出过高"
title      = "Outpatient self-payment of one month beyond the line"
programme  = "medical_aid"
severity   = "yellow"
valid_from = 2021-10-28
needs      = ["household_member", "medical_expense"]
parameters = ["outpatient_month_line"]
action_zh  = "入户了解病情和用药负担，转介医疗保障部门核对门诊慢特病待遇和医疗救助"
action     = "Visit; refer to the medical insurance department for chronic-disease cover and medical aid"
ask_zh     = [
    "每月买药看门诊要花多少，在哪里买",
    "是否办了门诊慢特病待遇",
    "有没有因为钱少吃药、停药",
]
ask        = [
    "What medicine and visits cost a month, and where it is bought",
    "Whether outpatient chronic-disease cover has been applied for",
    "Whether medicine is saved or stopped for want of money",
]
grows      = "outpatient_self_paid_month_fen"
basis      = [
    { id = "LB14", cite = "国办发〔2021〕42号", says = "对救助对象的门诊慢性病、特殊疾病费用给予救助，建立因病致贫返贫监测预警机制" },
]
reason_zh  = [
    "一名成员在 {outpatient_month_on} 起的一个自然月内，门诊和门诊慢特病个人自付 {outpatient_self_paid_month_cny} 元，达到预警界限 {outpatient_self_paid_limit_cny} 元。",
]
reason     = [
    "In the calendar month from {outpatient_month_on} a member paid {outpatient_self_paid_month_cny} yuan out of pocket for outpatient treatment, reaching the warning limit of {outpatient_self_paid_limit_cny} yuan.",
]

A member whose self-payment for outpatient and chronic treatment in one calendar month (the last full one, or this
one to date, whichever is higher) is too much for such a person. The township asks; medical insurance may help.
*/
SELECT
    person_no,
    household_id,
    outpatient_month_on,
    outpatient_self_paid_month_fen,
    outpatient_self_paid_limit_fen
FROM person_month
WHERE
    is_counted
    AND outpatient_self_paid_month_fen >= outpatient_self_paid_limit_fen
