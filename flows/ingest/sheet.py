"""Office workbooks as plain text: the sheet's cells, row by row, under the row number the clerk sees.

A number in an identity column has lost its last digits before it reached us, so it is written the way a
spreadsheet shows it (9.90101E+17) and refused by the contract, never passed on as a plausible number.
"""

import csv
import datetime
import zipfile
from dataclasses import dataclass
from pathlib import Path

from flows.ingest.header import fit
from schemas.extract import Extract

HEADER_WITHIN = 10
UNPACKED_LIMIT = 512 << 20


class UnreadableSheet(Exception):
    """The workbook is damaged, locked or larger than we unpack."""


@dataclass(frozen=True)
class Sheet:
    headings: list[str]
    rows: int
    blank: int


def read_sheet(path: Path, extract: Extract, into: Path) -> Sheet:
    """Write the rows below the header into `into` with their row number as a first field.

    Raises: UnreadableSheet.
    """
    import openpyxl

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > UNPACKED_LIMIT:
                raise UnreadableSheet
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except UnreadableSheet:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part raises
        raise UnreadableSheet from error
    try:
        rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    except Exception as error:
        raise UnreadableSheet from error
    finally:
        book.close()
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    if not rows:
        return Sheet([], 0, 0)
    top = max(
        range(min(HEADER_WITHIN, len(rows))),
        key=lambda place: (fit(extract, [_text(cell) for cell in rows[place]]), -place),
    )
    headings = [_text(cell) for cell in rows[top]]
    while headings and not headings[-1]:
        headings.pop()
    identity = _identity_places(extract, headings)
    blank = 0
    with into.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        for number, row in enumerate(rows[top + 1 :], start=top + 2):
            cells = (row + [None] * len(headings))[: len(headings)]
            if all(cell is None for cell in cells):
                blank += 1
                continue
            texts = [
                _as_shown(cell) if place in identity else _text(cell) for place, cell in enumerate(cells)
            ]
            writer.writerow([number, *(text.replace("\r", " ").replace("\n", " ") for text in texts)])
    return Sheet(headings, len(rows) - top - 1, blank)


def _identity_places(extract: Extract, headings: list[str]) -> set[int]:
    from flows.ingest.header import names_of, plain

    identity = {column.name for column in extract.identity_columns}
    names = names_of(extract)
    return {place for place, heading in enumerate(headings) if names.get(plain(heading)) in identity}


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case datetime.datetime():
            return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
        case datetime.date():
            return cell.isoformat()
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case _:
            return str(cell)


def _as_shown(cell: object) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.5E}"
    return _text(cell)
