/*
code       = "M01"
title_zh   = "多项信号叠加"
title      = "Several weak signals together"
programme  = "composite"
severity   = "yellow"
valid_from = 2021-07-01
needs      = ["household_member", "benefit"]
needs_any  = ["income", "medical_expense", "education", "employment", "disability", "utility"]
parameters = ["signal_points", "composite_points"]
action_zh  = "入户了解家庭整体困难，按实际情况转介相应救助"
action     = "Visit; see the family's troubles as a whole; refer to whatever fits"
ask_zh     = [
    "家里眼下最难的是什么",
    "收入、看病、上学、水电各花多少，哪一项最吃力",
    "有没有人需要照料，谁在照料",
    "是否申请过救助，结果如何",
]
ask        = [
    "What is hardest now",
    "What comes in, and what treatment, school, water and power cost; which weighs most",
    "Whether somebody needs care, and who gives it",
    "Whether help was applied for, and with what result",
]
grows      = "signal_points"
basis      = [
    { id = "LB02", cite = "民发〔2021〕57号第六条", says = "发现可能符合条件的家庭，应当主动告知" },
    { id = "LB04", cite = "国办发〔2023〕39号", says = "加强低收入人口动态监测，及时预警、核查和处置" },
]
reason_zh  = [
    "多项弱信号合计 {signal_points} 分，达到界限 {signal_points_limit} 分：",
    "收入略高于低保边缘线 {points_income_near} 分；",
    "医疗自付较高 {points_medical} 分；",
    "教育自付较高 {points_education} 分；",
    "收入下降 {points_income_fall} 分；",
    "劳动年龄成员无业 {points_no_work} 分；",
    "成员重度残疾 {points_severe_disability} 分；",
    "老人独居 {points_elder_alone} 分；",
    "水电用量或欠费异常 {points_utility} 分；",
    "未在享低保和特困供养。",
]
reason     = [
    "Weak signals add up to {signal_points} points, reaching the limit of {signal_points_limit}: ",
    "income little above the near-dibao line {points_income_near}; ",
    "much paid for treatment {points_medical}; ",
    "much paid for school {points_education}; ",
    "income has fallen {points_income_fall}; ",
    "somebody of working age without work {points_no_work}; ",
    "somebody severely disabled {points_severe_disability}; ",
    "somebody old living alone {points_elder_alone}; ",
    "little power or water used, or bills unpaid {points_utility}; ",
    "neither subsistence allowance nor extreme-poverty support is received.",
]

A household none of whose signals alone reaches a line, but whose signals together reach the locality's number of
points. The points are a local table without legal force. The township looks at the family as a whole.
*/
SELECT
    household_id,
    signal_points,
    signal_points_limit,
    CASE WHEN points_income_near >= 1 THEN points_income_near END AS points_income_near,
    CASE WHEN points_medical >= 1 THEN points_medical END AS points_medical,
    CASE WHEN points_education >= 1 THEN points_education END AS points_education,
    CASE WHEN points_income_fall >= 1 THEN points_income_fall END AS points_income_fall,
    CASE WHEN points_no_work >= 1 THEN points_no_work END AS points_no_work,
    CASE WHEN points_severe_disability >= 1 THEN points_severe_disability END AS points_severe_disability,
    CASE WHEN points_elder_alone >= 1 THEN points_elder_alone END AS points_elder_alone,
    CASE WHEN points_utility >= 1 THEN points_utility END AS points_utility
FROM household_month
WHERE
    NOT has_subsistence_allowance
    AND NOT has_extreme_poverty_support
    AND signal_points >= signal_points_limit
