/*
code       = "N13"
title_zh   = "主要劳动力死亡或被羁押"
title      = "The breadwinner died or is in custody"
programme  = "temporary_assistance"
severity   = "orange"
relief     = "emergency"
valid_from = 2014-10-03
needs      = ["household_member", "income"]
needs_any  = ["death", "custody"]
parameters = ["breadwinner_share", "breadwinner_months"]
action_zh  = "入户核实，重新核算家庭收入，符合条件的给予急难型临时救助；有未成年子女的同时核实抚养情况"
action     = "Visit; recompute the income; emergency assistance where it is due; look after the children"
ask_zh     = [
    "是否属实，什么时候发生的",
    "家里现在靠谁挣钱，还剩多少积蓄或债务",
    "老人、孩子由谁照料，孩子是否还在上学",
]
ask        = [
    "Whether it is so, and since when",
    "Who earns now, and what savings or debts are left",
    "Who looks after the old and the children; whether they are still at school",
]
cause      = ["breadwinner_lost_on"]
basis      = [
    { id = "LB07", cite = "国发〔2014〕47号", says = "因家庭成员意外等原因导致基本生活暂时出现严重困难的，给予临时救助" },
]
reason_zh  = [
    "一名家庭成员于 {breadwinner_lost_on} 死亡或被长期羁押，此前 {former_months} 个月其收入 {breadwinner_income_12m_cny} 元，达到本户主要劳动力界限 {breadwinner_limit_12m_cny} 元。",
]
reason     = [
    "On {breadwinner_lost_on} a member died or went into long custody who had earned {breadwinner_income_12m_cny} yuan in the {former_months} months before, enough to be the household's breadwinner (limit {breadwinner_limit_12m_cny} yuan).",
]

A household that within the watched months lost the member who brought most of its income, by death or by custody
for half a year or more. Its income of the last twelve months does not show it yet. The township visits.
*/
SELECT
    household_id,
    12 AS former_months,
    breadwinner_lost_on,
    breadwinner_income_12m_fen,
    breadwinner_limit_12m_fen
FROM household_month
WHERE
    breadwinner_lost_on IS NOT NULL
    AND breadwinner_income_12m_fen >= 1
    AND breadwinner_income_12m_fen >= breadwinner_limit_12m_fen
