/*
code       = "N08"
title_zh   = "收入骤减"
title      = "Sharp drop of income"
programme  = "temporary_assistance"
severity   = "orange"
relief     = "income_loss"
valid_from = 2014-10-03
needs      = ["household_member", "income"]
parameters = ["subsistence_allowance_standard", "near_dibao_ratio", "income_drop_ratio"]
action_zh  = "入户核实收入变化，符合条件的给予急难型临时救助；在享低保的重新核算保障金额"
action     = "Visit; verify the loss; emergency assistance where due; recompute a running subsistence allowance"
ask_zh     = [
    "最近几个月为什么收入少了（停工、生病、歇业等）",
    "这种情况还要持续多久，有没有找到别的活",
    "现在靠什么生活，有没有借债",
]
ask        = [
    "Why less came in these months (laid off, illness, closed business)",
    "How long it will last, and whether other work was found",
    "On what they live now, and whether in debt",
]
basis      = [
    { id = "LB07", cite = "国发〔2014〕47号", says = "遭遇突发事件导致基本生活陷入困境的，给予临时救助" },
    { id = "LB10", cite = "民政部、财政部 2022-06-02 通知", says = "对基本生活陷入困境的家庭和个人及时给予临时救助" },
]
reason_zh  = [
    "截至 {income_12m_to_on} 的最近 {recent_months} 个月家庭收入 {income_3m_cny} 元，此前 {former_months} 个月收入 {income_previous_12m_cny} 元，月均收入骤减（骤减界限 {income_drop_limit_3m_cny} 元），且低于低保边缘线 {near_dibao_limit_3m_cny} 元。",
]
reason     = [
    "In the {recent_months} months up to {income_12m_to_on} the household earned {income_3m_cny} yuan, in the {former_months} months before {income_previous_12m_cny} yuan: a sharp drop of the monthly mean (limit {income_drop_limit_3m_cny} yuan), and below the near-dibao line of {near_dibao_limit_3m_cny} yuan.",
]

A household whose mean monthly income of the last three months has fallen sharply against the twelve months
before, and now lies below the near-dibao line. It holds for households on subsistence allowance too. Only a
household whose fifteen months are wholly known can be judged.
*/
SELECT
    household_id,
    3 AS recent_months,
    12 AS former_months,
    income_12m_to_on,
    income_3m_fen,
    income_previous_12m_fen,
    income_drop_limit_3m_fen,
    near_dibao_limit_3m_fen
FROM household_month
WHERE
    income_previous_12m_fen >= 1
    AND income_3m_fen < income_drop_limit_3m_fen
    AND income_3m_fen < near_dibao_limit_3m_fen
