"""One township's list: the workbook with full names, and the CSV beside it with masks."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import NamedTuple

from flows.exports.exported_file import ExportedFile, exported, township_stem
from flows.exports.form import BATCH_LINE, TITLE, TOWNSHIP_CODE, TRANSFER_COUNT, FilledForm, Form
from flows.exports.list_cells import list_cells, list_height
from flows.exports.list_columns import ANSWER_HEADINGS, NAME_AT, TOWNSHIP_AT, TOWNSHIP_HEADINGS
from flows.exports.list_sheet import SMALL
from flows.exports.list_title import batch_line, list_title
from flows.exports.listed_rows import Listed
from flows.exports.office_row_reader import OfficeRow, TownshipCount
from flows.exports.row_digest import both_digests
from flows.exports.row_xml import cell_number, cell_text
from flows.exports.safe_csv import SafeCsv, safe_cells
from flows.exports.township_form import LIST
from flows.exports.transfer_list import TRANSFERS
from schemas.office import BATCH_SHEET

_TO_FILL_IN = ("",) * len(ANSWER_HEADINGS)


class WrittenRow(NamedTuple):
    """A row as it stands in a township's files, masked, for the total: `cells` of the workbook without 序号, and `line`,
    the cells of the CSV right of where the total says the township."""

    row: OfficeRow
    cells: list[str]
    line: str
    height: float


class TownshipList:
    """The two files of a township, written row by row; what they said goes into `listed`."""

    def __init__(
        self,
        folder: Path,
        form: Form,
        township: TownshipCount,
        transfers: Sequence[Sequence[str]],
        listed: Listed,
        *,
        area_name: str,
        as_of: date,
        run_id: str,
    ) -> None:
        """`transfers` are the households that left for another township; with any, `form` has a sheet for them."""
        stem = township_stem(township.township_code, as_of)
        self._listed = listed
        self._township = township
        self._transfers = transfers
        self._csv_path = folder / f"{stem}.csv"
        self._xlsx_path = folder / f"{stem}.xlsx"
        self._form = form
        self._texts = {
            TITLE: list_title(area_name, township.township_name, "预警核查清单"),
            BATCH_LINE: batch_line(run_id, as_of, township.rows, township.visits, township.warnings),
            TOWNSHIP_CODE: township.township_code,
            TRANSFER_COUNT: str(len(transfers)),
        }

    def write(self, rows: Iterator[OfficeRow]) -> Iterator[WrittenRow]:
        """Writes the rows and hands each one on."""
        begun = len(self._listed.warning_ids)
        rows_of_each = {
            LIST: self._township.rows,
            TRANSFERS.sheet: len(self._transfers),
            BATCH_SHEET: self._township.rows,
        }
        with ExitStack() as open_files:
            table = open_files.enter_context(SafeCsv(self._csv_path, TOWNSHIP_HEADINGS))
            book = open_files.enter_context(
                FilledForm(self._xlsx_path, self._form, rows=rows_of_each, texts=self._texts)
            )
            with book.sheet(LIST) as sheet:
                for number, row in enumerate(rows, 1):
                    shown = row.shown
                    line = safe_cells((*shown[TOWNSHIP_AT:], *_TO_FILL_IN))
                    table.write_cells(safe_cells((str(number), *shown[:TOWNSHIP_AT])), line)
                    cells = list_cells(shown)
                    height, is_small = list_height((*shown[:NAME_AT], row.head_name, *shown[NAME_AT + 1 :]))
                    if is_small:
                        row = row._replace(style=row.style + SMALL)
                    named_cells = (*cells[:NAME_AT], cell_text(row.head_name), *cells[NAME_AT + 1 :])
                    sheet.write((cell_number(str(number)), *named_cells), height=height, style=row.style)
                    self._listed.add(
                        shown[0], row.township_code, *both_digests(shown, NAME_AT, row.head_name)
                    )
                    yield WrittenRow(row, cells, line, height)
            if self._transfers:
                with book.sheet(TRANSFERS.sheet) as sheet:
                    TRANSFERS.fill(sheet, self._transfers)
            with book.sheet(BATCH_SHEET) as sheet:
                for warning_id, digest in self._listed.since(begun):
                    sheet.write((cell_text(warning_id), digest))

    def files(self) -> list[ExportedFile]:
        """What was written; only after the last row."""
        code, rows, fen = self._township.township_code, self._township.rows, self._township.suggested_fen
        return [
            exported(self._csv_path, code, "csv", rows, fen),
            exported(self._xlsx_path, code, "xlsx", rows, fen),
        ]
