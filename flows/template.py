"""An empty workbook for a department: one contract's headings, and how to fill them in.

Everything but money is a text cell, because a spreadsheet changes what it takes for a number or a date: the last
digits of an identity number become zeros, 2.1% becomes 0.021, 2022-06 becomes a day.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from flows.contract_words import OTHERWISE, content, mode
from flows.exports.guidance import SHEET as GUIDE
from flows.exports.row_height import row_height, text_width
from schemas.extract import Column, Extract

# A date of its own would make the same template a different file every day.
_CREATED = datetime(2022, 1, 1, tzinfo=UTC)
_LAST_ROW = 1_048_575
"""Zero-based; a sheet has no more."""

_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_REQUIRED, _OPTIONAL = "#FFE48A", "#D9E2EC"

# In characters of half width; a heading may need more.
_WIDTHS = {"identity_number": 22, "region": 16, "text": 24, "code": 20, "timestamp": 19}
_NARROWEST = 13

_GUIDE_WIDTHS = {
    "列名": 20,
    "英文名": 20,
    "必填": 7,
    "怎么填": 36,
    "可选的值": 36,
    "为什么要这一列": 48,
}


def template(extract: Extract) -> bytes:
    """The workbook: a sheet to fill in, which is read back as it is, and a sheet that explains it."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{extract.zh}模板", "created": _CREATED})
    _draw_entry(book, extract)
    _draw_guide(book, extract)
    book.close()
    return made.getvalue()


def _draw_entry(book: Workbook, extract: Extract) -> None:
    sheet = book.add_worksheet(extract.zh)
    heading = {**_FONT, "bold": True, "border": 1, "align": "center", "num_format": "@"}
    looks = {
        True: book.add_format({**heading, "bg_color": _REQUIRED}),
        False: book.add_format({**heading, "bg_color": _OPTIONAL}),
    }
    text = book.add_format({**_FONT, "num_format": "@"})
    money = book.add_format({**_FONT, "num_format": "0.00"})
    sheet.set_row(0, 24)
    for place, column in enumerate(extract.columns):
        width = max(_WIDTHS.get(column.kind, _NARROWEST), text_width(column.zh) + 4)
        sheet.set_column(place, place, width, money if column.kind == "money" else text)
        sheet.write_string(0, place, column.zh, looks[column.required])
        sheet.write_comment(0, place, _note(column), {"x_scale": 1.6, "y_scale": 1.2})
        sheet.data_validation(1, place, _LAST_ROW, place, _at_the_keyboard(extract, column))
    sheet.freeze_panes(1, 0)
    # The green corners would ask people to turn identity numbers into numbers.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_LAST_ROW + 1}"})


def _at_the_keyboard(extract: Extract, column: Column) -> dict[str, Any]:
    """What is shown and offered in a column's cells. A wrong value is cheapest to mend where it is typed."""
    asked: dict[str, Any] = {
        "validate": "any",
        "input_title": column.zh,
        "input_message": _note(column),
        "error_title": column.zh,
    }
    if column.choices:
        refused = column.otherwise == "refuse"
        asked |= {
            "validate": "list",
            "source": list(column.labels),
            "error_type": "stop" if refused else "warning",
            "error_message": f"请从下拉列表中选一项。{OTHERWISE[column.otherwise][0]}。",
        }
    elif column.kind == "money":
        asked |= {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -extract.largest_yuan if column.may_be_negative else 0,
            "maximum": extract.largest_yuan,
            "error_message": "请只填数字，单位是元。",
        }
    return asked


def _note(column: Column) -> str:
    return f"{'必填' if column.required else '选填'}。{_how(column)}。"


def _how(column: Column) -> str:
    return "；".join(zh for zh, _ in content(column))


def _draw_guide(book: Workbook, extract: Extract) -> None:
    sheet = book.add_worksheet(GUIDE)
    base = {**_FONT, "text_wrap": True, "num_format": "@"}
    cell = book.add_format({**base, "border": 1})
    head = book.add_format({**base, "border": 1, "bold": True, "bg_color": _OPTIONAL})
    said = book.add_format(base)
    title = book.add_format({**base, "bold": True, "font_size": 16})
    widths = list(_GUIDE_WIDTHS.values())
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)

    sheet.set_row(0, 28)
    _across(sheet, 0, f"{extract.zh}（{extract.name}）填写说明", title)
    row = 1
    for line in _about(extract):
        sheet.set_row(row, row_height([line], [sum(widths)]))
        _across(sheet, row, line, said)
        row += 1
    described = [tuple(_GUIDE_WIDTHS), *(_described(column) for column in extract.columns)]
    for place, cells in enumerate(described):
        sheet.set_row(row + place, row_height(cells, widths))
        for across, words in enumerate(cells):
            sheet.write_string(row + place, across, words, cell if place else head)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _across(sheet: Worksheet, row: int, text: str, look: object) -> None:
    sheet.merge_range(row, 0, row, len(_GUIDE_WIDTHS) - 1, "", look)
    sheet.write_string(row, 0, text, look)


def _about(extract: Extract) -> Sequence[str]:
    key = "、".join(column.zh for column in extract.key)
    return (
        f"谁来送：{extract.department_zh}（{extract.department}）。",
        f"送法：{mode(extract)[0]}。",
        f"多久送：最长隔 {extract.max_age_days} 天；再晚的，需要它的预警当晚不判断。",
        f"一行一个：{key}。同一个写了几行而内容不同的，这几行都不入库。",
        "黄色表头的列必填。表头文字请不要改动，列的次序可以改。从别处粘贴时请选“只粘贴文本”，以免号码和日期变样。",
    )


def _described(column: Column) -> tuple[str, ...]:
    values = f"{'、'.join(column.labels)}。{OTHERWISE[column.otherwise][0]}。" if column.choices else ""
    return (
        column.zh,
        column.name,
        "是" if column.required else "",
        _how(column),
        values,
        column.purpose,
    )
