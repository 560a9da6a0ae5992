"""The row of an office's list: what a township officer reads, in the order of the printed form.

`OFFICE_ROW` is restricted: it holds the head's full name for the workbook. The CSV's columns and their
order are a promise; `COLUMNS` says which field fills which heading.
"""

from schemas.table import Field, Table

OFFICE_ROW = Table(
    name="office_row",
    zh="核查清单行",
    en="One household to visit as an office sees it: all its warnings on one line",
    key=("warning_id",),
    fields=(
        Field(
            name="warning_id",
            sql_type="VARCHAR",
            zh="预警编号",
            en="The gravest warning, whose number stands for all of the line",
        ),
        Field(
            name="township_code", sql_type="VARCHAR", zh="乡镇代码", en="Nine digits: the list it belongs to"
        ),
        Field(name="township_name", sql_type="VARCHAR", zh="乡镇名称", en="Name, or the code"),
        Field(name="village_code", sql_type="VARCHAR", zh="村居代码", en="Twelve digits"),
        Field(name="village_name", sql_type="VARCHAR", zh="村(社区)", en="Name, or the code"),
        Field(
            name="household_id",
            sql_type="VARCHAR",
            zh="家庭编号",
            en="The household's number",
            restricted=True,
        ),
        Field(
            name="head_name",
            sql_type="VARCHAR",
            zh="户主姓名",
            en="Full name: workbook only",
            restricted=True,
        ),
        Field(name="head_name_masked", sql_type="VARCHAR", zh="户主姓名(掩码)", en="Masked name"),
        Field(name="head_id_masked", sql_type="VARCHAR", zh="身份证号(掩码)", en="Masked number"),
        Field(name="member_count", sql_type="INTEGER", zh="家庭人口", en="Members counted"),
        Field(name="warning_count", sql_type="INTEGER", zh="预警条数", en="Warnings the line tells"),
        Field(name="rule_title_zh", sql_type="VARCHAR", zh="预警类型", en="Kinds of warning, gravest first"),
        Field(
            name="severity", sql_type="VARCHAR", zh="预警级别", en="The gravest: red, orange, yellow, blue"
        ),
        Field(name="reason_zh", sql_type="VARCHAR", zh="预警原因", en="Reasons, gravest first"),
        Field(name="legal_basis", sql_type="VARCHAR", zh="依据条款", en="Articles"),
        Field(
            name="suggested_fen",
            sql_type="BIGINT",
            zh="建议救助金额",
            en="The highest suggested, never a sum. Null: no amount is suggested",
        ),
        Field(
            name="sources_zh", sql_type="VARCHAR", zh="数据来源及期间", en="Which deliveries, which period"
        ),
        Field(name="due_on", sql_type="DATE", zh="办理时限", en="Visit by: the earliest"),
        Field(
            name="change", sql_type="VARCHAR", zh="变化", en="The most notable: escalated, reopened, new, ..."
        ),
        Field(name="change_zh", sql_type="VARCHAR", zh="变化", en="The same in Chinese"),
    ),
)

COLUMNS: dict[str, str] = {
    "序号": "",
    "预警编号": "warning_id",
    "村(社区)": "village_name",
    "家庭编号": "household_id",
    "户主姓名": "head_name_masked",
    "身份证号(掩码)": "head_id_masked",
    "家庭人口": "member_count",
    "预警类型": "rule_title_zh",
    "预警级别": "severity",
    "预警原因": "reason_zh",
    "依据条款": "legal_basis",
    "建议救助金额(元)": "suggested_fen",
    "数据来源及期间": "sources_zh",
    "办理时限": "due_on",
    "变化": "change_zh",
    "核查结果": "",
    "核查情况说明": "",
    "实际救助金额(元)": "",
    "核查人": "",
    "核查日期": "",
}

ANSWERS: dict[str, str] = {
    "属实-需救助": "confirmed_needs_relief",
    "属实-已在保": "confirmed_already_helped",
    "不属实": "refuted",
    "查无此人/已迁出": "not_found",
    "已死亡": "deceased",
    "拒绝核查": "refused",
    "暂未核实": "not_yet_verified",
}
"""What an office can answer, in the order of the drop-down, and its code in the warehouse."""

BATCH_SHEET = "_batch"
"""The sheet of a workbook that nobody sees: which batch a returned list belongs to, and what its locked cells said."""

NOT_YET_VERIFIED = "not_yet_verified"
"""The one answer that is none: nobody was met, and the visit is still to be made."""

SEVERITY_ZH = {"red": "红色", "orange": "橙色", "yellow": "黄色", "blue": "蓝色"}

CHANGE_ZH = {
    "new": "新增",
    "continuing": "持续",
    "escalated": "升级",
    "eased": "降级",
    "withdrawn": "撤销",
    "cleared": "解除",
    "reopened": "重新出现",
}

MOST_NOTABLE_FIRST = ("escalated", "reopened", "new", "eased", "continuing", "cleared", "withdrawn")
"""Which change a line shows that holds several: what got worse first, then what has come, then what goes on. A line
that holds anything open never shows one of the last two."""
