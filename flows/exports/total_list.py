"""The bureau's total: every row of every township, names and numbers masked."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType

from flows.exports.exported_file import ExportedFile, exported, total_stem
from flows.exports.form import BATCH_LINE, TITLE, FilledForm
from flows.exports.list_columns import TOTAL_HEADINGS, TOWNSHIP_AT
from flows.exports.list_title import batch_line
from flows.exports.office_row_reader import TownshipCount
from flows.exports.overdue_list import OVERDUE
from flows.exports.row_xml import cell_number, cell_text
from flows.exports.safe_csv import SafeCsv, safe_cells
from flows.exports.total_form import LIST, total_form
from flows.exports.township_list import WrittenRow

MOST_ROWS = 300_000
"""More, and an office's computer no longer opens the workbook; the CSV still has every row."""


class TotalList:
    """The two files of the bureau, written while the townships' rows go by."""

    def __init__(
        self,
        folder: Path,
        townships: Sequence[TownshipCount],
        overdue: Sequence[Sequence[str]],
        *,
        area_code: str,
        area_name: str,
        as_of: date,
        run_id: str,
        notices_zh: Sequence[str],
    ) -> None:
        stem = total_stem(area_code, as_of)
        self._area_code = area_code
        self._csv_path = folder / f"{stem}.csv"
        self._xlsx_path = folder / f"{stem}.xlsx"
        self._rows = sum(township.rows for township in townships)
        self._suggested_fen = sum(township.suggested_fen for township in townships)
        self._number = 0
        self._fits = self._rows <= MOST_ROWS
        if not self._fits:
            notices_zh = (*notices_zh, f"共 {self._rows} 行，超出工作簿容量，明细请看同名的 CSV 文件。")
        title = f"{area_name} 预警核查总表"
        line = batch_line(
            run_id,
            as_of,
            self._rows,
            sum(township.visits for township in townships),
            sum(township.warnings for township in townships),
        )
        form = total_form(
            townships,
            title=title,
            batch_line=line,
            as_of=as_of,
            notices_zh=notices_zh,
            is_overdue=bool(overdue),
        )

        self._open_files = ExitStack()
        self._table = self._open_files.enter_context(SafeCsv(self._csv_path, TOTAL_HEADINGS))
        book = self._open_files.enter_context(
            FilledForm(
                self._xlsx_path,
                form,
                rows={LIST: self._rows if self._fits else 0, OVERDUE.sheet: len(overdue)},
                texts={TITLE: title, BATCH_LINE: line},
            )
        )
        if overdue:
            with book.sheet(OVERDUE.sheet) as sheet:
                OVERDUE.fill(sheet, overdue)
        self._sheet = self._open_files.enter_context(book.sheet(LIST))

    def write(self, written: WrittenRow) -> None:
        """序号 counts anew here."""
        self._number += 1
        number = str(self._number)
        row, cells = written.row, written.cells
        self._table.write_cells(
            safe_cells((number, *row.shown[:TOWNSHIP_AT], row.township_name)), written.line
        )
        if self._fits:
            self._sheet.write(
                (
                    cell_number(number),
                    *cells[:TOWNSHIP_AT],
                    cell_text(row.township_name),
                    *cells[TOWNSHIP_AT:],
                ),
                height=written.height,
                style=row.style,
            )

    def files(self) -> list[ExportedFile]:
        """What was written; only after the last row."""
        return [
            exported(self._csv_path, self._area_code, "csv", self._rows, self._suggested_fen),
            exported(self._xlsx_path, self._area_code, "xlsx", self._rows, self._suggested_fen),
        ]

    def __enter__(self) -> "TotalList":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open_files.__exit__(kind, error, trace)
