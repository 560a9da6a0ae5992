"""Warnings with their life and sources, and what is suggested beside them."""

from schemas.published.outward_form import MONEY
from schemas.table import Field, Table
from schemas.warning import CHANGED_BECAUSE

AMOUNT = (
    Field(
        name="approval_level",
        sql_type="VARCHAR",
        zh="审批层级",
        en="Who may decide a sum of this size: small_fast, township, county, case_by_case; null without an amount",
    ),
    Field(
        name="amount_steps",
        sql_type="VARCHAR",
        zh="金额算法",
        en="The arithmetic of the amount, which a clerk can redo by hand, in Chinese",
    ),
)

WARNING = Table(
    name="warning",
    zh="预警",
    en="Early warnings: one row per episode. A warning suggests; it decides nothing",
    key=("warning_id",),
    fields=(
        Field(name="warning_id", sql_type="VARCHAR", zh="预警编号", en="Identifier of the episode"),
        Field(name="rule_code", sql_type="VARCHAR", zh="规则代码", en="Code in the rule catalogue"),
        Field(name="rule_id", sql_type="VARCHAR", zh="规则", en="The rule's file, its name for ever"),
        Field(name="rule_version", sql_type="VARCHAR", zh="规则版本", en="Digest of the rule's text"),
        Field(name="programme", sql_type="VARCHAR", zh="救助项目", en="Assistance programme it points to"),
        Field(name="severity", sql_type="VARCHAR", zh="预警级别", en="red, orange, yellow, blue"),
        Field(name="state", sql_type="VARCHAR", zh="状态", en="Where the episode stands"),
        Field(name="household_key", sql_type="VARCHAR", zh="家庭键", en="Pseudonym of the household"),
        Field(name="person_key", sql_type="VARCHAR", zh="人员键", en="Pseudonym of the person, if about one"),
        Field(
            name="township_code", sql_type="VARCHAR", zh="乡镇代码", en="First nine digits of the residence"
        ),
        Field(name="village_code", sql_type="VARCHAR", zh="村居代码", en="Twelve digits of the residence"),
        Field(name="opened_on", sql_type="DATE", zh="首次预警日期", en="Night the episode opened"),
        Field(
            name="last_seen_on", sql_type="DATE", zh="最近一次预警日期", en="Last night the rule still held"
        ),
        Field(
            name="closed_on", sql_type="DATE", zh="结束日期", en="Night it cleared, was withdrawn or closed"
        ),
        Field(name="due_on", sql_type="DATE", zh="办理时限", en="To be visited by this working day"),
        Field(name="suggested_action", sql_type="VARCHAR", zh="建议办理事项", en="What is suggested"),
        Field(
            name="suggested_cny", sql_type=MONEY, zh="建议救助金额", en="Suggested amount, yuan; null: none"
        ),
        Field(name="relief_multiple", sql_type="DECIMAL(8,2)", zh="救助倍数", en="Multiple of the standard"),
        Field(name="relief_basis", sql_type="VARCHAR", zh="计算口径", en="per_household or per_person"),
        Field(
            name="standard_cny_per_month",
            sql_type=MONEY,
            zh="低保月标准",
            en="Standard used, yuan per person and month",
        ),
        Field(name="standard_valid_from", sql_type="DATE", zh="标准执行日期", en="The standard's own date"),
        *AMOUNT,
        Field(name="reason_zh", sql_type="VARCHAR", zh="预警原因", en="Reason in Chinese"),
        Field(name="reason_en", sql_type="VARCHAR", zh="英文原因", en="Reason in English"),
        Field(name="evidence", sql_type="JSON", zh="证据", en="Every figure of the reason, by name"),
        Field(name="legal_basis", sql_type="VARCHAR", zh="依据条款", en="Articles the rule rests on"),
        Field(
            name="change",
            sql_type="VARCHAR",
            zh="变化",
            en="new, continuing, escalated, eased, withdrawn, cleared, reopened",
        ),
        Field(
            name="visit_warning_id",
            sql_type="VARCHAR",
            zh="清单上的预警编号",
            en="The number under which the household stands on tonight's list: that of its gravest open warning. "
            "Null when it is on no list",
        ),
        Field(
            name="result",
            sql_type="VARCHAR",
            zh="核查结果",
            en="The newest answer: confirmed_needs_relief, confirmed_already_helped, refuted, not_found, deceased, refused",
        ),
        Field(
            name="decided_cny",
            sql_type=MONEY,
            zh="实际救助金额",
            en="Decided by a person; a household's sum stands with one of its warnings",
        ),
        Field(name="verified_on", sql_type="DATE", zh="核查日期", en="Day of the visit that was answered"),
        Field(
            name="is_listed",
            sql_type="BOOLEAN",
            zh="是否在清单上",
            en="Somebody still has to work on it, so it stands on the lists: open, dispatched, visited, confirmed or "
            "unreachable. What is settled or ended does not",
        ),
        Field(
            name="is_overdue",
            sql_type="BOOLEAN",
            zh="是否超期",
            en="Still to be worked on after its working day",
        ),
        Field(
            name="hidden_until_on",
            sql_type="DATE",
            zh="暂不列入清单至",
            en="Off the lists until this day, unless something new happens; null: not hidden",
        ),
        Field(
            name="moved_on",
            sql_type="DATE",
            zh="迁移日期",
            en="Night on which the household or person was last found elsewhere",
        ),
        Field(
            name="from_township_code", sql_type="VARCHAR", zh="迁出乡镇代码", en="Where it had been before"
        ),
        Field(name="run_id", sql_type="VARCHAR", zh="运行编号", en="The run that said so"),
    ),
)

