/*
code       = "N04"
title_zh   = "刚性支出困难疑似"
title      = "Rigid expenditure beyond the share of income"
programme  = "rigid_expenditure"
severity   = "orange"
valid_from = 2024-10-24
needs      = ["household_member", "benefit", "income", "medical_expense", "disposable_income"]
needs_any  = ["medical_expense", "education"]
parameters = ["rigid_share", "rigid_item", "rigid_income_ratio"]
action_zh  = "入户核实收入和刚性支出，符合条件的协助申请认定刚性支出困难家庭，并给予支出型临时救助"
action     = "Visit; verify income and spending; help to apply for recognition, and temporary assistance where it is due"
ask_zh     = [
    "今年看病、上学等自己付了多少，有没有票据",
    "还有哪些报销、资助没有办",
    "是否因此借款、变卖东西或停药停学",
]
ask        = [
    "What was paid for treatment and school, and with what receipts",
    "What could still be reimbursed or aided",
    "Whether money was borrowed, things sold, treatment or school given up",
]
grows      = "rigid_expenditure_12m_fen"
basis      = [
    { id = "LB06", cite = "民发〔2024〕57号", says = "人均收入低于上年度当地人均可支配收入、财产符合规定、刚性支出超过收入一定比例的，认定为刚性支出困难家庭" },
    { id = "LB07", cite = "国发〔2014〕47号", says = "因生活必需支出突然增加超出家庭承受能力的，给予临时救助" },
]
reason_zh  = [
    "{income_12m_from_on} 至 {income_12m_to_on} 家庭可计入收入 {income_12m_cny} 元，低于上年度人均可支配收入（全户界限 {disposable_income_limit_12m_cny} 元）；同期刚性支出 {rigid_expenditure_12m_cny} 元，达到收入占比界限 {rigid_expenditure_limit_12m_cny} 元。",
    "其中医疗 {rigid_medical_12m_cny} 元。",
    "其中教育 {rigid_education_12m_cny} 元。",
]
reason     = [
    "From {income_12m_from_on} to {income_12m_to_on} the household's counted income was {income_12m_cny} yuan, below last year's disposable income (limit for the household {disposable_income_limit_12m_cny} yuan); its rigid spending of {rigid_expenditure_12m_cny} yuan reaches the limit of {rigid_expenditure_limit_12m_cny} yuan set by its income. ",
    "Of this for treatment: {rigid_medical_12m_cny} yuan. ",
    "Of this for schooling: {rigid_education_12m_cny} yuan.",
]

A household in no programme whose income is below last year's disposable income per head, and of which treatment,
schooling and what else the locality counts took more than the locality's share. Temporary assistance is
suggested for the greater of the two. Registration is no part of it: who is registered elsewhere is referred.
*/
SELECT
    household_id,
    income_12m_from_on,
    income_12m_to_on,
    income_12m_fen,
    disposable_income_limit_12m_fen,
    rigid_expenditure_12m_fen,
    rigid_expenditure_limit_12m_fen,
    CASE WHEN rigid_medical_12m_fen >= 1 THEN rigid_medical_12m_fen END AS rigid_medical_12m_fen,
    CASE WHEN rigid_education_12m_fen >= 1 THEN rigid_education_12m_fen END AS rigid_education_12m_fen,
    CASE WHEN rigid_medical_12m_fen < rigid_education_12m_fen THEN 'education' ELSE 'illness' END AS relief_cause
FROM household_month
WHERE
    NOT has_subsistence_allowance
    AND NOT has_extreme_poverty_support
    AND NOT has_near_dibao
    AND NOT has_rigid_expenditure
    AND NOT is_over_rigid_property
    AND income_12m_fen < disposable_income_limit_12m_fen
    AND rigid_expenditure_12m_fen >= 1
    AND rigid_expenditure_12m_fen >= rigid_expenditure_limit_12m_fen
