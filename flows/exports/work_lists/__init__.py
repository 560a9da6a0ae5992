"""The offices' lists beside the warnings: one workbook per township, one for the bureau, and a CSV of each list.

A township's workbook carries full names, because its people call on them; the bureau's and every CSV carry masks only.
Only lists with rows are written.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from duckdb import DuckDBPyConnection
from xlsxwriter import Workbook

from flows.exports.exported_file import ExportedFile, exported, work_list_stem, work_stem, work_total_stem
from flows.exports.form import TITLE, FilledForm, Form, draw_form
from flows.exports.list_title import list_title
from flows.exports.safe_csv import SafeCsv
from flows.exports.work_lists.application import LISTS as APPLICATION
from flows.exports.work_lists.donation import LISTS as DONATION
from flows.exports.work_lists.help_request import LISTS as HELP_REQUEST
from flows.exports.work_lists.investigation import LISTS as INVESTIGATION
from flows.exports.work_lists.payment import LISTS as PAYMENT
from flows.exports.work_lists.reserve import LISTS as RESERVE
from flows.exports.work_lists.service import LISTS as SERVICE
from flows.exports.work_lists.task import LISTS as TASK
from flows.exports.work_lists.utility_relief import LISTS as UTILITY_RELIEF
from flows.exports.work_lists.work_list import WorkList, WorkRow

LISTS: tuple[WorkList, ...] = (
    *TASK,
    *HELP_REQUEST,
    *RESERVE,
    *APPLICATION,
    *INVESTIGATION,
    *SERVICE,
    *PAYMENT,
    *UTILITY_RELIEF,
    *DONATION,
)
MOST_ROWS = 300_000
"""On one sheet; the list's CSV has every row, and the sheet says so."""


def work_lists(
    con: DuckDBPyConnection, folder: Path, *, area_code: str, area_name: str, as_of: date
) -> list[ExportedFile]:
    """Write what there is into `folder`: townships' workbooks, the bureau's workbook, the CSVs."""
    rows = {each: found for each in LISTS if (found := each.rows(con))}
    if not rows:
        return []
    files = [
        _csv(each, found, folder / f"{work_list_stem(each.sheet, area_code, as_of)}.csv", area_code)
        for each, found in rows.items()
    ]
    stem = work_total_stem(area_code, as_of)
    title = f"{area_name} 业务总表 {as_of}"
    files.append(_workbook(folder / f"{stem}.xlsx", area_code, rows, as_of, title, for_bureau=True))
    townships: dict[str, dict[WorkList, list[WorkRow]]] = {}
    for each, found in rows.items():
        for row in found if each.for_townships else ():
            if row.township_code is not None:
                townships.setdefault(row.township_code, {}).setdefault(each, []).append(row)
    for code, its_rows in sorted(townships.items()):
        path = folder / f"{work_stem(code, as_of)}.xlsx"
        name = next(iter(its_rows.values()))[0].township_name
        title = list_title(area_name, name, f"业务清单 {as_of}")
        files.append(_workbook(path, code, its_rows, as_of, title, for_bureau=False))
    return files


def _csv(each: WorkList, rows: Sequence[WorkRow], path: Path, area_code: str) -> ExportedFile:
    with SafeCsv(path, each.drawn(for_bureau=True).headings) as table:
        for number, row in enumerate(rows, 1):
            table.write((str(number), row.township_name, *row.masked))
    return exported(path, area_code, "csv", len(rows), sum(row.amount_fen for row in rows))


def _workbook(
    path: Path,
    code: str,
    rows: dict[WorkList, list[WorkRow]],
    as_of: date,
    title: str,
    *,
    for_bureau: bool,
) -> ExportedFile:
    cut = tuple(each.sheet for each, found in rows.items() if len(found) > MOST_ROWS)
    form = _form(tuple(each.sheet for each in rows), cut, as_of, for_bureau)
    written = {each: found[:MOST_ROWS] for each, found in rows.items()}
    counts = {each.sheet: len(found) for each, found in written.items()}
    with FilledForm(path, form, rows=counts, texts={TITLE: title}) as book:
        for each, found in written.items():
            with book.sheet(each.sheet) as sheet:
                told = [(row.township_name, *row.masked) if for_bureau else row.full for row in found]
                each.drawn(for_bureau=for_bureau).fill(sheet, told)
    amount = sum(row.amount_fen for found in written.values() for row in found)
    return exported(path, code, "xlsx", sum(counts.values()), amount)


@cache
def _form(sheets: tuple[str, ...], cut: tuple[str, ...], as_of: date, for_bureau: bool) -> Form:
    """`cut` are the sheets that do not hold every row of their list."""
    note = f"本表只列前 {MOST_ROWS:,} 行，全部见同名 CSV。"

    def draw(book: Workbook) -> dict[str, tuple[int, tuple[str, ...]]]:
        return {
            each.sheet: each.drawn(for_bureau=for_bureau, note=note if each.sheet in cut else "").draw(book)
            for each in LISTS
            if each.sheet in sheets
        }

    return draw_form(draw, as_of)
