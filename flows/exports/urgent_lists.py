"""The day's emergencies: one workbook per township with full names, and one masked CSV for the bureau.

Nothing is answered on them: the same warnings stand on the next night's lists under the same numbers.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.exports.exported_file import ExportedFile, exported, urgent_stem, urgent_total_stem
from flows.exports.form import TITLE, FilledForm, draw_form
from flows.exports.list_title import list_title
from flows.exports.manifest import MANIFEST, write_manifest
from flows.exports.private_file import private_folder
from flows.exports.safe_csv import SafeCsv
from flows.exports.short_list import ShortList
from flows.exports.yuan import yuan

SHEET = "急难清单"
TOWNSHIP = "乡镇(街道)"
AMOUNT = "建议救助金额(元)"
_WIDTHS = {
    "预警编号": 14,
    "村(社区)": 12,
    "姓名": 9,
    "预警类型": 11,
    "预警级别": 9,
    "变化": 8,
    "本次新增": 9,
    "原因": 50,
    AMOUNT: 16,
    "渠道/事件": 11,
    "受理或发生时间": 16,
    "联系/求助编号": 15,
    "建议办理": 30,
}
GUIDE_ZH = (
    "请先到场了解、先行救助，手续可以事后补办。本表不用填写，也不用交回：当晚的清单会用同一预警编号再列出，核查结果填在那份清单上。"
    "“本次新增”为“是”的，今天前几次急难清单上没有。"
)


class UrgentRow(NamedTuple):
    township_code: str
    township_name: str
    suggested_fen: int
    full: tuple[str, ...]
    masked: tuple[str, ...]


def urgent_lists(
    con: DuckDBPyConnection,
    folder: Path,
    *,
    area_code: str,
    area_name: str,
    as_of: date,
    run_id: str,
    notices_zh: Sequence[str],
) -> list[ExportedFile]:
    """Write the lists of `urgent_row` into `folder`, the manifest last. The CSV is there also when nobody is on it."""
    rows = _rows(con)
    townships = [
        (code, name, list(its_rows))
        for (code, name), its_rows in groupby(rows, key=lambda row: (row.township_code, row.township_name))
    ]
    private_folder(folder)
    notices = "".join(f"注意：{notice}。" for notice in notices_zh)
    sheet = ShortList(SHEET, f"{TITLE}\n{GUIDE_ZH}{notices}", _WIDTHS, amounts=(AMOUNT,))
    form = draw_form(lambda book: {SHEET: sheet.draw(book)}, as_of)
    files = []
    for code, name, its_rows in townships:
        path = folder / f"{urgent_stem(code, as_of)}.xlsx"
        title = f"{list_title(area_name, name, SHEET)}　批次：{run_id}　日期：{as_of}　共 {len(its_rows)} 条"
        with (
            FilledForm(path, form, rows={SHEET: len(its_rows)}, texts={TITLE: title}) as book,
            book.sheet(SHEET) as out,
        ):
            sheet.fill(out, [row.full for row in its_rows])
        files.append(exported(path, code, "xlsx", len(its_rows), sum(row.suggested_fen for row in its_rows)))
    suggested_fen = sum(row.suggested_fen for row in rows)
    path = folder / f"{urgent_total_stem(area_code, as_of)}.csv"
    number, *others = sheet.headings
    with SafeCsv(path, (number, TOWNSHIP, *others)) as table:
        for place, row in enumerate(rows, 1):
            table.write((str(place), row.township_name, *row.masked))
    files.append(exported(path, area_code, "csv", len(rows), suggested_fen))
    files.append(
        write_manifest(
            folder / MANIFEST,
            files,
            area_code=area_code,
            area_name=area_name,
            as_of=as_of,
            run_id=run_id,
            townships=len(townships),
            rows=len(rows),
            suggested_fen=suggested_fen,
        )
    )
    return files


def _rows(con: DuckDBPyConnection) -> list[UrgentRow]:
    found = con.execute(
        """SELECT township_code, township_name, suggested_fen, name, name_masked, warning_id, village_name, title_zh,
            severity_zh, change_zh, CASE WHEN is_first THEN '是' ELSE '' END, reason_zh, coalesce(way_zh, ''),
            coalesce(happened, ''), coalesce(reference, ''), action_zh
        FROM urgent_row"""
    ).fetchall()
    rows = []
    for code, township, fen, name, masked, warning_id, village, *told in found:
        title, severity, change, first, reason, *about = told
        amount = "" if fen is None else yuan(fen)
        full, hidden = (
            (warning_id, village, shown, title, severity, change, first, reason, amount, *about)
            for shown in (name, masked)
        )
        rows.append(UrgentRow(code, township, fen or 0, full, hidden))
    return rows
