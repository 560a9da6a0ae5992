/*
code       = "M02"
title_zh   = "走访发现困难"
title      = "Hardship found on a visit"
programme  = "composite"
severity   = "orange"
valid_from = 2021-07-01
needs      = ["household_member", "visit"]
parameters = ["visit_finding_days"]
action_zh  = "核实走访发现的困难，按实际情况给予救助或转介服务；突发急难的尽快到场"
action     = "Verify what the visit found; relief or a service, as it fits; in an emergency go there soon"
ask_zh     = [
    "走访时发现的困难现在怎么样，有没有新的变化",
    "收入、看病、上学、照料、住房，哪一项最难",
    "是否已经申请救助或服务，结果如何",
]
ask        = [
    "How it stands now with what the visit found, and what has changed",
    "What is hardest: income, treatment, school, care or the home",
    "Whether help or a service was applied for, and with what result",
]
cause      = ["visit_finding_kind", "emergency_on"]
basis      = [
    { id = "LB02", cite = "民发〔2021〕57号第六条", says = "发现可能符合条件的家庭，应当主动告知" },
    { id = "LB04", since = 2023-10-19, cite = "国办发〔2023〕39号", says = "加强低收入人口动态监测，及时预警、核查和处置" },
]
reason_zh  = [
    "{visit_finding_on} {label_level_zh}走访发现困难：{label_finding_zh}。",
]
reason     = [
    "On {visit_finding_on} a visit{label_level} found a hardship: {label_finding}.",
]

A household where somebody who called on it lately stated a hardship, and no later visit found nothing amiss. Only the
kind that was stated counts, never free text. No amount is suggested: the visit that verifies it decides what fits. A
want of care or a heavy heart is told here too, not by N18 as well: one finding, one warning. The same hardship stated
again at the next month's visit is nothing new; another kind is, and every emergency.
*/
SELECT
    household_id,
    CASE WHEN visit_finding_kind = 'emergency' THEN 'red' ELSE 'orange' END AS severity,
    visit_finding_on,
    visit_finding_kind,
    visit_finding_level,
    CASE WHEN visit_finding_kind = 'emergency' THEN visit_finding_on END AS emergency_on,
    CASE visit_finding_level
        WHEN 'county' THEN '县级' WHEN 'township' THEN '乡镇级' WHEN 'village' THEN '村级' ELSE ''
    END AS label_level_zh,
    CASE visit_finding_level
        WHEN 'county' THEN ' by the county' WHEN 'township' THEN ' by the township'
        WHEN 'village' THEN ' by the village' ELSE ''
    END AS label_level,
    CASE visit_finding_kind
        WHEN 'illness' THEN '因病' WHEN 'income_loss' THEN '收入减少' WHEN 'education' THEN '因学'
        WHEN 'emergency' THEN '突发急难' WHEN 'care' THEN '无人照料' WHEN 'counselling' THEN '心理'
        WHEN 'housing' THEN '住房' ELSE '其他'
    END AS label_finding_zh,
    CASE visit_finding_kind
        WHEN 'income_loss' THEN 'loss of income' WHEN 'care' THEN 'nobody to care'
        WHEN 'counselling' THEN 'a need for counselling' ELSE visit_finding_kind
    END AS label_finding
FROM household_month
WHERE
    visit_finding_kind IS NOT NULL
