/*
code       = "N10"
title_zh   = "新增重度残疾"
title      = "Newly certified as severely disabled, and not helped"
programme  = "disability"
severity   = "yellow"
valid_from = 2016-01-01
needs      = ["household_member", "benefit", "disability"]
parameters = ["severe_disability_level", "new_disability_days"]
action_zh  = "入户告知并协助申请残疾人两项补贴；低保边缘家庭的，告知可以单独申请低保"
action     = "Visit; help to apply for the disability subsidies; in a near-dibao household tell of applying alone"
ask_zh     = [
    "是否知道可以申请残疾人两项补贴，办了没有",
    "平时由谁照料，需要什么辅助器具",
    "家里收入够不够用",
]
ask        = [
    "Whether they know of the disability subsidies and have applied",
    "Who looks after the person, and what aids are needed",
    "Whether the income is enough",
]
cause      = ["disability_kind", "disability_level", "disability_issued_on"]
basis      = [
    { id = "LB12", cite = "国发〔2015〕52号", says = "对困难残疾人给予生活补贴，对需要长期照护的重度残疾人给予护理补贴" },
]
reason_zh  = [
    "一名成员于 {disability_issued_on} 领取{label_kind_zh}残疾 {disability_level} 级证，属重度残疾；未在享残疾人两项补贴、低保和特困供养。",
]
reason     = [
    "On {disability_issued_on} a member was certified with {label_kind} disability, level {disability_level}: a severe one; neither of the disability subsidies, nor subsistence allowance, nor extreme-poverty support is received.",
]

A person whose certificate of a severe disability is new and whom no subsidy or support has followed yet. The
township tells the family what it may apply for, and helps with it.
*/
SELECT
    person_no,
    household_id,
    disability_kind,
    disability_level,
    disability_issued_on,
    new_disability_from_on,
    CASE disability_kind WHEN 'visual' THEN '视力' WHEN 'hearing' THEN '听力' WHEN 'speech' THEN '言语'
        WHEN 'limb' THEN '肢体' WHEN 'intellectual' THEN '智力' WHEN 'mental' THEN '精神' WHEN 'multiple' THEN '多重' END
        AS label_kind_zh,
    CASE disability_kind WHEN 'limb' THEN 'physical' ELSE disability_kind END AS label_kind
FROM person_month
WHERE
    is_counted
    AND is_severely_disabled
    AND disability_issued_on >= new_disability_from_on
    AND NOT has_disability_living_subsidy
    AND NOT has_disability_care_subsidy
    AND NOT has_subsistence_allowance
    AND NOT has_extreme_poverty_support
