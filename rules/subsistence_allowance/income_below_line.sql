/*
code       = "N01"
title_zh   = "低保疑似未保"
title      = "Income below the subsistence line, not on subsistence allowance"
programme  = "subsistence_allowance"
severity   = "orange"
valid_from = 2014-05-01
needs      = ["household_member", "benefit", "income"]
needs_any  = ["income", "property"]
parameters = ["subsistence_allowance_standard", "subsistence_ratio", "subsistence_red_ratio"]
action_zh  = "入户核实，符合条件的协助申请低保"
action     = "Visit; help to apply for subsistence allowance where it is due"
ask_zh     = [
    "家里每个人现在干什么，一年下来实际拿到手多少",
    "有没有没登记的收入（打零工、种养、子女给钱）",
    "房子、车子、存款情况怎样",
    "是否愿意申请低保，有没有人告诉过怎么办",
]
ask        = [
    "What everybody does and really brought home in a year",
    "Any income not registered (odd jobs, farming, money from children)",
    "How it stands with house, car and savings",
    "Whether they wish to apply, and were ever told how",
]
basis      = [
    { id = "LB01", cite = "社会救助暂行办法第九条", says = "共同生活的家庭成员人均收入低于当地最低生活保障标准的，给予最低生活保障" },
    { id = "LB02", cite = "民发〔2021〕57号第六条", says = "发现可能符合条件的家庭，应当主动告知" },
]
reason_zh  = [
    "{income_12m_from_on} 至 {income_12m_to_on} 的 {income_window_months} 个月家庭可计入收入 {income_12m_cny} 元，低于本户低保线 {subsistence_limit_12m_cny} 元（每月 {subsistence_line_cny_per_month} 元 × {income_window_months}），相差 {shortfall_12m_cny} 元，未在享低保。",
    "按差额测算，每月保障金约 {expected_allowance_cny_per_month} 元，仅供核查参考。",
    "{income_12m_from_on} 至 {income_12m_to_on} 的 {income_window_months} 个月已知家庭收入 {income_12m_lower_bound_cny} 元，低于本户低保线 {subsistence_limit_12m_cny} 元；因收入不全，只提示可能符合条件，不提出金额。",
    "其中 {income_unknown_member_count} 名成员收入情况不明。",
    "其中 {income_undelivered_month_count} 个月的收入数据尚未送达。",
]
reason     = [
    "From {income_12m_from_on} to {income_12m_to_on} ({income_window_months} months) the household's counted income was {income_12m_cny} yuan, below its subsistence line of {subsistence_limit_12m_cny} yuan ({subsistence_line_cny_per_month} yuan a month x {income_window_months}) by {shortfall_12m_cny} yuan; it receives no subsistence allowance. ",
    "Estimated by the difference, the allowance would be about {expected_allowance_cny_per_month} yuan a month: for the visit only.",
    "From {income_12m_from_on} to {income_12m_to_on} ({income_window_months} months) the income known of the household is {income_12m_lower_bound_cny} yuan, below its subsistence line of {subsistence_limit_12m_cny} yuan; the income is not wholly known, so it may only be pointed out and no amount is suggested. ",
    "The income of {income_unknown_member_count} member(s) is unknown. ",
    "{income_undelivered_month_count} month(s) of income data have not been delivered.",
]

A household whose members' income of the last twelve full months is below the sum of their standards, which owns
nothing known to break the property limit, and which receives neither subsistence allowance nor extreme-poverty
support. Where a member's income is unknown the household may only be pointed out (yellow), and no allowance is
estimated. The township visits and the county decides.
*/
SELECT
    household_id,
    12 AS income_window_months,
    income_12m_from_on,
    income_12m_to_on,
    income_12m_fen,
    CASE WHEN income_12m_fen IS NULL THEN income_12m_lower_bound_fen END AS income_12m_lower_bound_fen,
    CASE WHEN income_unknown_member_count >= 1 THEN income_unknown_member_count END AS income_unknown_member_count,
    CASE WHEN income_undelivered_month_count >= 1 THEN income_undelivered_month_count END
        AS income_undelivered_month_count,
    subsistence_line_fen_per_month,
    subsistence_limit_12m_fen,
    subsistence_limit_12m_fen - income_12m_fen AS shortfall_12m_fen,
    CASE WHEN income_12m_fen IS NOT NULL AND expected_allowance_fen_per_month >= 1
        THEN expected_allowance_fen_per_month END AS expected_allowance_fen_per_month,
    CASE
        WHEN income_12m_fen IS NULL THEN 'yellow'
        WHEN income_12m_fen < half_subsistence_limit_12m_fen THEN 'red'
        ELSE 'orange'
    END AS severity
FROM household_month
WHERE
    NOT has_subsistence_allowance
    AND NOT has_extreme_poverty_support
    AND has_local_member
    AND NOT is_over_subsistence_property
    AND income_12m_lower_bound_fen < subsistence_limit_12m_fen
