/*
code       = "N02"
title_zh   = "低保边缘疑似"
title      = "Income near the subsistence line"
programme  = "near_dibao"
severity   = "yellow"
valid_from = 2021-07-01
needs      = ["household_member", "benefit", "income"]
needs_any  = ["income", "property"]
parameters = ["subsistence_allowance_standard", "subsistence_ratio", "near_dibao_ratio"]
action_zh  = "入户核实，符合条件的协助申请认定低保边缘家庭"
action     = "Visit; help to apply for recognition as a near-dibao household where it is due"
ask_zh     = [
    "家里每个人现在干什么，一年下来实际拿到手多少",
    "看病、上学、房租等必须的开支有多少",
    "房子、车子、存款情况怎样",
]
ask        = [
    "What everybody does and really brought home in a year",
    "What treatment, school, rent and the like cost",
    "How it stands with house, car and savings",
]
basis      = [
    { id = "LB02", cite = "民发〔2021〕57号", says = "低保边缘家庭中的重残、重病人员可以单独提出低保申请" },
    { id = "LB05", cite = "民办函〔2024〕31号", says = "不符合低保条件，家庭人均收入低于当地低保标准1.5倍且财产符合规定的，认定为低保边缘家庭" },
    { id = "LB04", cite = "国办发〔2023〕39号", says = "加强低收入人口动态监测" },
]
reason_zh  = [
    "{income_12m_from_on} 至 {income_12m_to_on} 的 {income_window_months} 个月家庭可计入收入 {income_12m_cny} 元，{label_line_zh}本户低保线 {subsistence_limit_12m_cny} 元，低于低保边缘线 {near_dibao_limit_12m_cny} 元，未认定为低保边缘家庭。",
    "{label_property_zh}",
]
reason     = [
    "From {income_12m_from_on} to {income_12m_to_on} ({income_window_months} months) the household's counted income was {income_12m_cny} yuan: {label_line} its subsistence line of {subsistence_limit_12m_cny} yuan, and below the near-dibao line of {near_dibao_limit_12m_cny} yuan; it is not recognised as near-dibao.",
    "{label_property}",
]

A household that is in no programme yet and earns less than the near-dibao line without qualifying for subsistence
allowance: its income is not below that line, or it is and the household owns more than subsistence allowance
permits. Only a household whose whole income is known can be near the line. The township verifies.
*/
SELECT
    household_id,
    12 AS income_window_months,
    income_12m_from_on,
    income_12m_to_on,
    income_12m_fen,
    subsistence_limit_12m_fen,
    near_dibao_limit_12m_fen,
    is_over_subsistence_property,
    CASE WHEN income_12m_fen >= subsistence_limit_12m_fen THEN '不低于' ELSE '低于' END AS label_line_zh,
    CASE WHEN income_12m_fen >= subsistence_limit_12m_fen THEN 'not below' ELSE 'below' END AS label_line,
    CASE WHEN income_12m_fen < subsistence_limit_12m_fen THEN '已知财产超过低保限额，未超过低保边缘限额。' END
        AS label_property_zh,
    CASE WHEN income_12m_fen < subsistence_limit_12m_fen
        THEN ' What it owns is over the limit of subsistence allowance, not over that of near-dibao.' END
        AS label_property
FROM household_month
WHERE
    NOT has_subsistence_allowance
    AND NOT has_extreme_poverty_support
    AND NOT has_near_dibao
    AND has_local_member
    AND NOT is_over_near_dibao_property
    AND (income_12m_fen >= subsistence_limit_12m_fen OR is_over_subsistence_property)
    AND income_12m_fen < near_dibao_limit_12m_fen
