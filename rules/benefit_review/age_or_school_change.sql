/*
code       = "X07"
title_zh   = "年龄学籍变化"
title      = "A birthday or the end of school that may change a benefit"
programme  = "benefit_review"
severity   = "blue"
valid_from = 2014-05-01
needs      = ["household_member", "benefit"]
needs_any  = ["household_member", "education"]
parameters = ["review_birthday", "age_change_days"]
action_zh  = "核实就读、就业和劳动能力情况，按规定重新核算待遇；仍在校的保留待遇"
action     = "Verify school, work and ability; recompute by the rules; who is still at school keeps the benefit"
ask_zh     = [
    "是否还在上学，在哪所学校，看学生证或学校证明",
    "不上学的，是否在工作，有没有收入",
    "身体情况能否干活",
]
ask        = [
    "Whether still at school, and which: see the student card or a letter",
    "If not, whether at work and with what income",
    "Whether fit to work",
]
cause      = ["review_birthday_on", "has_left_school"]
basis      = [
    { id = "LB01", cite = "社会救助暂行办法第十三条", says = "家庭人口、收入状况发生变化的，应当及时决定增发、减发或者停发" },
    { id = "LB03", cite = "民发〔2021〕43号", says = "特困人员中的未成年人年满16周岁仍在接受义务教育或者高中、中职教育的，继续享有救助供养" },
]
reason_zh  = [
    "在享待遇家庭的一名成员于 {review_birthday_on} 年满 {review_birthday_years} 周岁。",
    "{label_school_zh}",
    "核实前不停发、不减发。",
]
reason     = [
    "In a household that receives a benefit a member turned {review_birthday_years} on {review_birthday_on}. ",
    "{label_school}",
    "Nothing is stopped or reduced before it is verified.",
]

A person under subsistence allowance, extreme-poverty support or a child's support who has just turned an age at
which entitlement changes, or who was at upper secondary school or higher last year and is at no school this year,
though this year's lists came. Both only call for a look: who stays at school usually keeps the benefit.
*/
SELECT
    person_no,
    household_id,
    age_years,
    review_birthday_on,
    review_birthday_years,
    has_left_school,
    CASE WHEN has_left_school THEN '一名成员上学年在读，本学年各校名单中没有学籍。' END AS label_school_zh,
    CASE WHEN has_left_school THEN 'A member was at school last year and is on no list of this year. ' END
        AS label_school
FROM person_month
WHERE
    is_counted
    AND (
        has_subsistence_allowance
        OR has_extreme_poverty_support
        OR has_orphan_benefit
        OR has_unattended_child_benefit
    )
    AND (review_birthday_on IS NOT NULL OR has_left_school)
