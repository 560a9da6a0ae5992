/*
code       = "N19"
title_zh   = "防返贫监测对象未入低收入人口库"
title      = "On the return-to-poverty watch list, in no recognised status"
programme  = "poverty_return_watch"
severity   = "yellow"
valid_from = 2023-10-19
needs      = ["household_member", "benefit", "poverty_return_watch"]
parameters = []
action_zh  = "与农业农村部门核对名单，入户核实，符合条件的纳入低收入人口数据库"
action     = "Compare the lists with the agriculture bureau; visit; take into the low-income database where it is due"
ask_zh     = [
    "是否还在监测名单内，享受过什么帮扶",
    "家里现在收入、开支怎么样",
    "是否申请过低保、低保边缘等，结果如何",
]
ask        = [
    "Whether still on the watch list, and what help was given",
    "How income and spending stand now",
    "Whether anything was applied for, and with what result",
]
cause      = ["poverty_return_cause"]
basis      = [
    { id = "LB04", cite = "国办发〔2023〕39号", says = "低收入人口包括低保对象、特困人员、低保边缘家庭成员、刚性支出困难家庭成员、防止返贫监测对象和其他困难人员" },
]
reason_zh  = [
    "截至 {as_of}，一名成员在农业农村部门的防止返贫监测名单内，民政低收入人口数据库中没有任何身份。",
    "风险原因：{label_cause_zh}。",
]
reason     = [
    "By {as_of} a member is on the agriculture bureau's return-to-poverty watch list and has no status in the low-income database.",
    " Cause of the risk: {label_cause}.",
]

A person whom the agriculture bureau watches and whom civil affairs does not know under any status. One of the two
lists is behind. The township compares and visits.
*/
SELECT
    person_no,
    household_id,
    as_of,
    poverty_return_cause,
    CASE poverty_return_cause
        WHEN 'illness' THEN '因病' WHEN 'disability' THEN '因残' WHEN 'education' THEN '因学' WHEN 'disaster' THEN '因灾'
        WHEN 'accident' THEN '因意外事故' WHEN 'job_loss' THEN '因务工就业不稳' WHEN 'failed_venture' THEN '因产业失败'
        WHEN 'no_worker' THEN '缺劳动力' WHEN 'other' THEN '其他'
    END AS label_cause_zh,
    CASE poverty_return_cause
        WHEN 'job_loss' THEN 'unsteady work' WHEN 'failed_venture' THEN 'a failed venture'
        WHEN 'no_worker' THEN 'nobody to work' ELSE poverty_return_cause
    END AS label_cause
FROM person_month
WHERE
    is_counted
    AND is_on_poverty_return_watch
    AND NOT has_low_income_status
