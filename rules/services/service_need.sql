/*
code       = "N18"
title_zh   = "服务需求"
title      = "In need of a service or of somebody to look in"
programme  = "services"
severity   = "blue"
valid_from = 2022-06-02
needs      = ["household_member"]
needs_any  = ["household_member", "service_need", "utility"]
parameters = []
action_zh  = "走访了解需求，转介社会工作、心理疏导、照料等服务"
action     = "Look in; refer to social work, counselling or care"
ask_zh     = [
    "家里现在由谁照看，平时有没有人上门",
    "登记的需要解决了没有，还缺什么",
    "水电是否正常，欠费是因为没钱还是没人去交",
]
ask        = [
    "Who looks in on them",
    "Whether the need registered was met, and what is still missing",
    "Whether water and power are on; whether bills wait for money or for somebody to pay them",
]
cause      = ["service_need_no", "is_child_alone"]
basis      = [
    { id = "LB10", cite = "民政部、财政部 2022-06-02 通知", says = "切实保障困难群众基本生活，及时了解其困难和需求" },
    { id = "LB04", cite = "国办发〔2023〕39号", says = "分层分类开展社会救助，发展服务类社会救助" },
]
reason_zh  = [
    "{service_need_on} 登记的服务需求（{service_need_no}）尚未满足：{label_need_zh}。",
    "{label_child_zh}",
    "{label_usage_zh}",
    "独居老人已连续 {utility_arrears_months} 个月欠水电费。",
]
reason     = [
    "A need registered on {service_need_on} ({service_need_no}) is still open: {label_need}. ",
    "{label_child}",
    "{label_usage}",
    "Somebody old lives there alone and has not paid for power or water for {utility_arrears_months} months.",
]

A household for which a service need is still open, where only children live, or where somebody old lives alone
and suddenly uses little power or water, or leaves the bills unpaid. No money is suggested: somebody looks in.
It judges by whichever of these sources is delivered.
*/
SELECT
    household_id,
    service_need_no,
    service_need_on,
    service_need_kind,
    is_child_alone,
    CASE WHEN is_elder_alone AND utility_usage < utility_usage_limit THEN utility_usage END AS utility_usage,
    CASE WHEN is_elder_alone AND utility_usage < utility_usage_limit THEN utility_usage_limit END
        AS utility_usage_limit,
    CASE WHEN is_elder_alone AND utility_arrears_months >= utility_arrears_limit_months
        THEN utility_arrears_months END AS utility_arrears_months,
    CASE service_need_kind
        WHEN 'care' THEN '生活照料' WHEN 'counselling' THEN '心理疏导' WHEN 'learning' THEN '学习辅导'
        WHEN 'learning_equipment' THEN '网课设备' WHEN 'supplies' THEN '生活物资' WHEN 'job' THEN '就业' ELSE '其他'
    END AS label_need_zh,
    CASE service_need_kind WHEN 'learning' THEN 'help with learning'
        WHEN 'learning_equipment' THEN 'equipment for learning' ELSE COALESCE(service_need_kind, 'other')
    END AS label_need,
    CASE WHEN is_child_alone THEN '家中只有儿童居住。' END AS label_child_zh,
    CASE WHEN is_child_alone THEN 'Only children live there. ' END AS label_child,
    CASE WHEN is_elder_alone AND utility_usage < utility_usage_limit THEN '独居老人最近一月水电用量骤降。' END
        AS label_usage_zh,
    CASE WHEN is_elder_alone AND utility_usage < utility_usage_limit
        THEN 'Somebody old lives there alone and suddenly uses little power or water. ' END AS label_usage
FROM household_month
WHERE
    service_need_no IS NOT NULL
    OR is_child_alone
    OR (
        is_elder_alone
        AND (utility_usage < utility_usage_limit OR utility_arrears_months >= utility_arrears_limit_months)
    )
