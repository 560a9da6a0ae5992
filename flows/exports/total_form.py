"""The bureau's workbook: how much each township got, and every row with masked names and numbers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.exports.form import Form, draw_form
from flows.exports.list_columns import TOTAL_HEADINGS
from flows.exports.list_sheet import MARKER, STYLES, draw_list
from flows.exports.office_row_reader import TownshipCount
from flows.exports.overdue_list import OVERDUE
from flows.exports.row_height import row_height
from flows.exports.yuan import yuan
from schemas.office import CHANGE_ZH

SUMMARY = "汇总"
LIST = "核查总表"

# New ones first, as the chief asks for them; what needs no visit comes last.
_CHANGES = ("new", "continuing", "escalated", "eased", "reopened", "withdrawn", "cleared")
_AMOUNTS = ("建议救助金额合计(元)", "其中需入户(元)")


def total_form(
    townships: Sequence[TownshipCount],
    *,
    title: str,
    batch_line: str,
    as_of: date,
    notices_zh: Sequence[str],
    is_overdue: bool,
) -> Form:
    """The summary is complete as drawn; the list and, where something is overdue, its sheet take their rows later."""

    def draw(book: Workbook) -> dict[str, tuple[int, tuple[str, ...]]]:
        _draw_summary(book, townships, title, batch_line, notices_zh)
        sheet = book.add_worksheet(LIST)
        first = draw_list(book, sheet, TOTAL_HEADINGS, notices_zh, to_fill_in=False)
        sheet.set_footer(f"&C{MARKER}&R第 &P/&N 页")
        late = {OVERDUE.sheet: OVERDUE.draw(book)} if is_overdue else {}
        return {LIST: (first, STYLES), **late}

    return draw_form(draw, as_of)


def _draw_summary(
    book: Workbook, townships: Sequence[TownshipCount], title: str, batch_line: str, notices_zh: Sequence[str]
) -> None:
    sheet = book.add_worksheet(SUMMARY)
    headings = (
        "乡镇代码",
        "乡镇(街道)",
        "合计(户)",
        "需入户(户)",
        "预警(条)",
        *(CHANGE_ZH[change] for change in _CHANGES),
        *_AMOUNTS,
    )
    last = len(headings) - 1
    widths = (12, 20, 9, 9, 9, *(8.5 for _ in _CHANGES), 17, 17)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)

    font = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    cell = {**font, "border": 1, "text_wrap": True}
    bold = {**cell, "bold": True, "bg_color": "#EEF2F6"}
    big = book.add_format({**font, "font_size": 16, "bold": True, "align": "center"})
    line = book.add_format(font)
    notice = book.add_format({**cell, "bold": True, "font_color": "#7A1F00", "bg_color": "#FCE4D6"})
    head = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#D9E2EC"})

    row = 0
    texts = (
        (title, big),
        (f"{batch_line}　{MARKER}", line),
        *((f"注意：{text}", notice) for text in notices_zh),
    )
    for text, style in texts:
        sheet.set_row(row, 28 if row == 0 else row_height([text], [sum(widths)]) * 1.1)
        sheet.merge_range(row, 0, row, last, "", style)
        sheet.write_string(row, 0, text, style)
        row += 1
    header = row
    sheet.set_row(header, 34)
    for column, heading in enumerate(headings):
        sheet.write_string(header, column, heading, head)

    text_style = book.add_format({**cell, "num_format": "@"})
    count_style = book.add_format({**cell, "num_format": "0"})
    money_style = book.add_format({**cell, "num_format": "#,##0.00"})
    for township in townships:
        row += 1
        sheet.set_row(row, row_height([township.township_name], [widths[1]]))
        sheet.write_string(row, 0, township.township_code, text_style)
        sheet.write_string(row, 1, township.township_name, text_style)
        _draw_figures(sheet, row, _figures(township), count_style, money_style)
    row += 1
    sheet.set_row(row, 22)
    bold_text = book.add_format({**bold, "num_format": "@"})
    sheet.write_string(row, 0, "合计", bold_text)
    sheet.write_string(row, 1, f"{len(townships)} 个乡镇(街道)", bold_text)
    sums = [sum(figures) for figures in zip(*map(_figures, townships), strict=True)] or [0] * (last - 1)
    _draw_figures(
        sheet,
        row,
        sums,
        book.add_format({**bold, "num_format": "0"}),
        book.add_format({**bold, "num_format": "#,##0.00"}),
    )

    sheet.freeze_panes(header + 1, 0)
    sheet.repeat_rows(header)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.65)
    sheet.set_footer(f"&C{MARKER}&R第 &P/&N 页")


def _figures(township: TownshipCount) -> list[int]:
    """In the order of the columns: households, but for the warnings; the last two are fen."""
    counts = [township.changes[change] for change in _CHANGES]
    return [
        township.rows,
        township.visits,
        township.warnings,
        *counts,
        township.suggested_fen,
        township.visits_suggested_fen,
    ]


def _draw_figures(sheet: Worksheet, row: int, figures: Sequence[int], count: Format, money: Format) -> None:
    amounts_begin = len(figures) - len(_AMOUNTS)
    for column, figure in enumerate(figures):
        if column < amounts_begin:
            sheet.write_number(row, 2 + column, figure, count)
        else:
            sheet.write_number(row, 2 + column, Decimal(yuan(figure)), money)
