"""Delivered files into the staging table: typed, with every fault named, every line accounted for."""

from codecs import BOM_UTF8
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import duckdb

from flows.ingest import answers
from flows.ingest.arrived import arrive, enter
from flows.ingest.decode import UNREAD, survey
from flows.ingest.landing import Arrival
from flows.ingest.limits import LARGEST_FILE, Refused
from flows.ingest.lines import append
from flows.ingest.rows import create_staging, settle
from flows.ingest.sheet import open_sheet
from flows.ingest.staged import Staged, usable_header
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
    sets: Sequence[Sequence[Arrival]],
    *,
    first: int,
    home_area: str,
    folder: Path,
) -> list[list[Staged]]:
    """Read, map, type and check the files of some sets of one extract into the temporary table `staged`; files are
    numbered from `first` on, in order, and each set bears the number of its first file."""
    create_staging(con, extract)
    numbers = count(first)
    found = []
    for arrivals in sets:
        files = [Staged(arrival, next(numbers), 0, UNREAD) for arrival in arrivals]
        for file in files:
            file.set_no = files[0].delivery_no
            _stage(con, extract, file, home_area=home_area, folder=folder)
        found.append(files)
    every = [file for files in found for file in files]
    settle(con, extract, every, home_area=home_area)
    if extract.is_returned:
        for file in every:
            if file.header:
                answers.compare(con, file)
    for file in every:
        if file.header and file.skipped == file.rows_in and not file.codes:
            file.refuse("E-FILE-HEADER-ONLY")
    return found


def _stage(
    con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged, *, home_area: str, folder: Path
) -> None:
    if not file.arrival.is_plainly_named:
        file.refuse("E-FILE-NAME")
        return
    if not file.arrival.is_plain_file:
        file.refuse("E-FILE-LINK")
        return
    try:
        if file.arrival.path.stat().st_size > LARGEST_FILE:
            raise Refused("E-FILE-LIMIT", f"> {LARGEST_FILE >> 30} GB")
        file.found = survey(file.arrival.path)
        own = folder / str(file.delivery_no)
        own.mkdir()
        _read(con, extract, file, home_area, own)
    except Refused as refused:
        file.header = None
        file.refuse(refused.code, refused.where)
    except PermissionError:
        file.refuse("E-FILE-UNREADABLE")


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
        _read_workbook(con, extract, result, home_area)
    else:
        read_text(con, extract, result, folder, home_area=home_area)


def _read_workbook(con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, home_area: str) -> None:
    result.encoding = "xlsx"
    with open_sheet(result.arrival.path, extract) as sheet:
        header = usable_header(extract, sheet.headings, result)
        if header:
            columns = ", ".join(f"c{place} VARCHAR" for place in range(header.width))
            con.execute(f"CREATE OR REPLACE TEMP TABLE sheet_cells (line BIGINT, {columns})")
        for batch in sheet.batches():
            if header:
                append(con, "sheet_cells", batch)
        result.rows_in, result.skipped = sheet.rows, sheet.blank
    if header:
        arrive(con, extract, result, "sheet_cells", home_area=home_area, line="line")
        enter(con, extract, result, taken_out=None)
