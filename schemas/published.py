"""The tables that analysts query in `published/latest.duckdb`.

Names and meanings here are a promise: other people's queries rest on them. People and households are
keyed pseudonyms, names and numbers are masked, money is yuan with two decimals.
"""

from dataclasses import replace

from schemas.household_month import HOUSEHOLD_MONTH
from schemas.person_month import PERSON_MONTH
from schemas.published_counts import ANSWER_COUNT, HIDDEN, OBJECTION, REMOVED_EVENT, SILENT_SAMPLE
from schemas.published_shadow import SHADOW_HIT, SHADOW_JUDGEMENT
from schemas.published_systems import SYSTEM_TABLES
from schemas.published_timeline import HOUSEHOLD_TIMELINE
from schemas.table import Field, Table
from schemas.warning import CHANGED_BECAUSE

MONEY = "DECIMAL(18,2)"

RUN = Table(
    name="run",
    zh="每晚运行",
    en="Nights that were run",
    key=("run_id",),
    fields=(
        Field(name="run_id", sql_type="VARCHAR", zh="运行编号", en="Identifier of the run"),
        Field(name="as_of", sql_type="DATE", zh="业务日期", en="Business date"),
        Field(name="known_at", sql_type="DATE", zh="知识日期", en="Deliveries up to this day were known"),
        Field(name="started_at", sql_type="TIMESTAMP", zh="开始时间", en="Start, local time of the bureau"),
        Field(name="finished_at", sql_type="TIMESTAMP", zh="结束时间", en="End, local time of the bureau"),
        Field(
            name="state",
            sql_type="VARCHAR",
            zh="状态",
            en="published, published_with_remark, held, failed, running",
        ),
        Field(name="exit_code", sql_type="INTEGER", zh="退出码", en="Exit code of the command"),
        Field(name="rules_digest", sql_type="VARCHAR", zh="规则摘要", en="Digest of every rule's text"),
        Field(
            name="standards_digest", sql_type="VARCHAR", zh="标准摘要", en="Digest of every standard's row"
        ),
        Field(
            name="content_digest", sql_type="VARCHAR", zh="内容摘要", en="Digest of what the night published"
        ),
    ),
)

DELIVERY = Table(
    name="delivery",
    zh="部门送达文件",
    en="Files delivered by departments, with their present state",
    key=("delivery_id",),
    fields=(
        Field(name="delivery_id", sql_type="VARCHAR", zh="送达编号", en="Identifier of the delivered file"),
        Field(name="extract", sql_type="VARCHAR", zh="数据种类", en="Which extract it is"),
        Field(
            name="file_name",
            sql_type="VARCHAR",
            zh="文件名（长数字已掩去）",
            en="Name of the file as delivered, long numbers covered",
        ),
        Field(name="delivered_on", sql_type="DATE", zh="送达日期", en="Day of delivery"),
        Field(name="sha256", sql_type="VARCHAR", zh="文件摘要", en="Digest of the file's bytes"),
        Field(name="state", sql_type="VARCHAR", zh="状态", en="loaded, held, same_again, superseded"),
        Field(
            name="rows_in",
            sql_type="BIGINT",
            zh="行数",
            en="Physical lines below the header, blanks included",
        ),
        Field(name="rows_loaded", sql_type="BIGINT", zh="入库行数", en="Rows believed"),
        Field(name="rows_collapsed", sql_type="BIGINT", zh="合并重复行数", en="Equal rows folded into one"),
        Field(name="rows_quarantined", sql_type="BIGINT", zh="隔离行数", en="Rows kept apart with reasons"),
        Field(
            name="rows_skipped",
            sql_type="BIGINT",
            zh="跳过行数",
            en="Blank lines, totals, or a file sent twice",
        ),
        Field(name="amount_in_cny", sql_type=MONEY, zh="金额合计", en="Sum of the readable amounts"),
        Field(name="amount_loaded_cny", sql_type=MONEY, zh="入库金额", en="Sum of the amounts believed"),
        Field(
            name="amount_quarantined_cny", sql_type=MONEY, zh="隔离金额", en="Sum of the amounts kept apart"
        ),
        Field(name="encoding", sql_type="VARCHAR", zh="编码", en="Encoding the file was read in"),
        Field(
            name="cells_normalised",
            sql_type="BIGINT",
            zh="规范了写法的单元格数",
            en="Cells believed after their way of writing was normalised: see normalised",
        ),
        Field(
            name="approved_on",
            sql_type="DATE",
            zh="放行日期",
            en="Day on which a person let a held file in; null for all others",
        ),
        Field(
            name="codes",
            sql_type="VARCHAR[]",
            zh="扣留原因代码",
            en="Why the file is held, one code per reason; empty for all others",
        ),
        Field(name="remark_zh", sql_type="VARCHAR", zh="说明", en="Remark in Chinese"),
        Field(name="remark_en", sql_type="VARCHAR", zh="英文说明", en="Remark in English"),
    ),
)

