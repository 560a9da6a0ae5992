"""The slow path: a file whose count does not prove itself is looked at line by line.

Every physical line is judged alone, because in these extracts a quote never joins lines. A line that is not what
the header promises is taken out, with its text and reason, and a row of empty cells stands in for it: so the
fast reader can read the rest, and every row keeps the number of its line.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from flows.ingest.decode import CHUNK
from flows.ingest.limits import LONGEST_LINE

csv.field_size_limit(2 * LONGEST_LINE)
"""A cell may be as long as its line; the library's own limit is far below."""
BATCH = 20_000
PIECE = 1 << 17


class TakenOut:
    """Lines on their way into tables of their own, a batch at a time: a file may consist of nothing else.

    `single_cells` (line, c0, c1, ...) are rows that only a reader of that one line could split; `refused_line`
    (line, text, code) could not be split at all; `taken_out` (line) has the numbers of both and of blank lines. A
    table is made when its first line comes: `filled` names those there are. `lines` counts the physical lines of the
    file.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, width: int) -> None:
        self.con = con
        self.lines = self.blank = 0
        self.filled: set[str] = set()
        cells = ", ".join(f"c{place} VARCHAR" for place in range(width))
        self.columns = {
            "taken_out": "line BIGINT",
            "single_cells": f"line BIGINT, {cells}",
            "refused_line": "line BIGINT, text VARCHAR, code VARCHAR",
        }
        self.waiting: dict[str, list[tuple[object, ...]]] = {table: [] for table in self.columns}

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
        if table not in self.filled:
            self.con.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({self.columns[table]})")
            self.filled.add(table)
        self.waiting[table].append(row)
        if len(self.waiting[table]) >= BATCH:
            self._write(table)

    def _write(self, table: str) -> None:
        append(self.con, table, self.waiting[table])
        self.waiting[table] = []

    def end(self) -> None:
        for table in self.waiting:
            self._write(table)


def is_clean(path: Path, delimiter: str, width: int, *, below: int) -> bool:
    """Whether a UTF-8 file can be read as it is: no quotation mark, no stray byte, and in all just as many delimiters
    as its lines need. A reader that refuses a line with too few fields then proves that no line has too many, although
    it takes one with an empty field too many, and moves every cell to the wrong column.

    `below` is how many lines stand above the rows.
    """
    import numpy as np

    wanted = found = 0
    for number, block in _numbered(_blocks(path)):
        rows = block
        for _ in range(below - number):
            _, _, rows = rows.partition(b"\n")
        marks = np.frombuffer(rows, np.uint8)
        if np.count_nonzero(marks == ord('"')) or np.count_nonzero(marks == 0):
            return False
        if np.count_nonzero(marks == ord("\r")) != rows.count(b"\r\n"):
            return False
        wanted += (width - 1) * (rows.count(b"\n") + (rows != b"" and not rows.endswith(b"\n")))
        found += int(np.count_nonzero(marks == ord(delimiter)))
    return wanted == found


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
            for piece in _pieces(block):
                text = _clean(piece, codec)
                above = max(below - found.lines, 0)
                lines = 0 if text is None else text.count(b"\n") + (not text.endswith(b"\n"))
                if text is not None and not above and _fits(text, lines, delimiter, width):
                    target.write(text if text.endswith(b"\n") else text + b"\n")
                    found.lines += lines
                    continue
                each = (piece if text is None else text).removesuffix(b"\n").split(b"\n")
                for place in range(len(each)) if text is None else _miscounted(text, delimiter, width):
                    if place >= above:
                        line = _judge(
                            each[place],
                            found.lines + place + 1,
                            codec if text is None else "utf-8",
                            delimiter,
                            width,
                            found,
                        )
                        each[place] = stand_in if line is None else line
                found.lines += len(each)
                if len(each) > above:
                    target.write(b"\n".join(each[above:]) + b"\n")
    found.end()
    return found


def _fits(text: bytes, lines: int, delimiter: str, width: int) -> bool:
    """Whether every line has the header's number of fields and no quotation mark. Where there are just as many
    delimiters as the lines need, each line has its own if the first and the last of each share stand within it."""
    import numpy as np

    if b'"' in text or width == 1:
        return False
    marks = np.frombuffer(text, np.uint8)
    found = marks == ord(delimiter)
    if np.count_nonzero(found) != lines * (width - 1):
        return False
    ends = np.flatnonzero(marks == ord("\n"))
    each = np.flatnonzero(found).reshape(lines, width - 1)
    within = each[: len(ends), -1] < ends
    return bool(within.all() and (each[1:, 0] > ends[: lines - 1]).all())


def cells_of(path: Path, numbers: Sequence[int], delimiter: str) -> Iterator[tuple[int, list[str | None]]]:
    """Of some lines of a UTF-8 file, which no quotation mark stands in: the number and the cells, empty ones as None."""
    wanted = sorted(numbers)
    done = 0
    for number, block in _numbered(_blocks(path)):
        last = number + block.count(b"\n") + (not block.endswith(b"\n"))
        upto = bisect_right(wanted, last)
        if upto > done:
            lines = block.split(b"\n")
            for each in wanted[done:upto]:
                text = lines[each - number - 1].rstrip(b"\r").decode().removeprefix("\ufeff")
                yield each, [cell or None for cell in text.split(delimiter)]
            done = upto


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


def _numbered(blocks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each block with how many lines stand before it."""
    number = 0
    for block in blocks:
        yield number, block
        number += block.count(b"\n")


def _pieces(block: bytes) -> Iterator[bytes]:
    """A block in pieces of whole lines, small enough that one bad line costs little."""
    start = 0
    while start < len(block):
        end = block.find(b"\n", start + PIECE) + 1 or len(block)
        yield block[start:end]
        start = end


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
