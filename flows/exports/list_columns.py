"""How the columns of a list look on A4 landscape: width, and which ones the office fills in."""

from schemas.office import COLUMNS

TOWNSHIP_HEADING = "乡镇(街道)"

ANSWER_HEADINGS: tuple[str, ...] = tuple(
    heading for heading, field in COLUMNS.items() if not field and heading != "序号"
)

# In characters; a Chinese one counts two. The sum decides how small the print gets on the page.
WIDTHS: dict[str, float] = {
    "序号": 4.5,
    "预警编号": 12,
    TOWNSHIP_HEADING: 9,
    "村(社区)": 9,
    "家庭编号": 10,
    "户主姓名": 8,
    "身份证号(掩码)": 11,
    "家庭人口": 4.5,
    "预警类型": 9.5,
    "预警级别": 4.5,
    "预警原因": 54,
    "依据条款": 14,
    "建议救助金额(元)": 9.5,
    "数据来源及期间": 14.5,
    "办理时限": 11,
    "变化": 5,
    "核查结果": 10,
    "核查情况说明": 14,
    "实际救助金额(元)": 9.5,
    "核查人": 8,
    "核查日期": 11,
}

TOWNSHIP_HEADINGS: tuple[str, ...] = tuple(COLUMNS)

_after_number = TOWNSHIP_HEADINGS.index("预警编号") + 1
TOTAL_HEADINGS: tuple[str, ...] = (
    *TOWNSHIP_HEADINGS[:_after_number],
    TOWNSHIP_HEADING,
    *TOWNSHIP_HEADINGS[_after_number:],
)

# Where things stand among the cells an office row shows, which begin right of 序号.
SHOWN_HEADINGS: tuple[str, ...] = tuple(heading for heading, field in COLUMNS.items() if field)
NAME_AT = SHOWN_HEADINGS.index("户主姓名")
MEMBERS_AT = SHOWN_HEADINGS.index("家庭人口")
AMOUNT_AT = SHOWN_HEADINGS.index("建议救助金额(元)")
TOWNSHIP_AT = SHOWN_HEADINGS.index("预警编号") + 1
"""Where the total puts the township in."""
