/*
code       = "R01"
title_zh   = "临时救助建议发放"
title      = "Temporary assistance to be paid"
programme  = "temporary_assistance"
severity   = "orange"
gives      = "payment"
valid_from = 2014-10-03
needs      = ["household_member", "relief_payment"]
parameters = ["subsistence_allowance_standard", "relief_basis", "relief_rounding"]
action_zh  = "按程序审批后发放临时救助金"
action     = "Pay temporary assistance once the competent level has approved it"
basis      = [
    { id = "LB07", cite = "国发〔2014〕47号", says = "对符合条件的家庭和个人给予临时救助" },
    { id = "LB08", cite = "民发〔2018〕23号", says = "急难型救助可先行救助，事后补办手续" },
    { id = "LB09", cite = "关于进一步健全完善临时救助制度的意见（2026）", says = "小额快救不开展家庭经济状况核对，不公示" },
]
reason_zh  = [
    "困难已于 {confirmed_on} 经核查属实（预警 {confirmed_warning_id}）。",
    "突发急难，自 {emergency_on} 起可先行救助，事后补办手续。",
]
reason     = [
    "The need was verified on {confirmed_on} (warning {confirmed_warning_id}). ",
    "An emergency since {emergency_on}: relief first, paperwork after. ",
]

A household whose need a visit has confirmed, or whom an emergency has struck, and which has not yet been paid what
the locality's scheme gives for that cause. The competent level approves; nothing is paid by this list.
*/
SELECT
    household_id,
    confirmed_cause AS relief_cause,
    confirmed_cause AS category,
    confirmed_is_small_fast AS is_small_fast,
    confirmed_warning_id,
    CASE WHEN confirmed_warning_id IS NOT NULL THEN confirmed_on END AS confirmed_on,
    CASE WHEN confirmed_warning_id IS NULL THEN confirmed_on END AS emergency_on
FROM household_month
WHERE
    confirmed_cause IS NOT NULL