QUARANTINE = Table(
    name="quarantine",
    zh="隔离行（脱敏）",
    en="Rows that could not be believed, without their text",
    key=("delivery_id", "line"),
    fields=(
        Field(name="delivery_id", sql_type="VARCHAR", zh="送达编号", en="The delivered file"),
        Field(name="extract", sql_type="VARCHAR", zh="数据种类", en="Which extract"),
        Field(
            name="file_name",
            sql_type="VARCHAR",
            zh="文件名（长数字已掩去）",
            en="Name of the file, long numbers covered",
        ),
        Field(name="delivered_on", sql_type="DATE", zh="送达日期", en="Day of delivery"),
        Field(name="line", sql_type="BIGINT", zh="行号", en="Physical line in the file, the header is 1"),
        Field(name="reason_codes", sql_type="VARCHAR[]", zh="原因代码", en="Why, one code per fault"),
        Field(name="columns", sql_type="VARCHAR[]", zh="出错列", en="The columns the codes are about"),
        Field(
            name="amount_cny",
            sql_type=MONEY,
            zh="金额",
            en="The row's amount where it can be read and is not beyond belief",
        ),
        Field(name="answered_on", sql_type="DATE", zh="更正日期", en="Day on which a corrected row came"),
    ),
)

NORMALISED = Table(
    name="normalised",
    zh="规范了写法的单元格",
    en="How many cells of which column were believed only after their way of writing was normalised",
    key=("delivery_id", "column_name", "change"),
    fields=(
        Field(name="delivery_id", sql_type="VARCHAR", zh="送达编号", en="The delivered file"),
        Field(name="column_name", sql_type="VARCHAR", zh="列", en="The contract's column"),
        Field(
            name="change",
            sql_type="VARCHAR",
            zh="改了什么",
            en="full_width, stray (marks around it), form (another way of writing), id_15, id_x, other (unlisted value)",
        ),
        Field(name="cell_count", sql_type="BIGINT", zh="单元格数", en="How many"),
    ),
)

DIFFERENCE = Table(
    name="difference",
    zh="每次送达与此前所知的差别",
    en="What each set of files changed in what was known: one row per set that was loaded",
    key=("extract", "known_on", "set_no"),
    fields=(
        Field(name="extract", sql_type="VARCHAR", zh="数据种类", en="Which extract"),
        Field(name="known_on", sql_type="DATE", zh="得知日期", en="Day it was delivered, or let in"),
        Field(name="set_no", sql_type="INTEGER", zh="当日第几组", en="First, second, ... set of that day"),
        Field(name="rows_added", sql_type="BIGINT", zh="新增行数", en="Rows under a key not known before"),
        Field(
            name="rows_changed",
            sql_type="BIGINT",
            zh="变更行数",
            en="Rows that say something else under a known key",
        ),
        Field(name="rows_gone", sql_type="BIGINT", zh="减少行数", en="Rows that are no longer there"),
        Field(name="rows_same", sql_type="BIGINT", zh="不变行数", en="Rows already known"),
        Field(
            name="amount_change_cny",
            sql_type=MONEY,
            zh="金额变化",
            en="Sum of the new amounts less the replaced ones",
        ),
    ),
)

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

JUDGEMENT = Table(
    name="judgement",
    zh="规则执行情况",
    en="What each rule could judge that night",
    key=("run_id", "rule_id"),
    fields=(
        Field(name="run_id", sql_type="VARCHAR", zh="运行编号", en="The run"),
        Field(name="rule_code", sql_type="VARCHAR", zh="规则代码", en="Code in the rule catalogue"),
        Field(name="rule_id", sql_type="VARCHAR", zh="规则", en="The rule's file"),
        Field(name="rule_version", sql_type="VARCHAR", zh="规则版本", en="Digest of the rule's text"),
        Field(
            name="is_judged",
            sql_type="BOOLEAN",
            zh="是否判断",
            en="False: an input was late, held or missing",
        ),
        Field(
            name="not_judged_reason", sql_type="VARCHAR", zh="未判断原因", en="Which input, and since when"
        ),
        Field(
            name="judged_count",
            sql_type="BIGINT",
            zh="可判断数",
            en="Households (or people) with every input known",
        ),
        Field(name="hit_count", sql_type="BIGINT", zh="命中数", en="Households (or people) the rule found"),
    ),
)

