/*
code       = "R03"
title_zh   = "一次性生活补贴"
title      = "One-time living subsidy"
programme  = "one_time_subsidy"
severity   = "blue"
gives      = "payment"
valid_from = 2022-01-01
needs      = ["household_member", "benefit"]
parameters = []
action_zh  = "按通知审批发放一次性生活补贴"
action     = "Approve and pay the one-time subsidy as the notice says"
basis      = [
    { id = "LB10", cite = "民政部、财政部 2022-06-02 通知", says = "为低保对象、特困人员等增发一次性生活补贴" },
]
reason_zh  = [
    "按 {subsidy_valid_from} 起执行的通知，建议发放一次性生活补贴 {suggested_cny} 元。",
    "同属 {subsidy_group_count} 类对象，只发一份。",
]
reason     = [
    "By the notice in force from {subsidy_valid_from} a one-time living subsidy of {suggested_cny} yuan is suggested. ",
    "The person belongs to {subsidy_group_count} groups and is paid once. ",
]

Everyone in a group that a notice in force names, once a person, however many of the lists the person stands on.
*/
SELECT
    person_no,
    household_id,
    subsidy_fen AS suggested_fen,
    subsidy_group AS category,
    subsidy_valid_from,
    CASE WHEN subsidy_group_count >= 2 THEN subsidy_group_count END AS subsidy_group_count
FROM person_month
WHERE
    subsidy_fen IS NOT NULL
    AND subsidy_group_count >= 1
