"""One delivered file into the set's staging table: typed, with every fault named, every line accounted for."""

import tempfile
from codecs import BOM_UTF8
from pathlib import Path

import duckdb

from flows.ingest import answers
from flows.ingest.decode import UNREAD, survey
from flows.ingest.landing import Arrival
from flows.ingest.limits import LARGEST_FILE, Refused
from flows.ingest.lines import append
from flows.ingest.rows import type_rows
from flows.ingest.sheet import open_sheet
from flows.ingest.staged import Cells, Staged, no_refused_lines, usable_header
from flows.ingest.text import read_text
from schemas.extract import Extract

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""Where XLS begins, and every workbook with a password."""
ARCHIVES = (
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
)
TAR = (b"ustar", 257)
"""A tar archive begins like a table and says what it is further on."""


def stage(
    con: duckdb.DuckDBPyConnection,
    extract: Extract,
    arrival: Arrival,
    delivery_no: int,
    *,
    home_area: str,
    scratch: Path,
) -> Staged:
    """Read, map, type and check one file of an extract into the temporary table `staged`."""
    result = Staged(arrival, delivery_no, UNREAD)
    if not arrival.is_plainly_named:
        return result.refuse("E-FILE-NAME")
    if not arrival.is_plain_file:
        return result.refuse("E-FILE-LINK")
    try:
        if arrival.path.stat().st_size > LARGEST_FILE:
            return result.refuse("E-FILE-LIMIT", f"> {LARGEST_FILE >> 30} GB")
        result.found = survey(arrival.path)
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            _read(con, extract, result, home_area, Path(folder))
    except Refused as refused:
        result.refuse(refused.code, refused.where)
    except PermissionError:
        result.refuse("E-FILE-UNREADABLE")
    return result


def _read(
    con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, home_area: str, folder: Path
) -> None:
    head = result.found.head
    if not head:
        raise Refused("E-FILE-EMPTY")
    if head.startswith(OLD_OFFICE):
        raise Refused("E-FILE-OLD-OFFICE")
    if head.startswith(ARCHIVES) or head.startswith(*TAR):
        raise Refused("E-FILE-ARCHIVE")
    if head.removeprefix(BOM_UTF8).lstrip()[:1] == b"<" or head.startswith(b"%PDF"):
        raise Refused("E-FILE-NOT-TABLE")
    if head.startswith(b"PK\x03\x04"):
        cells = _read_workbook(con, extract, result)
    else:
        cells = read_text(con, extract, result, folder)
    if cells:
        type_rows(con, extract, result, cells, home_area=home_area)
        if extract.is_returned:
            answers.compare(con, result, cells)
        if result.skipped == result.rows_in:
            raise Refused("E-FILE-HEADER-ONLY")


def _read_workbook(con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged) -> Cells | None:
    result.encoding = "xlsx"
    with open_sheet(result.arrival.path, extract) as sheet:
        header = usable_header(extract, sheet.headings, result)
        if header:
            columns = ", ".join(f"c{place} VARCHAR" for place in range(header.width))
            con.execute(f"CREATE OR REPLACE TEMP TABLE arrived_cells (line BIGINT, {columns})")
            no_refused_lines(con)
        for batch in sheet.batches():
            if header:
                append(con, "arrived_cells", batch)
        result.rows_in, result.skipped = sheet.rows, sheet.blank
    return Cells(header, "arrived_cells") if header else None
