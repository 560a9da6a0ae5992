"""Office workbooks as plain text: one sheet's cells, row by row, under the row number the clerk sees.

A number in an identity column has lost its last digits before it reached us, so it is written the way a
spreadsheet shows it (9.90101E+17) and refused by the contract, never passed on as a plausible number. A cell
merged over several rows speaks for each of them; an amount of money only once. A month that was typed in has become
the first of that month.
"""

import datetime
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from flows.ingest.archive import examine, merged_down, sheets_named
from flows.ingest.header import find_header, fit, names_a_person, names_of, plain, read_header
from flows.ingest.limits import HEADER_WITHIN, LONGEST_GAP, MOST_COLUMNS, Refused
from schemas.extract import Extract
from schemas.office import BATCH_SHEET

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

BATCH = 20_000
LOOKED_AT = 500
"""Rows of another sheet in which a person's number would show that it holds data."""
EXACT_DIGITS = 15
"""A spreadsheet keeps no more digits of a number."""


class Sheet:
    """The sheet that holds the extract. `rows` and `blank` are known once `batches` has been read to its end."""

    def __init__(
        self, sheet: "ReadOnlyWorksheet", extract: Extract, merged: dict[tuple[int, int], int]
    ) -> None:
        self.sheet = sheet
        self.merged = merged
        self.top, headings = find_header(extract, _first_rows(sheet, HEADER_WITHIN))
        while headings and not headings[-1]:
            headings.pop()
        self.headings = headings
        names = names_of(extract)
        kinds = {column.name: column.kind for column in extract.columns}
        found = [kinds.get(names.get(plain(heading), "")) for heading in headings]
        self.identity = {place for place, kind in enumerate(found) if kind == "identity_number"}
        self.money = {place for place, kind in enumerate(found) if kind == "money"}
        self.months = {place for place, kind in enumerate(found) if kind == "month"}
        self.rows = self.blank = 0

    def batches(self) -> Iterator[list[tuple[Any, ...]]]:
        """Rows below the header: (row number, a text or None per heading). Blank ones are counted, not given."""
        with _refusing_damage():
            yield from self._batches()

    def _batches(self) -> Iterator[list[tuple[Any, ...]]]:
        batch: list[tuple[Any, ...]] = []
        width, gap = len(self.headings), 0
        standing: dict[int, tuple[int, str | None]] = {}
        for number, row in enumerate(self.sheet.iter_rows(values_only=True), start=1):
            if number <= self.top + 1:
                continue
            if len(row) > MOST_COLUMNS and any(cell is not None for cell in row[MOST_COLUMNS:]):
                raise Refused("E-FILE-LIMIT", f"row {number}: > {MOST_COLUMNS} columns")
            cells = [self._text(place, cell) for place, cell in enumerate(row[:width])]
            cells += [None] * (width - len(cells))
            if not any(cell for cell in cells):
                gap += 1
                continue
            if gap > LONGEST_GAP:
                raise Refused("E-FILE-LIMIT", f"row {number}: {gap:,} blank rows above it")
            self._stand_for_the_rows_below(number, cells, standing)
            self.rows += gap + 1
            self.blank += gap
            gap = 0
            batch.append((number, *cells))
            if len(batch) == BATCH:
                yield batch
                batch = []
        yield batch

    def _stand_for_the_rows_below(
        self, number: int, cells: list[str | None], standing: dict[int, tuple[int, str | None]]
    ) -> None:
        if not self.merged:
            return
        for place, cell in enumerate(cells):
            last = self.merged.get((number, place + 1))
            if last and place not in self.money:
                standing[place] = (last, cell)
            elif cell is None and place in standing and number <= standing[place][0]:
                cells[place] = standing[place][1]

    def _text(self, place: int, cell: object) -> str | None:
        if place in self.identity and isinstance(cell, int | float) and not isinstance(cell, bool):
            return f"{cell:.5E}"
        if place in self.months and isinstance(cell, datetime.date):
            return _text(cell).removesuffix("-01")
        return _text(cell) or None


