/*
code       = "N15"
title_zh   = "非本地户籍遇困"
title      = "In distress here, registered elsewhere"
programme  = "temporary_assistance"
severity   = "red"
relief     = "emergency"
small_fast = true
valid_from = 2014-10-03
needs      = ["help_request"]
parameters = []
action_zh  = "由急难发生地先行救助；生活无着的转介救助管理站；低保等申请转介户籍地"
action     = "Relief from this place first; the homeless to the rescue station; subsistence allowance is applied for at the place of registration"
ask_zh     = [
    "现在住在哪里，有没有饭吃、能不能看病",
    "户籍在哪里，为什么来这里，有没有亲友可以联系",
    "愿意留下还是返乡，眼下最急需什么",
]
ask        = [
    "Where they stay; whether there is food and treatment",
    "Where they are registered, why they came, whom one could call",
    "Whether they wish to stay or go home, and what is needed at once",
]
cause      = ["help_request_no"]
basis      = [
    { id = "LB07", cite = "国发〔2014〕47号", says = "对遭遇急难的家庭和个人由急难发生地给予临时救助，不受户籍限制" },
    { id = "LB15", cite = "城市生活无着的流浪乞讨人员救助管理办法", says = "对生活无着人员由救助站提供食宿等救助" },
    { id = "LB09", cite = "2026-01-29 临时救助意见", says = "急难发生地可实行小额快救，不核对家庭经济状况、不公示" },
]
reason_zh  = [
    "{help_requested_on} 求助（{help_request_no}），困难类型：{label_need_zh}，尚未办结；{label_registration_zh}。",
]
reason     = [
    "Asked for help on {help_requested_on} ({help_request_no}), need: {label_need}; the request is still open. {label_registration}.",
]

Somebody asked for help here (hotline, counter, patrol, rescue station, grid), the request is still open, and the
household is registered in another county; orange where nobody knows the registration. Relief is given here by the
standard of this place, never by that of the place of registration.
*/
SELECT
    household_id,
    help_request_no,
    help_requested_on,
    help_need,
    is_head_local,
    CASE help_need
        WHEN 'living' THEN '基本生活' WHEN 'medical' THEN '就医' WHEN 'shelter' THEN '住宿' WHEN 'job' THEN '就业'
        WHEN 'schooling' THEN '就学' WHEN 'care' THEN '照料' WHEN 'travel_home' THEN '返乡'
        WHEN 'counselling' THEN '心理' ELSE '其他'
    END AS label_need_zh,
    CASE help_need
        WHEN 'living' THEN 'basic living' WHEN 'medical' THEN 'treatment' WHEN 'job' THEN 'work'
        WHEN 'travel_home' THEN 'travel home' ELSE COALESCE(help_need, 'other')
    END AS label_need,
    CASE WHEN is_head_local IS NULL THEN '户籍情况不明' ELSE '户籍不在本县（市、区）' END AS label_registration_zh,
    CASE WHEN is_head_local IS NULL THEN 'The place of registration is not known'
        ELSE 'Registered in another county' END AS label_registration,
    CASE WHEN is_head_local IS NULL THEN 'orange' ELSE 'red' END AS severity
FROM household_month
WHERE
    help_request_no IS NOT NULL
    AND (is_head_local IS NULL OR NOT is_head_local)
