/*
code       = "X01"
title_zh   = "死亡仍领"
title      = "Still paid after death"
programme  = "benefit_review"
severity   = "red"
valid_from = 2014-05-01
needs      = ["household_member", "benefit", "death"]
parameters = []
action_zh  = "核实死亡情况；属实的更新家庭成员并重新核算，由确认机关作出决定"
action     = "Verify the death; update the members and recompute; the confirming authority decides"
ask_zh     = [
    "本人是否已去世，什么时候、在哪里办的后事，有没有死亡证明",
    "去世后的救助金由谁领取，家里是否知道要报告",
    "家里现在还有几口人，今后靠什么生活",
]
ask        = [
    "Whether the person has died, when and where, and whether there is a certificate",
    "Who drew the money after the death, and whether the family knew it had to report",
    "How many live here now, and on what",
]
cause      = ["died_on"]
grows      = "overpaid_after_death_fen"
basis      = [
    { id = "LB01", cite = "社会救助暂行办法第十三条", says = "家庭人口状况发生变化的，应当及时决定增发、减发或者停发" },
]
reason_zh  = [
    "一名成员于 {died_on} 死亡，此后截至 {as_of} 仍有 {months_paid_after_death} 个月计入在享待遇。核实前不停发、不追缴。",
    "按本人标准测算多计 {overpaid_after_death_cny} 元，只供核实参考。",
]
reason     = [
    "A member died on {died_on}; since then, up to {as_of}, a benefit has counted this member for {months_paid_after_death} month(s). Nothing is stopped or recovered before it is verified.",
    " By the person's standard {overpaid_after_death_cny} yuan may have been paid too much: a figure for the verification only.",
]

A person whose death is reported under the right number, with no name that contradicts it, and whom a running
benefit still counted in a month that began after the death. Nothing stops by itself: the township verifies
and the confirming authority decides in writing. The sum is computed, never applied.
*/
SELECT
    person_no,
    household_id,
    as_of,
    died_on,
    months_paid_after_death,
    overpaid_after_death_fen
FROM person_month
WHERE
    months_paid_after_death >= 1
