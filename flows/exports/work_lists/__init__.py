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
from flows.exports.form import FilledForm, Form, draw_form
from flows.exports.safe_csv import SafeCsv
from flows.exports.work_lists.investigation import LISTS as INVESTIGATION
from flows.exports.work_lists.service import LISTS as SERVICE
from flows.exports.work_lists.task import LISTS as TASK
from flows.exports.work_lists.work_list import WorkList, WorkRow

LISTS: tuple[WorkList, ...] = (*TASK, *INVESTIGATION, *SERVICE)
MOST_ROWS = 300_000
"""On one sheet of the bureau's workbook; its CSV has every row."""


def work_lists(con: DuckDBPyConnection, folder: Path, *, area_code: str, as_of: date) -> list[ExportedFile]:
    """Write what there is into `folder`: townships' workbooks, the bureau's workbook, the CSVs."""
    rows = {each: found for each in LISTS if (found := each.rows(con))}
    if not rows:
        return []
    files = [
        _csv(each, found, folder / f"{work_list_stem(each.sheet, area_code, as_of)}.csv", area_code)
        for each, found in rows.items()
    ]
    stem = work_total_stem(area_code, as_of)
    files.append(_workbook(folder / f"{stem}.xlsx", area_code, rows, as_of, for_bureau=True))
    townships: dict[str, dict[WorkList, list[WorkRow]]] = {}
    for each, found in rows.items():
        for row in found if each.for_townships else ():
            if row.township_code is not None:
                townships.setdefault(row.township_code, {}).setdefault(each, []).append(row)
    for code, its_rows in sorted(townships.items()):
        path = folder / f"{work_stem(code, as_of)}.xlsx"
        files.append(_workbook(path, code, its_rows, as_of, for_bureau=False))
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
    *,
    for_bureau: bool,
) -> ExportedFile:
    form = _form(tuple(each.sheet for each in rows), as_of, for_bureau)
    written = {each: found[:MOST_ROWS] for each, found in rows.items()}
    counts = {each.sheet: len(found) for each, found in written.items()}
    with FilledForm(path, form, rows=counts, texts={}) as book:
        for each, found in written.items():
            with book.sheet(each.sheet) as sheet:
                told = [(row.township_name, *row.masked) if for_bureau else row.full for row in found]
                each.drawn(for_bureau=for_bureau).fill(sheet, told)
    amount = sum(row.amount_fen for found in written.values() for row in found)
    return exported(path, code, "xlsx", sum(counts.values()), amount)


@cache
def _form(sheets: tuple[str, ...], as_of: date, for_bureau: bool) -> Form:
    def draw(book: Workbook) -> dict[str, tuple[int, tuple[str, ...]]]:
        return {
            each.sheet: each.drawn(for_bureau=for_bureau).draw(book) for each in LISTS if each.sheet in sheets
        }

    return draw_form(draw, as_of)
