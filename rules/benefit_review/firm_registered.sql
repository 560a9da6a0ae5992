/*
code       = "X05"
title_zh   = "市场主体登记"
title      = "A firm in the name of a member, on subsistence allowance"
programme  = "benefit_review"
severity   = "yellow"
valid_from = 2014-05-01
needs      = ["household_member", "benefit", "property"]
parameters = ["business_capital"]
action_zh  = "核实是否实际出资和经营，听取说明；由确认机关作出决定"
action     = "Verify whether capital was paid in and the firm is run; hear the family; the confirming authority decides"
ask_zh     = [
    "是否真的出了钱、在经营，有没有借名登记",
    "店铺或公司现在还开着吗，看一看经营场所",
    "一个月有多少收入",
]
ask        = [
    "Whether money was really put in and the firm is run, or a name was lent",
    "Whether shop or firm is still open: look at the place",
    "What it brings a month",
]
grows      = "business_capital_fen"
basis      = [
    { id = "LB01", cite = "社会救助暂行办法第九条、第十三条", says = "低保家庭应当符合当地规定的财产状况条件；财产状况发生变化的，应当及时作出决定" },
]
reason_zh  = [
    "在享低保家庭的成员名下市场主体出资额 {business_capital_cny} 元，达到低保出资额界限 {business_capital_limit_cny} 元。核实前不停发、不减发。",
]
reason     = [
    "The household receives subsistence allowance; a firm with a capital of {business_capital_cny} yuan is registered for a member, reaching the limit of {business_capital_limit_cny} yuan. Nothing is stopped or reduced before it is verified.",
]

A household on subsistence allowance in which somebody is registered with a firm whose capital reaches the limit.
Many such firms were lent a name or never ran. The township verifies; the confirming authority decides in writing.
*/
SELECT
    household_id,
    business_capital_fen,
    business_capital_limit_fen
FROM household_month
WHERE
    has_subsistence_allowance
    AND business_capital_fen >= business_capital_limit_fen
