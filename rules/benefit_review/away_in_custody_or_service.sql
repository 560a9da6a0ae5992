/*
code       = "X06"
title_zh   = "在押强戒服役"
title      = "Counted while in custody, rehabilitation or military service"
programme  = "benefit_review"
severity   = "orange"
valid_from = 2014-05-01
needs      = ["household_member", "benefit", "custody"]
parameters = []
action_zh  = "核实是否仍应计入共同生活成员并重新核算，人均保障水平可能上升；有未成年子女的同时核实抚养情况"
action     = "Verify whether the person still counts and recompute, which may raise what the others receive; look after the children"
ask_zh     = [
    "该成员现在是否在家，什么时候离开的",
    "有没有判决、拘留或入伍的书面通知，预计何时回来",
    "家里的老人和孩子现在由谁照料",
]
ask        = [
    "Whether this member is at home, and since when away",
    "Whether there is a written notice, and when the return is expected",
    "Who looks after the old and the children now",
]
cause      = ["absent_kind", "absent_since_on"]
basis      = [
    { id = "LB01", cite = "社会救助暂行办法第十三条", says = "家庭人口状况发生变化的，应当及时决定增发、减发或者停发" },
    { id = "LB02", cite = "民发〔2021〕57号", says = "在监狱服刑、强制隔离戒毒等人员不计入共同生活的家庭成员" },
]
reason_zh  = [
    "在享低保或特困供养家庭的一名成员{label_absent_zh}",
    "（自 {absent_since_on} 起）",
    "。核实前不停发、不减发。",
]
reason     = [
    "In a household that receives subsistence allowance or extreme-poverty support a member is {label_absent}",
    ", since {absent_since_on}",
    ". Nothing is stopped or reduced before it is verified.",
]

A member of a household on subsistence allowance or extreme-poverty support who is now in prison, in detention, in
compulsory rehabilitation or in the army. Who counts changes, and with it the amount, up or down. The township
verifies; the confirming authority decides in writing.
*/
SELECT
    person_no,
    household_id,
    absent_kind,
    absent_since_on,
    CASE absent_kind WHEN 'prison' THEN '在监狱服刑' WHEN 'detention' THEN '被羁押'
        WHEN 'rehabilitation' THEN '强制隔离戒毒' WHEN 'military_service' THEN '服兵役' END AS label_absent_zh,
    CASE absent_kind WHEN 'prison' THEN 'in prison' WHEN 'detention' THEN 'in detention'
        WHEN 'rehabilitation' THEN 'in compulsory rehabilitation' WHEN 'military_service' THEN 'in the army' END
        AS label_absent
FROM person_month
WHERE
    died_on IS NULL
    AND absent_kind IS NOT NULL
    AND absent_kind IN ('prison', 'detention', 'rehabilitation', 'military_service')
    AND (has_subsistence_allowance OR has_extreme_poverty_support)
