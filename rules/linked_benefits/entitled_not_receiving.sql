/*
code       = "N16"
title_zh   = "应享未享"
title      = "Entitled to a linked benefit, not receiving it"
programme  = "linked_benefits"
severity   = "yellow"
valid_from = 2016-01-01
needs      = ["household_member", "benefit"]
needs_any  = ["disability", "education"]
parameters = ["entitlement"]
action_zh  = "核实未享原因，转残联、民政、教育等部门办理；本人不愿申请的予以记录"
action     = "Find out why; pass to the department concerned; note where the person does not wish to apply"
ask_zh     = [
    "是否知道可以申请这项待遇，为什么没有办",
    "残疾证、学生证等证件是否有效",
    "要不要帮忙代办；不愿申请的请本人说明",
]
ask        = [
    "Whether they know of the benefit, and why it was not applied for",
    "Whether certificates and student cards are valid",
    "Whether they want help with it; who does not wish to apply says so",
]
cause      = ["is_missing_living_subsidy", "is_missing_care_subsidy", "is_missing_education_aid"]
basis      = [
    { id = "LB12", cite = "国发〔2015〕52号", says = "低保家庭中的残疾人享受生活补贴，一级、二级且需要长期照护的享受护理补贴" },
    { id = "LB01", cite = "社会救助暂行办法", says = "对低保家庭成员和特困人员中的学生给予教育救助" },
]
reason_zh  = [
    "一名成员按现有身份可以享受而未在享：",
    "{label_living_zh}",
    "{label_care_zh}",
    "{label_education_zh}",
    "请核实。",
]
reason     = [
    "With the status it has, a member is entitled to, and does not receive: ",
    "{label_living}",
    "{label_care}",
    "{label_education}",
    "please verify.",
]

A person whose status (subsistence allowance, extreme-poverty support, near-dibao, ...) or disability brings a
linked benefit by the local table of entitlements, and who does not receive it. A benefit whose data is not
delivered is not asked about. The department concerned receives the list; nothing is granted by it.
*/
SELECT
    person_no,
    household_id,
    is_missing_living_subsidy,
    is_missing_care_subsidy,
    is_missing_education_aid,
    CASE WHEN is_missing_living_subsidy THEN '困难残疾人生活补贴；' END AS label_living_zh,
    CASE WHEN is_missing_care_subsidy THEN '重度残疾人护理补贴；' END AS label_care_zh,
    CASE WHEN is_missing_education_aid THEN '教育资助；' END AS label_education_zh,
    CASE WHEN is_missing_living_subsidy THEN 'the disability living subsidy; ' END AS label_living,
    CASE WHEN is_missing_care_subsidy THEN 'the disability care subsidy; ' END AS label_care,
    CASE WHEN is_missing_education_aid THEN 'aid at school; ' END AS label_education
FROM person_month
WHERE
    is_counted
    AND (is_missing_living_subsidy OR is_missing_care_subsidy OR is_missing_education_aid)