STANDARD = Table(
    name="standard",
    zh="标准与参数",
    en="Every dated, cited value known that night",
    key=("area_code", "key", "population", "valid_from", "published_on"),
    fields=(
        Field(name="area_code", sql_type="VARCHAR", zh="区划代码", en="Authority; 00 is the nation"),
        Field(name="key", sql_type="VARCHAR", zh="参数", en="What it is"),
        Field(name="population", sql_type="VARCHAR", zh="适用范围", en="Whom it is for; all"),
        Field(name="value", sql_type="VARCHAR", zh="值", en="The value as cited"),
        Field(name="unit", sql_type="VARCHAR", zh="单位", en="Its unit"),
        Field(name="operator", sql_type="VARCHAR", zh="比较方式", en="How the locality words the comparison"),
        Field(name="valid_from", sql_type="DATE", zh="执行日期", en="In force from"),
        Field(name="valid_to", sql_type="DATE", zh="失效日期", en="In force until the day before"),
        Field(name="published_on", sql_type="DATE", zh="发布日期", en="Known from"),
        Field(name="source", sql_type="VARCHAR", zh="来源", en="Where it is written"),
        Field(name="confidence", sql_type="VARCHAR", zh="可信度", en="official, secondary, assumed"),
        Field(name="note", sql_type="VARCHAR", zh="备注", en="Remark"),
    ),
)

AREA = Table(
    name="area",
    zh="行政区划",
    en="Names of the areas that the warnings use",
    key=("area_code",),
    fields=(
        Field(name="area_code", sql_type="VARCHAR", zh="区划代码", en="Division code"),
        Field(name="name", sql_type="VARCHAR", zh="名称", en="Name; the code where none was delivered"),
        Field(name="parent_code", sql_type="VARCHAR", zh="上级代码", en="The next higher area"),
    ),
)

IDENTITY_DOUBT = Table(
    name="identity_doubt",
    zh="身份存疑",
    en="Where registers disagree about who a person is. Nothing is joined or split for it: a person asks",
    key=("kind", "delivery_id", "source_line"),
    fields=(
        Field(
            name="kind",
            sql_type="VARCHAR",
            zh="存疑类型",
            en="name_differs, two_numbers, both_numbers_listed, change_contradicts, change_loops",
        ),
        Field(
            name="household_key",
            sql_type="VARCHAR",
            zh="家庭键",
            en="Pseudonym of the household; null: in none of the register",
        ),
        Field(name="person_key", sql_type="VARCHAR", zh="人员键", en="Pseudonym of the person"),
        Field(
            name="other_key",
            sql_type="VARCHAR",
            zh="另一人员键",
            en="Pseudonym under the other number, where the doubt is between two",
        ),
        Field(name="extract", sql_type="VARCHAR", zh="数据种类", en="Extract of the row in doubt"),
        Field(name="delivery_id", sql_type="VARCHAR", zh="送达编号", en="Delivered file of that row"),
        Field(name="source_line", sql_type="BIGINT", zh="行号", en="Its line in the file, the header is 1"),
        Field(
            name="township_code", sql_type="VARCHAR", zh="乡镇代码", en="Township of the household, if any"
        ),
    ),
)


def published_form(table: Table) -> Table:
    """The outward twin of an inner wide table: pseudonymous keys, yuan, nothing restricted."""
    keys = {
        "household_id": Field(
            name="household_key", sql_type="VARCHAR", zh="家庭键", en="Pseudonym of the household"
        ),
        "person_no": Field(name="person_key", sql_type="VARCHAR", zh="人员键", en="Pseudonym of the person"),
    }
    fields = tuple(_outward(field, keys) for field in table.fields if not field.restricted)
    key = tuple(keys[name].name if name in keys else name for name in table.key)
    return replace(table, fields=fields, key=key)


def _outward(field: Field, keys: dict[str, Field]) -> Field:
    if field.name in keys:
        return keys[field.name]
    if "_fen" in field.name:
        return replace(field, name=field.name.replace("_fen", "_cny"), sql_type=MONEY)
    return field


TABLES: tuple[Table, ...] = (
    RUN,
    DELIVERY,
    QUARANTINE,
    NORMALISED,
    DIFFERENCE,
    IDENTITY_DOUBT,
    WARNING,
    WARNING_EVENT,
    WARNING_SOURCE,
    REMOVED_EVENT,
    ANSWER_COUNT,
    HIDDEN,
    OBJECTION,
    SILENT_SAMPLE,
    SUGGESTED_PAYMENT,
    STANDARD_DIFFERENCE,
    HOUSEHOLD_TIMELINE,
    *SYSTEM_TABLES,
    JUDGEMENT,
    SHADOW_JUDGEMENT,
    SHADOW_HIT,
    STANDARD,
    AREA,
    published_form(HOUSEHOLD_MONTH),
    published_form(PERSON_MONTH),
)
