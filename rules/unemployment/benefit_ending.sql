/*
code       = "N20"
title_zh   = "失业保险金将到期"
title      = "Unemployment benefit is ending"
programme  = "unemployment"
severity   = "blue"
valid_from = 2021-07-01
needs      = ["household_member", "income", "employment"]
parameters = ["subsistence_allowance_standard", "near_dibao_ratio", "unemployment_ending_days"]
action_zh  = "转介就业服务，提前了解家庭情况，告知可以申请的救助"
action     = "Refer to the employment service; ask how the family will live; tell what may be applied for"
ask_zh     = [
    "失业保险金什么时候到期，有没有找到工作",
    "到期后家里靠什么生活",
    "需不需要就业服务，是否知道可以申请哪些救助",
]
ask        = [
    "When the benefit ends, and whether work was found",
    "On what the family will live then",
    "Whether job services are wanted, and what may be applied for is known",
]
cause      = ["unemployment_benefit_until_on"]
basis      = [
    { id = "LB15", cite = "失业保险条例", says = "失业保险金按缴费年限在规定期限内发放，期满停发" },
    { id = "LB02", cite = "民发〔2021〕57号第六条", says = "发现可能符合条件的家庭，应当主动告知" },
]
reason_zh  = [
    "一名成员的失业保险金将于 {unemployment_benefit_until_on} 到期；不计这笔失业保险金，家庭近 {recent_months} 个月收入 {household_income_3m_without_benefit_cny} 元，低于低保边缘线 {household_near_dibao_limit_3m_cny} 元。",
]
reason     = [
    "A member's unemployment benefit ends on {unemployment_benefit_until_on}; without it the household's income of the last {recent_months} months was {household_income_3m_without_benefit_cny} yuan, below the near-dibao line of {household_near_dibao_limit_3m_cny} yuan.",
]

A person whose unemployment benefit ends within days, in a household that without it would have been below the
near-dibao line in the last three months. Only a household whose income is known is judged. Nobody is in need yet.
*/
SELECT
    person_no,
    household_id,
    3 AS recent_months,
    unemployment_benefit_until_on,
    unemployment_watch_to_on,
    household_income_3m_without_benefit_fen,
    household_near_dibao_limit_3m_fen
FROM person_month
WHERE
    is_counted
    AND has_unemployment_benefit
    AND unemployment_benefit_until_on IS NOT NULL
    AND unemployment_watch_to_on >= unemployment_benefit_until_on
    AND household_income_3m_without_benefit_fen < household_near_dibao_limit_3m_fen