WARNING_EVENT = Table(
    name="warning_event",
    zh="预警台账事件",
    en="What happened to each episode, in order; appended, never edited",
    key=("warning_id", "event_no"),
    fields=(
        Field(name="warning_id", sql_type="VARCHAR", zh="预警编号", en="The episode"),
        Field(name="event_no", sql_type="INTEGER", zh="序号", en="Order within the episode"),
        Field(name="event_on", sql_type="DATE", zh="业务日期", en="Business date of the night"),
        Field(
            name="happened_on",
            sql_type="DATE",
            zh="发生日期",
            en="Day it happened in life: the visit, the decision, or the night",
        ),
        Field(name="moved_by", sql_type="VARCHAR", zh="由谁引起", en="night, answer or decision"),
        Field(name="change", sql_type="VARCHAR", zh="变化", en="What happened"),
        Field(name="state_before", sql_type="VARCHAR", zh="之前状态", en="State before; null: it opened"),
        Field(name="state", sql_type="VARCHAR", zh="之后状态", en="State afterwards"),
        Field(name="severity", sql_type="VARCHAR", zh="之后级别", en="Severity afterwards"),
        Field(name="suggested_cny", sql_type=MONEY, zh="建议金额", en="Suggested amount afterwards"),
        Field(name="result", sql_type="VARCHAR", zh="核查结果", en="The newest answer by then"),
        Field(name="decided_cny", sql_type=MONEY, zh="实际救助金额", en="Decided by a person, by then"),
        Field(name="township_code", sql_type="VARCHAR", zh="乡镇代码", en="Township of the household then"),
        Field(name="run_id", sql_type="VARCHAR", zh="运行编号", en="The run that recorded it"),
        Field(
            name="changed_because",
            sql_type="VARCHAR",
            zh="变化的原因",
            en=f"Why, one factor after the other: {', '.join(CHANGED_BECAUSE)}",
        ),
    ),
)

WARNING_SOURCE = Table(
    name="warning_source",
    zh="预警所依据的数据",
    en="Which delivered files stand behind each warning's figures, as they were last made",
    key=("warning_id", "delivery_id"),
    fields=(
        Field(name="warning_id", sql_type="VARCHAR", zh="预警编号", en="The episode"),
        Field(name="extract", sql_type="VARCHAR", zh="数据种类", en="Which extract"),
        Field(name="delivery_id", sql_type="VARCHAR", zh="送达编号", en="The delivered file"),
        Field(name="row_count", sql_type="BIGINT", zh="行数", en="How many of its rows"),
    ),
)

SUGGESTED_PAYMENT = Table(
    name="suggested_payment",
    zh="建议发放",
    en="Payments that tonight's rules suggest, one row each. Nothing is paid by it: the competent authority decides",
    key=("run_id", "rule_code", "household_key", "person_key", "month_on"),
    fields=(
        Field(name="run_id", sql_type="VARCHAR", zh="运行编号", en="The run that suggests it"),
        Field(name="rule_code", sql_type="VARCHAR", zh="规则代码", en="Code in the rule catalogue"),
        Field(name="household_key", sql_type="VARCHAR", zh="家庭键", en="Pseudonym of the household"),
        Field(
            name="person_key",
            sql_type="VARCHAR",
            zh="人员键",
            en="Pseudonym of the person; null where it is for the household",
        ),
        Field(
            name="township_code", sql_type="VARCHAR", zh="乡镇代码", en="First nine digits of the residence"
        ),
        Field(name="village_code", sql_type="VARCHAR", zh="村居代码", en="Twelve digits of the residence"),
        Field(name="month_on", sql_type="DATE", zh="所属月份", en="First day of the month it is for"),
        Field(name="category", sql_type="VARCHAR", zh="对象类别", en="The status it is for"),
        Field(name="basis", sql_type="VARCHAR", zh="计算口径", en="From what the amount is made"),
        Field(
            name="standard_cny_per_month",
            sql_type=MONEY,
            zh="低保月标准",
            en="Standard used, yuan per person and month",
        ),
        Field(name="standard_valid_from", sql_type="DATE", zh="标准执行日期", en="The standard's own date"),
        Field(name="suggested_cny", sql_type=MONEY, zh="建议金额", en="Suggested amount, yuan"),
        *AMOUNT,
        Field(name="reason_zh", sql_type="VARCHAR", zh="理由", en="Reason in Chinese"),
        Field(name="reason_en", sql_type="VARCHAR", zh="英文理由", en="Reason in English"),
    ),
)

STANDARD_DIFFERENCE = Table(
    name="standard_difference",
    zh="标准补差",
    en="Months that were paid by an old standard because the new one was announced late, household by household",
    key=("household_key", "month_on", "announced_on"),
    fields=(
        Field(name="household_key", sql_type="VARCHAR", zh="家庭键", en="Pseudonym of the household"),
        Field(
            name="township_code", sql_type="VARCHAR", zh="乡镇代码", en="First nine digits of the residence"
        ),
        Field(name="village_code", sql_type="VARCHAR", zh="村居代码", en="Twelve digits of the residence"),
        Field(name="month_on", sql_type="DATE", zh="月份", en="First day of the month that was paid"),
        Field(name="announced_on", sql_type="DATE", zh="公布日期", en="When the new standard became known"),
        Field(
            name="member_count", sql_type="INTEGER", zh="当月人口", en="Members on the first of that month"
        ),
        Field(name="line_before_cny", sql_type=MONEY, zh="原标准合计", en="Line by the standard known then"),
        Field(
            name="line_after_cny", sql_type=MONEY, zh="新标准合计", en="Line by the standard announced since"
        ),
        Field(name="difference_cny", sql_type=MONEY, zh="差额", en="What is still owed for the month"),
    ),
)
