/*
code       = "X03"
title_zh   = "收入超标"
title      = "Income at or above the line for months, on subsistence allowance"
programme  = "benefit_review"
severity   = "orange"
valid_from = 2021-07-01
needs      = ["household_member", "benefit", "income"]
parameters = ["subsistence_allowance_standard", "subsistence_ratio", "over_income_months"]
action_zh  = "入户复核实际收入；因就业超过的核实渐退期，由确认机关作出决定，并同时核对低保边缘条件"
action     = "Visit; review the income really paid; grace where it comes from work; the confirming authority decides; test for near-dibao at once"
ask_zh     = [
    "家里现在谁在干活，干什么活，一个月实际拿到多少",
    "这份工作或收入能不能长久",
    "家里有没有新增的大笔开支",
]
ask        = [
    "Who works now, at what, and what is really paid a month",
    "Whether the work or income will last",
    "Whether there is a new heavy expense",
]
basis      = [
    { id = "LB01", cite = "社会救助暂行办法第十三条", says = "家庭收入状况发生变化的，应当及时决定增发、减发或者停发；决定停发的，书面说明理由" },
    { id = "LB02", cite = "民发〔2021〕57号", says = "家庭成员就业后收入超过低保标准的，可以给予一定时间的渐退期" },
]
reason_zh  = [
    "在享低保家庭已连续 {income_over_months} 个滚动12个月窗口（界限 {income_over_limit_months} 个）的实发收入不低于低保线。",
    "{income_12m_from_on} 至 {income_12m_to_on} 可计入收入 {income_12m_cny} 元，低保线 {subsistence_limit_12m_cny} 元。",
    "一名成员于 {work_started_on} 就业，仍在渐退期内。",
    "核实前不停发、不减发。",
]
reason     = [
    "The household receives subsistence allowance; in each of the last {income_over_months} rolling twelve-month windows (limit {income_over_limit_months}) the income really paid was not below its line. ",
    "From {income_12m_from_on} to {income_12m_to_on} its counted income was {income_12m_cny} yuan, its line {subsistence_limit_12m_cny} yuan. ",
    "A member took up work on {work_started_on} and is within the period of grace. ",
    "Nothing is stopped or reduced before it is verified.",
]

A household on subsistence allowance whose income, counting only what was really paid, has not been below its line
for several twelve-month windows in a row. Where a member took up work within the period of grace it is yellow.
The township reviews; the confirming authority decides in writing.
*/
SELECT
    household_id,
    income_over_months,
    income_over_limit_months,
    income_12m_from_on,
    income_12m_to_on,
    income_12m_fen,
    subsistence_limit_12m_fen,
    work_started_on,
    CASE WHEN work_started_on IS NOT NULL THEN 'yellow' ELSE 'orange' END AS severity
FROM household_month
WHERE
    has_subsistence_allowance
    AND income_over_months >= income_over_limit_months
