/*
code       = "N14"
title_zh   = "突发急难"
title      = "Struck by a disaster, an accident or a grave illness"
programme  = "temporary_assistance"
severity   = "red"
relief     = "emergency"
small_fast = true
valid_from = 2014-10-03
needs      = ["household_member"]
needs_any  = ["hazard", "medical_expense"]
parameters = ["hazard_days"]
action_zh  = "尽快到场了解困难，符合急难情形的可以先行救助，再补办手续；不限户籍"
action     = "Go there soon; in an emergency relief may come first and the paperwork after, whatever the registration"
ask_zh     = [
    "人怎么样，有没有地方住、有没有饭吃、能不能看病",
    "损失或费用大约多少，有没有赔偿、保险或捐助",
    "眼下最急需什么，要不要先行救助",
]
ask        = [
    "How the people are: shelter, food, treatment",
    "About what was lost or paid, and any compensation, insurance or donations",
    "What is needed most at once; whether relief must come first",
]
cause      = ["hazard_on", "hazard_kind", "serious_illness_on"]
basis      = [
    { id = "LB07", cite = "国发〔2014〕47号", says = "因火灾、交通事故等意外事件或者家庭成员突发重大疾病，基本生活暂时出现严重困难的，给予临时救助" },
    { id = "LB09", cite = "2026-01-29 临时救助意见", says = "急难发生地可实行小额快救，不核对家庭经济状况、不公示" },
]
reason_zh  = [
    "一名成员于 {hazard_on} 遭遇{label_hazard_zh}。",
    "报告损失 {hazard_loss_cny} 元。",
    "一名成员于 {serious_illness_on} 首次大病住院（大病保险参与支付）。",
]
reason     = [
    "On {hazard_on} a member was struck by {label_hazard}. ",
    "The loss reported is {hazard_loss_cny} yuan. ",
    "On {serious_illness_on} a member was first admitted with an illness that serious-illness insurance shared in.",
]

A person whom a disaster, a fire or an accident struck in the last days, or who was admitted to hospital with a
grave illness for the first time. Neither income nor registration is asked. It judges by whichever of the two
sources is delivered. The township goes there; what is given is decided by a person.
*/
SELECT
    person_no,
    household_id,
    hazard_from_on,
    CASE WHEN hazard_on >= hazard_from_on THEN hazard_on END AS hazard_on,
    CASE WHEN hazard_on >= hazard_from_on THEN hazard_kind END AS hazard_kind,
    CASE WHEN hazard_on >= hazard_from_on THEN hazard_loss_fen END AS hazard_loss_fen,
    CASE WHEN serious_illness_on >= hazard_from_on THEN serious_illness_on END AS serious_illness_on,
    CASE hazard_kind
        WHEN 'natural_disaster' THEN '自然灾害' WHEN 'fire' THEN '火灾' WHEN 'traffic_accident' THEN '交通事故'
        WHEN 'work_accident' THEN '生产安全事故' ELSE '突发事件'
    END AS label_hazard_zh,
    CASE hazard_kind
        WHEN 'natural_disaster' THEN 'a natural disaster' WHEN 'fire' THEN 'a fire'
        WHEN 'traffic_accident' THEN 'a traffic accident' WHEN 'work_accident' THEN 'an accident at work'
        ELSE 'a sudden event'
    END AS label_hazard
FROM person_month
WHERE
    is_counted
    AND (
        (hazard_on IS NOT NULL AND hazard_on >= hazard_from_on)
        OR (serious_illness_on IS NOT NULL AND serious_illness_on >= hazard_from_on)
    )
