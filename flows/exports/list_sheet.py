"""What the list of a township and the bureau's total have in common on the page: styles, headings, print."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from flows.exports.form import BATCH_LINE, LAST_ROW, PLAIN, TITLE
from flows.exports.list_columns import ANSWER_HEADINGS, WIDTHS
from flows.exports.row_height import FONT_SIZE, row_height

MARKER = "内部资料 注意保管"

# The level is always written out; the tint only helps the eye, and a grey print loses nothing.
_TINTS: dict[str, dict[str, Any]] = {
    PLAIN: {},
    "red": {"bg_color": "#F8C9C4", "bold": True},
    "orange": {"bg_color": "#FBDDB5", "bold": True},
    "yellow": {"bg_color": "#FFF3B0"},
    "blue": {"bg_color": "#D6E6F5"},
    "closed": {},
}
SMALL = "_small"
"""Ends the name of a style for a row that would not fit in the list's print."""
SMALL_SIZE = 8.0
STYLES: tuple[str, ...] = (*_TINTS, *(f"{style}{SMALL}" for style in _TINTS))

_BASE = {"font_name": "宋体", "font_size": FONT_SIZE, "text_wrap": True, "valign": "vcenter", "border": 1}
_GREY = {"bg_color": "#E4E4E4", "font_color": "#5F5F5F"}
_TO_FILL_IN = {"bg_color": "#FFFDE0", "locked": False}
_CENTRED = {"序号", "家庭人口", "预警级别", "办理时限", "变化"}
_NUMBERS = {
    "序号": "0",
    "家庭人口": "0",
    "建议救助金额(元)": "0.00_ ",
    "实际救助金额(元)": "0.00_ ",
    "核查日期": "yyyy-mm-dd",
}


def draw_list(
    book: Workbook, sheet: Worksheet, headings: Sequence[str], notices_zh: Sequence[str], *, to_fill_in: bool
) -> int:
    """Draws title, notices, header and one example row per style; returns the row of the first example."""
    width = sum(WIDTHS[heading] for heading in headings)
    last = len(headings) - 1
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, WIDTHS[heading])

    title = book.add_format(
        {"font_name": "宋体", "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"}
    )
    line = book.add_format({"font_name": "宋体", "font_size": 10, "valign": "vcenter"})
    marker = book.add_format(
        {"font_name": "宋体", "font_size": 11, "bold": True, "align": "right", "valign": "vcenter"}
    )
    notice = book.add_format(
        {
            **_BASE,
            "font_size": 11,
            "bold": True,
            "font_color": "#7A1F00",
            "bg_color": "#FCE4D6",
            "num_format": "@",
        }
    )
    sheet.set_row(0, 28)
    sheet.merge_range(0, 0, 0, last, "", title)
    sheet.write_string(0, 0, TITLE, title)
    sheet.set_row(1, 20)
    beside = last - 5
    sheet.merge_range(1, 0, 1, beside, "", line)
    sheet.write_string(1, 0, BATCH_LINE, line)
    sheet.merge_range(1, beside + 1, 1, last, "", marker)
    sheet.write_string(1, beside + 1, MARKER, marker)
    row = 2
    for text in notices_zh:
        text = f"注意：{text}"
        sheet.set_row(row, row_height([text], [width]) * 1.1)
        sheet.merge_range(row, 0, row, last, "", notice)
        sheet.write_string(row, 0, text, notice)
        row += 1

    header = row
    head = {**_BASE, "bold": True, "align": "center", "bg_color": "#D9E2EC", "num_format": "@"}
    plain_head = book.add_format(head)
    fill_head = book.add_format({**head, "bg_color": "#FFE48A"})
    sheet.set_row(header, 48)
    for column, heading in enumerate(headings):
        mine = to_fill_in and heading in ANSWER_HEADINGS
        sheet.write_string(header, column, heading, fill_head if mine else plain_head)

    first = header + 1
    for offset, style in enumerate(STYLES):
        _draw_example(book, sheet, first + offset, headings, style, to_fill_in)

    sheet.freeze_panes(first, 0)
    sheet.autofilter(header, 0, LAST_ROW - 1, last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + last)}{LAST_ROW}"})
    sheet.repeat_rows(header)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.65)
    return first


def _draw_example(
    book: Workbook, sheet: Worksheet, row: int, headings: Sequence[str], style: str, to_fill_in: bool
) -> None:
    """A row that shows how cells of this style look; `form` cuts it out and keeps the looks."""
    tint = style.removesuffix(SMALL)
    size = SMALL_SIZE if style.endswith(SMALL) else FONT_SIZE
    sheet.set_row(row, 16)
    for column, heading in enumerate(headings):
        look: dict[str, Any] = {**_BASE, "font_size": size, "num_format": _NUMBERS.get(heading, "@")}
        if heading in _CENTRED:
            look["align"] = "center"
        if heading == "预警级别":
            look |= {"align": "center", **_TINTS[tint]}
        if to_fill_in and heading in ANSWER_HEADINGS:
            look |= _TO_FILL_IN
        if tint == "closed":
            look |= _GREY
        drawn = book.add_format(look)
        if heading in ANSWER_HEADINGS:
            sheet.write_blank(row, column, None, drawn)
        elif heading in _NUMBERS:
            sheet.write_number(row, column, 1, drawn)
        else:
            sheet.write_string(row, column, "x", drawn)
