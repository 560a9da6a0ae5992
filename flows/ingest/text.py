"""A delivered text file as typed rows: its encoding, its header, and every line below it counted apart from the reader."""

import csv
from pathlib import Path

import duckdb

from flows.ingest.arrived import arrive, enter, enter_single, leave
from flows.ingest.decode import Bytes, encoding_of, survey, transcode
from flows.ingest.header import find_header, fit
from flows.ingest.joined_lines import join_lines
from flows.ingest.limits import HEADER_WITHIN, LONGEST_LINE, Refused
from flows.ingest.lines import is_clean, take_out
from flows.ingest.staged import Staged, usable_header
from schemas import checks
from schemas.extract import Extract

DELIMITERS = (",", "\t", ";", "|")


def read_text(
    con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, folder: Path, *, home_area: str
) -> bool:
    """Type the file's rows into `arrived`; False when its header cannot be used. `folder` has to stay until every row
    has been explained. Raises: Refused."""
    found, path = result.found, result.arrival.path
    encoding = encoding_of(path, found)
    if encoding is None:
        raise Refused("E-FILE-ENCODING")
    result.encoding = {"utf-8-sig": "utf-8 (BOM)"}.get(encoding, encoding)
    text, codec, found = _opened(path, found, encoding, folder)
    result.rows_in = max(found.lines - 1, 0)
    if found.longest_line > LONGEST_LINE:
        raise Refused("E-FILE-LIMIT", f"line > {LONGEST_LINE >> 20} MB")
    place, headings, delimiter = _headings(extract, text, codec)
    result.delimiter = delimiter
    result.rows_in = found.lines - place - 1
    header = usable_header(extract, headings, result)
    if header is None:
        return False
    result.below = below = place + 1
    joined = folder / "joined.csv"
    if (
        extract.is_returned
        and codec == "utf-8"
        and join_lines(text, joined, delimiter=delimiter, width=header.width)
    ):
        text, found = joined, survey(joined)
        result.rows_in = found.lines - below
    result.text = text
    if (
        codec == "utf-8"
        and found.is_utf8
        and is_clean(text, delimiter, header.width, below=below)
        and _proven(con, extract, result, text, home_area=home_area)
    ):
        enter(con, extract, result, taken_out=None)
        return True
    result.text, result.above = folder / "mended.csv", below
    taken = take_out(con, text, codec, delimiter, header.width, below=below, into=result.text)
    if taken.lines != found.lines or not _proven(con, extract, result, result.text, home_area=home_area):
        raise Refused("E-LINE-COUNT", f"{taken.lines} ≠ {found.lines}")
    result.skipped = taken.blank
    enter(con, extract, result, taken_out="taken_out" if "taken_out" in taken.filled else None)
    if "single_cells" in taken.filled:
        enter_single(con, extract, result, "single_cells")
    if "refused_line" in taken.filled:
        con.execute("INSERT INTO refused SELECT ?, * FROM refused_line", [result.delivery_no])
    return True


def headings_of(extract: Extract, path: Path, folder: Path) -> list[str]:
    """What a text file calls its columns; nothing below its header is looked at. Raises: Refused."""
    found = survey(path)
    encoding = encoding_of(path, found)
    if encoding is None:
        raise Refused("E-FILE-ENCODING")
    text, codec, _ = _opened(path, found, encoding, folder)
    return _headings(extract, text, codec)[1]


def _opened(path: Path, found: Bytes, encoding: str, folder: Path) -> tuple[Path, str, Bytes]:
    """The file as UTF-8 with line feeds where that can be had, its codec, and what its lines then are. A name can be a
    pattern to the reader (x[1].csv reads x1.csv), so it never sees the file's own name."""
    text = folder / "text.csv"
    if encoding not in ("gb18030", "utf-16") and found.end == b"\n":
        text.symlink_to(path.resolve())
        return text, "utf-8", found
    if not transcode(path, encoding, found.end, text):
        if encoding != "gb18030":
            raise Refused("E-FILE-ENCODING")
        return path, encoding, found
    if encoding == "utf-16":
        found = survey(text)
        if found.end == b"\r":
            # Many characters hold the byte of a line feed (上 is 4E 0A), so only the text shows what ends a line.
            transcode(text, "utf-8", found.end, folder / "lines.csv")
            text = folder / "lines.csv"
    return text, "utf-8", found


def _headings(extract: Extract, path: Path, codec: str) -> tuple[int, list[str], str]:
    """Where the header stands among the first lines, what it says, and what stands between its names."""
    with path.open("rb") as file:
        first = [
            file.readline(LONGEST_LINE).decode(codec, "replace").rstrip("\r\n").replace("\0", "\\x00")
            for _ in range(HEADER_WITHIN)
        ]
    first[0] = first[0].lstrip("\ufeff")
    found = []
    for order, mark in enumerate(DELIMITERS):
        rows = [_split(line, mark) for line in first]
        place, headings = find_header(extract, rows)
        found.append((fit(extract, headings), -place, -order, headings, mark))
    _, place, _, headings, delimiter = max(found, key=lambda each: each[:3])
    return -place, headings, delimiter


def _split(line: str, mark: str) -> list[str]:
    """One of the first lines as cells; none where no reader can take it apart: then it is no header."""
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []


def _proven(
    con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, text: Path, *, home_area: str
) -> bool:
    """The fast reader into `arrived`. True when its rows equal the lines counted without it."""
    assert result.header is not None
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(result.header.width))
    reader = (
        f"read_csv({checks.text(str(text))}, auto_detect=false, header=false, skip={result.below - result.above}, "
        f"delim={checks.text(result.delimiter)}, quote='\"', escape='\"', columns={{{columns}}}, "
        f"max_line_size={2 * LONGEST_LINE}, strict_mode=true)"
    )
    try:
        rows = arrive(con, extract, result, reader, home_area=home_area)
    except (duckdb.Error, UnicodeDecodeError):
        # The reader's message quotes the line (and may cut it within a character, so that the message itself
        # does not decode); it goes no further, and the slow path explains.
        return False
    if rows != result.rows_in:
        leave(con, result)
    return rows == result.rows_in
