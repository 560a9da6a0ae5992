"""The workbook of one township: the list, how to fill it in, and what a returned one is held against."""

from collections.abc import Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from flows.exports.form import LAST_ROW, PLAIN, TOWNSHIP_CODE, TRANSFER_COUNT, Form, draw_form
from flows.exports.guidance import draw_guidance
from flows.exports.list_columns import TOWNSHIP_HEADINGS
from flows.exports.list_sheet import MARKER, STYLES, draw_list
from flows.exports.transfer_list import TRANSFERS
from schemas.office import ANSWERS, BATCH_SHEET

LIST = "核查清单"

MOST_NOTICES = 4
"""A reader of a returned list looks for the heading within ten lines, and so does a person's eye."""

_TO_SIGN = " " * 24


def township_form(
    *, as_of: date, run_id: str, notices_zh: Sequence[str], has_transfers: bool = False
) -> Form:
    """Drawn once a night, filled for every township; once more for those that lose households to others."""
    if has_transfers:
        notices_zh = _short((*notices_zh, f"有 {TRANSFER_COUNT} 户转出，见“{TRANSFERS.sheet}”表"))

    def draw(book: Workbook) -> dict[str, tuple[int, tuple[str, ...]]]:
        sheet = book.add_worksheet(LIST)
        first = draw_list(book, sheet, TOWNSHIP_HEADINGS, notices_zh, to_fill_in=True)
        _guide_answers(sheet, first, as_of)
        # Locked against slips, not against people: without a password, and heights and filters stay free.
        sheet.protect("", {"format_rows": True, "format_columns": True, "autofilter": True})
        sheet.set_footer(f"&L核查单位(盖章)：{_TO_SIGN}负责人：{_TO_SIGN}日期：&C{MARKER}&R第 &P/&N 页")
        left = {TRANSFERS.sheet: TRANSFERS.draw(book)} if has_transfers else {}
        draw_guidance(book)
        return {LIST: (first, STYLES), **left, BATCH_SHEET: (_draw_batch(book, as_of, run_id), (PLAIN,))}

    return draw_form(draw, as_of)


def _short(notices_zh: Sequence[str]) -> Sequence[str]:
    """No more than fit above the heading: the first ones share a line."""
    beyond = len(notices_zh) - MOST_NOTICES
    return notices_zh if beyond <= 0 else ("；".join(notices_zh[: beyond + 1]), *notices_zh[beyond + 1 :])


def _guide_answers(sheet: Worksheet, first: int, as_of: date) -> None:
    """Takes wrong answers at the keyboard, where they are cheapest."""
    column = {heading: number for number, heading in enumerate(TOWNSHIP_HEADINGS)}

    def guide(heading: str, rule: dict[str, object]) -> None:
        sheet.data_validation(first, column[heading], LAST_ROW - 1, column[heading], rule)

    guide(
        "核查结果",
        {
            "validate": "list",
            "source": list(ANSWERS),
            "error_title": "核查结果",
            "error_message": "请从下拉列表中选择一项，含义见“填写说明”。",
        },
    )
    guide(
        "实际救助金额(元)",
        {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": "实际救助金额",
            "error_message": "请只填数字(元)，例如 5226.00；没有救助的请留空。",
        },
    )
    guide(
        "核查日期",
        {
            "validate": "date",
            "criteria": "between",
            # A warning may have been open for months before tonight's list names it again.
            "minimum": date(as_of.year - 1, 1, 1),
            "maximum": "=TODAY()",
            "error_title": "核查日期",
            "error_message": f"请填入户当天的日期，例如 {as_of.isoformat()}，不能晚于今天。",
        },
    )


def _draw_batch(book: Workbook, as_of: date, run_id: str) -> int:
    """The sheet nobody sees: which batch a returned list belongs to, and what its locked cells said."""
    sheet = book.add_worksheet(BATCH_SHEET)
    for row, (name, value) in enumerate(
        (
            ("batch_id", run_id),
            ("as_of", as_of.isoformat()),
            ("township_code", TOWNSHIP_CODE),
            ("warning_id", "row_digest"),
        )
    ):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
    sheet.set_row(4, 16)
    sheet.write_string(4, 0, "x")
    sheet.write_string(4, 1, "x")
    sheet.protect()
    sheet.very_hidden()
    return 4
