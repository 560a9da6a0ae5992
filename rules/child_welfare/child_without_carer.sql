/*
code       = "N11"
title_zh   = "孤儿和事实无人抚养儿童疑似"
title      = "A child whom no parent can raise"
programme  = "child_welfare"
severity   = "red"
valid_from = 2020-01-01
needs      = ["household_member", "benefit"]
needs_any  = ["death", "custody", "disability"]
parameters = ["child_age"]
action_zh  = "尽快走访儿童，落实临时照料；符合条件的协助申请孤儿或事实无人抚养儿童基本生活保障"
action     = "Visit the child soon; see that someone cares; help to apply for the support of orphans or unattended children"
ask_zh     = [
    "孩子现在跟谁住、由谁照料，吃住上学是否正常",
    "父母双方各是什么情况，什么时候起不能照料",
    "有没有亲属愿意并且能够抚养",
]
ask        = [
    "With whom the child lives and who cares; whether food, bed and school are in order",
    "How it stands with each parent, and since when",
    "Whether a relative is willing and able to raise the child",
]
cause      = ["parent_lost_count"]
basis      = [
    { id = "LB13", cite = "民发〔2019〕62号", says = "父母双方均符合重残、重病、服刑在押、强制隔离戒毒、失联等情形，或一方死亡、失踪而另一方符合上述情形的儿童，认定为事实无人抚养儿童" },
]
reason_zh  = [
    "一名不满 {child_age_limit_years} 周岁的儿童（{age_years} 岁），在册父母中 {parent_lost_count} 人死亡、失踪、长期羁押戒毒或者重度残疾，没有能够抚养的父母；未在享孤儿或事实无人抚养儿童保障。",
    "{label_other_parent_zh}",
]
reason     = [
    "A child under {child_age_limit_years} (aged {age_years}): {parent_lost_count} parent(s) in the register are dead, missing, in long custody or rehabilitation, or severely disabled, and none is there who could raise the child; neither the support of orphans nor that of unattended children is received.",
    "{label_other_parent}",
]

A child none of whose parents in the register can raise it, and at least one of whom is known to be lost. Where
only one parent stands in the register the other may be elsewhere and well: that is orange, and the first question
of the visit. A child whose parents nobody knows is not found here.
*/
SELECT
    person_no,
    household_id,
    age_years,
    child_age_limit_years,
    parent_lost_count,
    CASE WHEN parent_lost_count < 2 THEN '另一名父母不在册，请一并核实其情况。' END AS label_other_parent_zh,
    CASE WHEN parent_lost_count < 2 THEN ' The other parent is not in the register: please find out.' END
        AS label_other_parent,
    CASE WHEN parent_lost_count >= 2 THEN 'red' ELSE 'orange' END AS severity
FROM person_month
WHERE
    is_counted
    AND age_years < child_age_limit_years
    AND NOT has_orphan_benefit
    AND NOT has_unattended_child_benefit
    AND parent_lost_count >= 1
    AND parent_able_count < 1