@contextmanager
def open_sheet(path: Path, extract: Extract) -> Iterator[Sheet]:
    """Raises: Refused."""
    examine(path)
    with ExitStack() as opened:
        with _refusing_damage():
            book = opened.enter_context(_workbook(path))
            if len(book.sheetnames) != sheets_named(path):
                raise Refused("E-FILE-NOT-TABLE")
            found = _only_one_with_data(book.worksheets, extract)
            sheet = Sheet(found, extract, merged_down(path, found._worksheet_path))
        yield sheet


def rows_of(path: Path, title: str) -> list[list[str]]:
    """The rows of a workbook's sheet by its title, as text; none where there is no such sheet. Raises: Refused."""
    with _refusing_damage(), _workbook(path) as book:
        if title not in book.sheetnames:
            return []
        sheet = book[title]
        sheet.reset_dimensions()
        return [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


@contextmanager
def _refusing_damage() -> Iterator[None]:
    """A damaged part makes the library raise any of these; the file is then no table that we can trust."""
    from defusedxml.common import DefusedXmlException

    try:
        yield
    except DefusedXmlException as error:
        raise Refused("E-FILE-HOSTILE") from error
    except PermissionError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        ParseError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        EOFError,
        NotImplementedError,
        OverflowError,
        OSError,
    ) as error:
        is_hostile = any(isinstance(cause, DefusedXmlException) for cause in _causes(error))
        raise Refused("E-FILE-HOSTILE" if is_hostile else "E-FILE-NOT-TABLE") from error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The library wraps what it meets in an error of its own."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    import openpyxl

    # Opened by us, because the library judges a file by the end of its name.
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()


def _only_one_with_data(sheets: "list[ReadOnlyWorksheet]", extract: Extract) -> "ReadOnlyWorksheet":
    """The sheet whose header fits. Another sheet with data would be lost, so it stops the file."""
    if extract.is_returned:
        # Ours, and no data: among its digests some look like a person's number.
        sheets = [sheet for sheet in sheets if sheet.title != BATCH_SHEET]
    if not sheets:
        raise Refused("E-FILE-NOT-TABLE")
    fitting = []
    for sheet in sheets:
        # What a sheet says of its own size may be wrong, and rows beyond it would be left out.
        sheet.reset_dimensions()
        headings = find_header(extract, _first_rows(sheet, HEADER_WITHIN))[1]
        # A line of our own guide names one column; a table has more.
        if not read_header(extract, headings).missing and fit(extract, headings) > 1:
            fitting.append(sheet)
    chosen = fitting[0] if fitting else sheets[0]
    others = [sheet for sheet in sheets if sheet is not chosen]
    if len(fitting) > 1 or (fitting and any(_holds_people(sheet) for sheet in others)):
        # Not by name: some are called after a person.
        raise Refused("E-SHEET-SEVERAL", f"{len(sheets)} 张 sheets")
    return chosen


def _first_rows(sheet: "ReadOnlyWorksheet", count: int) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in islice(sheet.iter_rows(values_only=True), count)]


def _holds_people(sheet: "ReadOnlyWorksheet") -> bool:
    return any(names_a_person(row) for row in _first_rows(sheet, LOOKED_AT))


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case datetime.datetime():
            instant = (cell + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
            return instant.date().isoformat() if instant.time() == datetime.time() else instant.isoformat(" ")
        case datetime.date():
            return cell.isoformat()
        case bool():
            return str(cell).upper()
        case int() | float():
            whole = abs(cell) < 10**EXACT_DIGITS and cell == int(cell)
            return str(int(cell)) if whole else f"{float(cell):.{EXACT_DIGITS}g}"
        case _:
            return str(cell).replace("\r", " ").replace("\n", " ")
