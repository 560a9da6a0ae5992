/*
code       = "N12"
title_zh   = "特困疑似"
title      = "Neither ability to work, nor means, nor anyone obliged to support"
programme  = "extreme_poverty_support"
severity   = "red"
valid_from = 2021-07-01
needs      = ["household_member", "benefit", "income"]
needs_any  = ["household_member", "disability", "support_obligor"]
parameters = ["subsistence_allowance_standard", "subsistence_ratio", "unable_from_age", "unable_below_age"]
action_zh  = "入户核实劳动能力、生活来源和法定义务人情况，符合条件的协助申请特困人员救助供养"
action     = "Visit; verify ability, means and relatives; help to apply for extreme-poverty support where it is due"
ask_zh     = [
    "本人能不能干活，平时生活能不能自理",
    "靠什么生活，每月有多少收入",
    "有没有子女或其他应当赡养、抚养的人，他们有没有能力",
]
ask        = [
    "Whether the person can work and look after itself",
    "On what the person lives, and what comes in a month",
    "Whether there are children or others obliged to support, and whether they could",
]
basis      = [
    { id = "LB03", cite = "民发〔2021〕43号", says = "无劳动能力、无生活来源、无法定赡养抚养扶养义务人或者其义务人无履行义务能力的，依法纳入特困人员救助供养" },
]
reason_zh  = [
    "一名 {age_years} 岁成员按年龄或残疾等级无劳动能力，家庭无有劳动能力的成员；家庭12个月可计入收入 {household_income_12m_cny} 元，低于低保线 {household_subsistence_limit_12m_cny} 元；未在享特困供养。",
    "{label_obligor_zh}",
]
reason     = [
    "A member aged {age_years} is unable to work by age or disability, and so is the whole household; its counted income of twelve months was {household_income_12m_cny} yuan, below the subsistence line of {household_subsistence_limit_12m_cny} yuan; no extreme-poverty support is received. ",
    "{label_obligor}",
]

A person who cannot work, in a household where nobody can, whose income is known and below the subsistence line,
which owns nothing known to break the property limit, and whom no relative is known to be able to support. Where
nothing is known of relatives it is yellow: the visit asks.
An orphan's support excludes this one. The township verifies all three grounds; the county decides.
*/
SELECT
    person_no,
    household_id,
    age_years,
    household_income_12m_fen,
    household_subsistence_limit_12m_fen,
    has_able_obligor,
    CASE WHEN has_able_obligor IS NULL THEN '法定义务人情况不明，请核实。' ELSE '已知法定义务人均无履行义务能力。' END
        AS label_obligor_zh,
    CASE WHEN has_able_obligor IS NULL THEN 'Nothing is known of relatives obliged to support: please find out.'
        ELSE 'None of the relatives known could support.' END AS label_obligor,
    CASE WHEN has_able_obligor IS NULL THEN 'yellow' ELSE 'red' END AS severity
FROM person_month
WHERE
    is_counted
    AND has_local_member
    AND NOT has_extreme_poverty_support
    AND NOT has_orphan_benefit
    AND NOT has_working_ability
    AND NOT is_over_subsistence_property
    AND household_able_member_count < 1
    AND household_income_12m_fen < household_subsistence_limit_12m_fen
    AND (has_able_obligor IS NULL OR NOT has_able_obligor)
