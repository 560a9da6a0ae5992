/*
code       = "R02"
title_zh   = "价格临时补贴"
title      = "Supplement when prices rise"
programme  = "price_linkage"
severity   = "blue"
gives      = "payment"
valid_from = 2016-09-01
needs      = ["household_member", "benefit", "price_index"]
parameters = ["subsistence_allowance_standard", "price_cpi", "price_method", "price_rounding"]
action_zh  = "指数发布后 20 个工作日内审批发放价格临时补贴"
action     = "Approve and pay the supplement within twenty working days of the index"
basis      = [
    { id = "LB11", cite = "发改价格〔2021〕1553号", says = "居民消费价格或食品价格同比涨幅达到启动条件的，按月发放价格临时补贴" },
]
reason_zh  = [
    "自 {month_on} 起的当月，居民消费价格同比上涨 {price_cpi_yoy}%，食品价格同比上涨 {price_food_yoy}%，达到启动条件。",
    "指数月份低保标准每人每月 {price_standard_cny_per_month} 元，按本地算法建议发放 {suggested_cny} 元。",
    "同属 {price_group_count} 类对象，只发一份。",
]
reason     = [
    "In the month from {month_on} consumer prices rose by {price_cpi_yoy}% and food prices by {price_food_yoy}% on the year: the linkage starts. ",
    "The standard of that month is {price_standard_cny_per_month} yuan per person; by the local method {suggested_cny} yuan are suggested. ",
    "The person belongs to {price_group_count} groups and is paid once. ",
]

Everyone in a group for which subsidies are linked to prices, once a person, for the latest month whose index is
known and starts the linkage. The month's own lines, method and standard hold.
*/
SELECT
    person_no,
    household_id,
    price_supplement_fen AS suggested_fen,
    price_group AS category,
    price_month_on AS month_on,
    price_method AS relief_basis,
    price_standard_fen_per_month,
    price_cpi_yoy,
    price_food_yoy,
    CASE WHEN price_group_count >= 2 THEN price_group_count END AS price_group_count
FROM person_month
WHERE
    price_group_count >= 1
    AND is_price_linkage_started
    AND price_supplement_fen >= 1
