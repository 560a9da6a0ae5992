"""The slow path: a file whose count does not prove itself is looked at line by line.

Every physical line is judged alone, because in these extracts a quote never joins lines. A line that is not what
the header promises is taken out, with its text and reason, and a row of empty cells stands in for it: so the
fast reader can read the rest, and every row keeps the number of its line.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from flows.ingest.decode import CHUNK
from flows.ingest.limits import LONGEST_LINE

csv.field_size_limit(2 * LONGEST_LINE)
"""A cell may be as long as its line; the library's own limit is far below."""


@dataclass
class TakenOut:
    """`lines` counts the physical lines of the file. `cells` are rows that only a reader of that one line could
    split; `refused` holds (line, text, code)."""

    lines: int = 0
    blank: list[int] = field(default_factory=list)
    cells: list[tuple[int, list[str]]] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        return [*self.blank, *(line for line, _ in self.cells), *(line for line, _, _ in self.refused)]


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


def take_out(path: Path, codec: str, delimiter: str, width: int, *, below: int, into: Path) -> TakenOut:
    """Write the lines below the header into `into` as UTF-8. `below` is the number of the header's line."""
    found = TakenOut()
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
        block = re.sub(rb"\r+\n", b"\n", block).rstrip(b"\r")
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
        found.refused.append((number, text, "E-LINE-BYTES"))
        return None
    if "\0" in line or "\r" in line:
        text = line.replace("\0", "\\x00").replace("\r", "\\r")
        found.refused.append((number, text, "E-LINE-BYTES"))
    elif not line.strip():
        found.blank.append(number)
    elif '"' in line:
        cells = _cells(line, delimiter)
        if cells is None:
            found.refused.append((number, line, "E-LINE-QUOTE"))
        elif len(cells) == width:
            found.cells.append((number, cells))
        else:
            found.refused.append((number, line, "E-LINE-FIELDS"))
    elif line.count(delimiter) != width - 1:
        found.refused.append((number, line, "E-LINE-FIELDS"))
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
