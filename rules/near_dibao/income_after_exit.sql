/*
code       = "N17"
title_zh   = "退出低保后收入回落"
title      = "Low income soon after leaving subsistence allowance"
programme  = "near_dibao"
severity   = "yellow"
valid_from = 2021-07-01
needs      = ["household_member", "benefit", "income"]
parameters = ["subsistence_allowance_standard", "near_dibao_ratio", "exit_watch_months"]
action_zh  = "入户核实，符合条件的协助认定低保边缘或者刚性支出困难家庭，或重新申请低保"
action     = "Visit; help to be recognised as near-dibao or in hardship from rigid expenditure, or to apply again"
ask_zh     = [
    "退出低保后家里收入怎么样，原来的工作还在不在",
    "现在生活有什么困难",
    "是否愿意重新申请，或申请低保边缘",
]
ask        = [
    "How income has been since the allowance ended; whether the work is still there",
    "What is hard now",
    "Whether they wish to apply again, or as near-dibao",
]
cause      = ["subsistence_ended_on"]
basis      = [
    { id = "LB02", cite = "民发〔2021〕57号", says = "对最低生活保障家庭实行动态管理，家庭情况变化的及时重新核查" },
    { id = "LB05", cite = "民办函〔2024〕31号", says = "加强低收入人口认定和动态监测" },
]
reason_zh  = [
    "{subsistence_ended_on} 退出低保，{exit_watch_from_on} 以来仍在跟踪期内；{income_12m_from_on} 至 {income_12m_to_on} 家庭可计入收入 {income_12m_cny} 元，低于低保边缘线 {near_dibao_limit_12m_cny} 元，未认定为其他救助对象。",
]
reason     = [
    "Left subsistence allowance on {subsistence_ended_on}, within the watch that reaches back to {exit_watch_from_on}; from {income_12m_from_on} to {income_12m_to_on} the household's counted income was {income_12m_cny} yuan, below the near-dibao line of {near_dibao_limit_12m_cny} yuan, and it is recognised in no other way.",
]

A household that left subsistence allowance some months ago, is in no other programme and earns less than the
near-dibao line. Only a household whose whole income is known is judged. The township visits.
*/
SELECT
    household_id,
    subsistence_ended_on,
    exit_watch_from_on,
    income_12m_from_on,
    income_12m_to_on,
    income_12m_fen,
    near_dibao_limit_12m_fen
FROM household_month
WHERE
    subsistence_ended_on IS NOT NULL
    AND subsistence_ended_on >= exit_watch_from_on
    AND NOT has_subsistence_allowance
    AND NOT has_extreme_poverty_support
    AND NOT has_near_dibao
    AND NOT has_rigid_expenditure
    AND income_12m_fen < near_dibao_limit_12m_fen
