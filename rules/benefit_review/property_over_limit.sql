/*
code       = "X04"
title_zh   = "财产超标"
title      = "Property over the limit, on subsistence allowance"
programme  = "benefit_review"
severity   = "orange"
valid_from = 2014-05-01
needs      = ["household_member", "benefit", "property"]
parameters = ["financial_assets_multiple"]
action_zh  = "核实财产的归属、使用和价值，听取说明；由确认机关作出决定"
action     = "Verify whose it is, how it is used and its value; hear the family; the confirming authority decides"
ask_zh     = [
    "登记的存款、车辆、房屋是不是自家的，有没有替别人代办代持",
    "车或房现在由谁使用，是否早已卖掉还没过户",
    "这笔钱从哪里来、准备做什么用（如治病、赔偿款）",
]
ask        = [
    "Whether the money, car or dwelling is the family's own or held for others",
    "Who uses the car or dwelling now; whether it was sold and never transferred",
    "Where the money came from and what it is for (treatment, compensation)",
]
cause      = ["dwelling_count"]
grows      = "financial_assets_fen"
basis      = [
    { id = "LB01", cite = "社会救助暂行办法第九条、第十三条", says = "低保家庭应当符合当地规定的财产状况条件；财产状况发生变化的，应当及时作出决定" },
]
reason_zh  = [
    "在享低保家庭的登记财产超过低保限额：",
    "金融资产 {financial_assets_cny} 元（界限 {financial_assets_limit_cny} 元）；",
    "车辆价值 {vehicle_value_cny} 元（界限 {vehicle_limit_cny} 元）；",
    "住房 {dwelling_count} 套（界限 {dwelling_limit_count} 套）；",
    "核实前不停发、不减发。",
]
reason     = [
    "The household receives subsistence allowance and what is registered is over the property limit: ",
    "money {financial_assets_cny} yuan (limit {financial_assets_limit_cny} yuan); ",
    "a car worth {vehicle_value_cny} yuan (limit {vehicle_limit_cny} yuan); ",
    "{dwelling_count} dwellings (limit {dwelling_limit_count}); ",
    "nothing is stopped or reduced before it is verified.",
]

A household on subsistence allowance in whose name money, a car or dwellings beyond the local limit are registered.
Registers err: a car sold years ago, a home used by others. The township verifies; the confirming authority
decides in writing. A firm alone is another warning (X05). Where no limit is set nobody is over it.
*/
SELECT
    household_id,
    CASE WHEN financial_assets_fen >= financial_assets_limit_fen THEN financial_assets_fen END
        AS financial_assets_fen,
    CASE WHEN financial_assets_fen >= financial_assets_limit_fen THEN financial_assets_limit_fen END
        AS financial_assets_limit_fen,
    CASE WHEN vehicle_value_fen >= vehicle_limit_fen THEN vehicle_value_fen END AS vehicle_value_fen,
    CASE WHEN vehicle_value_fen >= vehicle_limit_fen THEN vehicle_limit_fen END AS vehicle_limit_fen,
    CASE WHEN dwelling_count >= dwelling_limit_count THEN dwelling_count END AS dwelling_count,
    CASE WHEN dwelling_count >= dwelling_limit_count THEN dwelling_limit_count END AS dwelling_limit_count
FROM household_month
WHERE
    has_subsistence_allowance
    AND is_over_subsistence_property
    AND (
        financial_assets_fen >= financial_assets_limit_fen
        OR vehicle_value_fen >= vehicle_limit_fen
        OR dwelling_count >= dwelling_limit_count
    )
