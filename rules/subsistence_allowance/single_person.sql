/*
code       = "N03"
title_zh   = "单人保疑似"
title      = "May apply for subsistence allowance alone"
programme  = "subsistence_allowance"
severity   = "orange"
valid_from = 2021-07-01
needs      = ["household_member", "benefit", "disability"]
parameters = ["single_person_disability_level"]
action_zh  = "入户核实，符合条件的协助以单人户提出低保申请"
action     = "Visit; help to apply for subsistence allowance as a single person where it is due"
ask_zh     = [
    "残疾证是否在有效期内，等级与预警是否一致",
    "平时由谁照料，生活费由谁负担",
    "本人是否愿意单独申请低保",
]
ask        = [
    "Whether the certificate is valid and of the level said",
    "Who looks after the person and pays for the living",
    "Whether the person wishes to apply alone",
]
cause      = ["disability_kind", "disability_level"]
basis      = [
    { id = "LB02", cite = "民发〔2021〕57号", says = "低保边缘家庭中持有一级、二级残疾证的人员和三级智力、精神残疾人，可以单独提出申请" },
]
reason_zh  = [
    "一名成员持有{label_kind_zh}残疾 {disability_level} 级证，达到单独申请低保的残疾等级；",
    "{label_recognised_zh}",
    "家庭12个月可计入收入 {band_income_12m_cny} 元，不低于低保线 {band_subsistence_limit_12m_cny} 元，但低于低保边缘线 {band_near_dibao_limit_12m_cny} 元，",
    "本人和家庭未在享低保或特困供养。",
    "当地单人保金额为低保标准的 {single_person_multiple} 倍。",
]
reason     = [
    "A member holds a certificate of {label_kind} disability, level {disability_level}, with which one may apply alone; ",
    "{label_recognised}",
    "the household's counted income of twelve months was {band_income_12m_cny} yuan, not below its subsistence line of {band_subsistence_limit_12m_cny} yuan, yet below the near-dibao line of {band_near_dibao_limit_12m_cny} yuan; ",
    "neither the member nor the household receives subsistence allowance or extreme-poverty support.",
    " A single person is here paid {single_person_multiple} times the standard.",
]

A disabled person in a household too well off for subsistence allowance but near the line: recognised as
near-dibao, or registered here with an income in the band and nothing known to break the near-dibao property limit.
Such a person may apply alone. The township visits.
*/
SELECT
    person_no,
    household_id,
    disability_kind,
    disability_level,
    has_near_dibao,
    CASE WHEN NOT has_near_dibao THEN household_income_12m_fen END AS band_income_12m_fen,
    CASE WHEN NOT has_near_dibao THEN household_subsistence_limit_12m_fen END AS band_subsistence_limit_12m_fen,
    CASE WHEN NOT has_near_dibao THEN household_near_dibao_limit_12m_fen END AS band_near_dibao_limit_12m_fen,
    single_person_share AS single_person_multiple,
    CASE WHEN has_near_dibao THEN '家庭已认定为低保边缘家庭，' END AS label_recognised_zh,
    CASE WHEN has_near_dibao THEN 'the household is recognised as near-dibao; ' END AS label_recognised,
    CASE disability_kind WHEN 'visual' THEN '视力' WHEN 'hearing' THEN '听力' WHEN 'speech' THEN '言语'
        WHEN 'limb' THEN '肢体' WHEN 'intellectual' THEN '智力' WHEN 'mental' THEN '精神' WHEN 'multiple' THEN '多重' END
        AS label_kind_zh,
    CASE disability_kind WHEN 'limb' THEN 'physical' ELSE disability_kind END AS label_kind
FROM person_month
WHERE
    is_counted
    AND is_single_person_ground
    AND NOT has_subsistence_allowance
    AND NOT has_extreme_poverty_support
    AND (
        has_near_dibao
        OR (
            has_local_member
            AND NOT is_over_near_dibao_property
            AND household_income_12m_fen >= household_subsistence_limit_12m_fen
            AND household_income_12m_fen < household_near_dibao_limit_12m_fen
        )
    )
