"""The slow path: a file whose count does not prove itself is looked at line by line.

Every physical line is judged alone, because in these extracts a quote never joins lines. A line that is not what
the header promises is taken out, with its text and reason, and a row of empty cells stands in for it: so the
fast reader can read the rest, and every row keeps the number of its line.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from flows.ingest.decode import CHUNK
from flows.ingest.limits import LONGEST_LINE
from flows.ingest.staged import no_refused_lines

csv.field_size_limit(2 * LONGEST_LINE)
"""A cell may be as long as its line; the library's own limit is far below."""
BATCH = 20_000


class TakenOut:
    """Lines on their way into tables of their own, a batch at a time: a file may consist of nothing else.

    `single_cells` (line, c0, c1, ...) are rows that only a reader of that one line could split; `refused_line`
    (line, text, code) could not be split at all; `taken_out` (line) has the numbers of both and of blank lines.
    `lines` counts the physical lines of the file.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, width: int) -> None:
        self.con = con
        self.lines = self.blank = 0
        self.waiting: dict[str, list[tuple[object, ...]]] = {
            "taken_out": [],
            "single_cells": [],
            "refused_line": [],
        }
        columns = ", ".join(f"c{place} VARCHAR" for place in range(width))
        con.execute("CREATE OR REPLACE TEMP TABLE taken_out (line BIGINT)")
        con.execute(f"CREATE OR REPLACE TEMP TABLE single_cells (line BIGINT, {columns})")
        no_refused_lines(con)

    def skip(self, number: int) -> None:
        self.blank += 1
        self._put("taken_out", (number,))

    def refuse(self, number: int, text: str, code: str) -> None:
        self._put("taken_out", (number,))
        self._put("refused_line", (number, text, code))

    def split(self, number: int, cells: list[str]) -> None:
        self._put("taken_out", (number,))
        self._put("single_cells", (number, *(cell or None for cell in cells)))

    def _put(self, table: str, row: tuple[object, ...]) -> None:
        self.waiting[table].append(row)
        if len(self.waiting[table]) >= BATCH:
            self._write(table)

    def _write(self, table: str) -> None:
        append(self.con, table, self.waiting[table])
        self.waiting[table] = []

    def end(self) -> None:
        for table in self.waiting:
            self._write(table)


def is_clean(path: Path, codec: str, delimiter: str, width: int, *, below: int) -> bool:
    """Whether every line has the header's number of fields, counted apart from any reader, and no quotation mark.
    The reader itself takes a line with one empty field too many, and moves every cell to the wrong column."""
    number = 0
    for block in _blocks(path):
        text = _clean(block, codec)
        if text is None or any(number + place >= below for place in _miscounted(text, delimiter, width)):
            return False
        number += text.count(b"\n") + (not text.endswith(b"\n"))
    return True


def take_out(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    codec: str,
    delimiter: str,
    width: int,
    *,
    below: int,
    into: Path,
) -> TakenOut:
    """Write the lines below the header into `into` as UTF-8. `below` is the number of the header's line."""
    found = TakenOut(con, width)
    stand_in = delimiter.encode() * (width - 1)
    with into.open("wb") as target:
        for block in _blocks(path):
            text = _clean(block, codec)
            lines = (block if text is None else text).removesuffix(b"\n").split(b"\n")
            suspects = range(len(lines)) if text is None else _miscounted(text, delimiter, width)
            above = min(max(below - found.lines, 0), len(lines))
            for place in suspects:
                if place >= above:
                    line = _judge(
                        lines[place],
                        found.lines + place + 1,
                        codec if text is None else "utf-8",
                        delimiter,
                        width,
                        found,
                    )
                    lines[place] = stand_in if line is None else line
            found.lines += len(lines)
            if len(lines) > above:
                target.write(b"\n".join(lines[above:]) + b"\n")
    found.end()
    return found


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in blocks of whole lines."""
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            end = chunk.rfind(b"\n") + 1
            if end:
                yield rest + chunk[:end]
                rest = chunk[end:]
            else:
                rest += chunk
    if rest:
        yield rest


def _clean(block: bytes, codec: str) -> bytes | None:
    """The block as UTF-8 with line feeds; None if it holds a byte that some line of it must answer for."""
    if b"\0" in block:
        return None
    if b"\r" in block:
        # Some programs write the carriage return twice.
        pairs = re.sub(rb"\r+\n", b"\n", block) if b"\r\r" in block else block.replace(b"\r\n", b"\n")
        block = pairs.rstrip(b"\r")
        if b"\r" in block:
            return None
    try:
        text = block.decode(codec)
    except UnicodeDecodeError:
        return None
    return block if codec == "utf-8" else text.encode()


def _miscounted(block: bytes, delimiter: str, width: int) -> list[int]:
    """Which lines have another number of fields than the header, or a quotation mark."""
    import numpy as np

    marks = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(marks == ord("\n"))
    if not block.endswith(b"\n"):
        ends = np.append(ends, len(block))

    def per_line(mark: str) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
        return np.diff(np.searchsorted(np.flatnonzero(marks == ord(mark)), ends), prepend=0)

    odd = per_line(delimiter) != width - 1
    if b'"' in block:
        odd |= per_line('"') > 0
    return [int(place) for place in np.flatnonzero(odd)]


def _judge(raw: bytes, number: int, codec: str, delimiter: str, width: int, found: TakenOut) -> bytes | None:
    """The line as the fast reader may have it, or None when it has been taken out."""
    try:
        line = raw.rstrip(b"\r").decode(codec)
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "backslashreplace").replace("\0", "\\x00")
        found.refuse(number, text, "E-LINE-BYTES")
        return None
    if "\0" in line or "\r" in line:
        text = line.replace("\0", "\\x00").replace("\r", "\\r")
        found.refuse(number, text, "E-LINE-BYTES")
    elif not line.strip():
        found.skip(number)
    elif '"' in line:
        cells = _cells(line, delimiter)
        if cells is None:
            found.refuse(number, line, "E-LINE-QUOTE")
        elif len(cells) == width:
            found.split(number, cells)
        else:
            found.refuse(number, line, "E-LINE-FIELDS")
    elif line.count(delimiter) != width - 1:
        found.refuse(number, line, "E-LINE-FIELDS")
    else:
        return line.encode()
    return None


def _cells(line: str, delimiter: str) -> list[str] | None:
    """The line's cells, or None where its marks do not pair: then it may be the end of the line above."""
    if line.count('"') % 2:
        return None
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def append(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Rows from Python into a table that has their columns in this order: a line number, then texts."""
    import pyarrow as pa

    if not rows:
        return
    numbers, *texts = zip(*rows, strict=True)
    columns = [pa.array(numbers, pa.int64()), *(pa.array(column, pa.string()) for column in texts)]
    con.register("appended", pa.table(columns, [f"f{place}" for place in range(len(columns))]))
    con.execute(f"INSERT INTO {table} SELECT * FROM appended")
    con.unregister("appended")
