/*
code       = "N09"
title_zh   = "失业无保障"
title      = "Unemployed for months, neither insured nor helped"
programme  = "temporary_assistance"
severity   = "orange"
relief     = "emergency"
valid_from = 2022-06-02
needs      = ["household_member", "benefit", "income", "employment"]
parameters = ["uninsured_months"]
action_zh  = "核实失业和生活情况，符合条件的由务工地或经常居住地给予一次性临时救助，不限户籍"
action     = "Verify; one-off temporary assistance from the place of work or residence, whatever the registration"
ask_zh     = [
    "什么时候不干的，有没有领过失业保险金",
    "现在靠什么生活，是否在找工作",
    "住在哪里，房租能不能交上",
]
ask        = [
    "When the work ended, and whether unemployment benefit was ever paid",
    "On what they live, and whether they look for work",
    "Where they live, and whether the rent is paid",
]
basis      = [
    { id = "LB10", cite = "民政部、财政部 2022-06-02 通知", says = "未参加失业保险、连续三个月无收入来源、生活困难的失业人员，由务工地或经常居住地给予一次性临时救助" },
]
reason_zh  = [
    "一名劳动年龄成员已登记失业或停保，截至 {as_of} 连续 {months_without_income} 个月无收入（界限 {uninsured_limit_months} 个月），未在领失业保险金，未在享低保。",
]
reason     = [
    "A member of working age is registered unemployed or no longer insured and, by {as_of}, has had no income for {months_without_income} months (limit {uninsured_limit_months} months), receives no unemployment benefit and no subsistence allowance.",
]

A person of working age who lost work, has had no income for months and falls between insurance and
subsistence allowance. Relief comes from the place of work or usual residence; registration does not matter.
*/
SELECT
    person_no,
    household_id,
    as_of,
    months_without_income,
    uninsured_limit_months
FROM person_month
WHERE
    is_counted
    AND is_working_age
    AND has_zero_income_event
    AND NOT has_unemployment_benefit
    AND NOT has_subsistence_allowance
    AND NOT has_extreme_poverty_support
    AND months_without_income >= uninsured_limit_months
