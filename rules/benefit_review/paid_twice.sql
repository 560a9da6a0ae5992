/*
code       = "X02"
title_zh   = "重复领取"
title      = "Paid twice, or two benefits that exclude each other"
programme  = "benefit_review"
severity   = "red"
valid_from = 2014-05-01
needs      = ["household_member", "benefit"]
needs_any  = ["benefit", "benefit_payment"]
parameters = []
action_zh  = "核实哪一项待遇正确、是否属于补发；由确认机关作出决定"
action     = "Verify which is right and whether arrears were paid; the confirming authority decides"
ask_zh     = [
    "本人实际收到几笔，是补发还是同一个月发了两次",
    "存折或银行卡的入账记录是否相符",
    "是否在两个地方或两户同时登记",
]
ask        = [
    "How many payments really came, and whether one was arrears",
    "Whether the bank book shows the same",
    "Whether the person is registered in two places or two households",
]
cause      = ["duplicate_payment_month_on", "duplicate_payment_benefit", "exclusive_benefits"]
basis      = [
    { id = "LB01", cite = "社会救助暂行办法第十三条", says = "对获得救助家庭的状况定期核查，情况发生变化的及时作出决定" },
    { id = "LB03", cite = "民发〔2021〕43号", says = "选择纳入孤儿、事实无人抚养儿童基本生活保障范围的，不再认定为特困人员" },
]
reason_zh  = [
    "一名成员 {duplicate_payment_month_on} 当月的{label_benefit_zh}发放了 {duplicate_payment_count} 次。",
    "一名成员同时在享互斥待遇：{label_exclusive_zh}。",
    "核实前不停发、不追缴。",
]
reason     = [
    "For the month of {duplicate_payment_month_on} a member was paid {label_benefit} {duplicate_payment_count} times. ",
    "A member receives benefits that exclude each other: {label_exclusive}. ",
    "Nothing is stopped or recovered before it is verified.",
]

A person paid the same benefit for the same month in two places or households, or receiving two benefits of which
one excludes the other. Arrears may look like it. The township verifies and the confirming authority decides.
*/
SELECT
    person_no,
    household_id,
    duplicate_payment_month_on,
    duplicate_payment_benefit,
    duplicate_payment_count,
    exclusive_benefits,
    CASE duplicate_payment_benefit
        WHEN 'subsistence_allowance' THEN '低保金' WHEN 'extreme_poverty_support' THEN '特困供养金'
        WHEN 'disability_living_subsidy' THEN '残疾人生活补贴' WHEN 'disability_care_subsidy' THEN '残疾人护理补贴'
        WHEN 'orphan' THEN '孤儿基本生活费' WHEN 'unattended_child' THEN '事实无人抚养儿童基本生活补贴'
        WHEN 'price_subsidy' THEN '价格临时补贴' ELSE '同一待遇'
    END AS label_benefit_zh,
    CASE duplicate_payment_benefit
        WHEN 'subsistence_allowance' THEN 'subsistence allowance' WHEN 'orphan' THEN 'orphan support'
        WHEN 'extreme_poverty_support' THEN 'extreme-poverty support' WHEN 'price_subsidy' THEN 'the price subsidy'
        WHEN 'disability_living_subsidy' THEN 'the disability living subsidy'
        WHEN 'disability_care_subsidy' THEN 'the disability care subsidy'
        WHEN 'unattended_child' THEN 'the support of unattended children' ELSE 'one benefit'
    END AS label_benefit,
    CASE exclusive_benefits
        WHEN 'subsistence_allowance.extreme_poverty_support' THEN '低保与特困供养'
        WHEN 'extreme_poverty_support.orphan' THEN '特困供养与孤儿保障'
        WHEN 'extreme_poverty_support.disability_living_subsidy' THEN '特困供养与残疾人生活补贴' ELSE exclusive_benefits
    END AS label_exclusive_zh,
    CASE exclusive_benefits
        WHEN 'subsistence_allowance.extreme_poverty_support' THEN 'subsistence allowance and extreme-poverty support'
        WHEN 'extreme_poverty_support.orphan' THEN 'extreme-poverty support and orphan support'
        WHEN 'extreme_poverty_support.disability_living_subsidy'
        THEN 'extreme-poverty support and the disability living subsidy' ELSE exclusive_benefits
    END AS label_exclusive
FROM person_month
WHERE
    duplicate_payment_month_on IS NOT NULL
    OR exclusive_benefits IS NOT NULL
