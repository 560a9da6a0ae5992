"""The slow path: a file whose count does not prove itself is taken apart line by line.

Every physical line is judged alone, because in these extracts a quote never joins lines: what has the
header's number of fields becomes cells; the rest is kept with its text and reason.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from flows.ingest.decode import CHUNK
from flows.ingest.limits import LONGEST_LINE
from schemas.checks import text

if TYPE_CHECKING:
    import pyarrow as pa


def read_lines(
    con: duckdb.DuckDBPyConnection, path: Path, codec: str, delimiter: str, width: int, *, below: int
) -> tuple[int, int]:
    """Leave the temporary tables `arrived_cells` (line, c0, c1, ...) and `refused_line` (line, text, code).

    `below` is the number of the header's line. Returns how many lines there are below it, and how many of them
    are blank; those are in neither table.
    """
    import pyarrow as pa

    batches = pa.RecordBatchReader.from_batches(_schema(), _numbered(path, codec, below))
    con.register("numbered_line", batches)
    con.execute("CREATE OR REPLACE TEMP TABLE arrived_line AS SELECT * FROM numbered_line")
    con.unregister("numbered_line")
    cells = ", ".join(f"nullif(cells[{place + 1}], '') AS c{place}" for place in range(width))
    fields = f"length(text) - length(replace(text, {text(delimiter)}, '')) + 1"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE arrived_cells AS SELECT line, {cells} FROM (
            SELECT line, string_split(text, {text(delimiter)}) AS cells FROM arrived_line
            WHERE code IS NULL AND NOT contains(text, '"') AND {fields} = {width} AND trim(text, ' \t') <> '')"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE refused_line AS
        SELECT line, text, coalesce(code, 'E-LINE-FIELDS') AS code FROM arrived_line
        WHERE code IS NOT NULL
            OR (NOT contains(text, '"') AND {fields} <> {width} AND trim(text, ' \t') <> '')"""
    )
    _quoted(con, delimiter, width)
    counted, blank = con.execute(
        "SELECT count(*), count(*) FILTER (code IS NULL AND trim(text, ' \t') = '') FROM arrived_line"
    ).fetchall()[0]
    con.execute("DROP TABLE arrived_line")
    return counted, blank


def _schema() -> "pa.Schema":
    import pyarrow as pa

    return pa.schema([("line", pa.int64()), ("text", pa.string()), ("code", pa.string())])


def _numbered(path: Path, codec: str, below: int) -> "Iterator[pa.RecordBatch]":
    """The lines below the header with their numbers; those that hold a byte no reader should see, with a code."""
    import pyarrow as pa

    first = 1
    for block in _blocks(path):
        lines, codes = _decoded(block, codec)
        skipped = min(max(below - first + 1, 0), len(lines))
        numbers = range(first + skipped, first + len(lines))
        first += len(lines)
        yield pa.record_batch(
            [
                pa.array(numbers, pa.int64()),
                pa.array(lines[skipped:], pa.string()),
                pa.array(codes[skipped:] if codes else [None] * len(numbers), pa.string()),
            ],
            schema=_schema(),
        )


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


def _decoded(block: bytes, codec: str) -> tuple[list[str], list[str | None]]:
    """A block's lines as text; codes only if any line has one."""
    raw = block.removesuffix(b"\n")
    returns = raw.count(b"\r")
    if b"\0" not in raw and returns == raw.count(b"\r\n") + raw.endswith(b"\r"):
        try:
            return raw.replace(b"\r\n", b"\n").removesuffix(b"\r").decode(codec).split("\n"), []
        except UnicodeDecodeError:
            pass
    pairs = [_decoded_line(line.removesuffix(b"\r"), codec) for line in raw.split(b"\n")]
    return [line for line, _ in pairs], [code for _, code in pairs]


def _decoded_line(raw: bytes, codec: str) -> tuple[str, str | None]:
    try:
        line = raw.decode(codec)
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace").replace("\0", "\\x00"), "E-LINE-BYTES"
    if "\0" in line or "\r" in line:
        return line.replace("\0", "\\x00").replace("\r", "\\r"), "E-LINE-BYTES"
    return line, None


def _quoted(con: duckdb.DuckDBPyConnection, delimiter: str, width: int) -> None:
    """Lines with a quotation mark, by a strict reader, each alone."""
    csv.field_size_limit(LONGEST_LINE)
    last = 0
    while batch := con.execute(
        """SELECT line, text FROM arrived_line WHERE code IS NULL AND contains(text, '"') AND line > ?
        ORDER BY line LIMIT 100_000""",
        [last],
    ).fetchall():
        last = batch[-1][0]
        good: list[tuple[int, list[str]]] = []
        refused: list[tuple[int, str, str]] = []
        for number, line in batch:
            cells = _cells(line, delimiter)
            if cells is None:
                refused.append((number, line, "E-LINE-QUOTE"))
            elif len(cells) == width:
                good.append((number, cells))
            else:
                refused.append((number, line, "E-LINE-FIELDS"))
        append(con, "arrived_cells", [(number, *(cell or None for cell in cells)) for number, cells in good])
        append(con, "refused_line", refused)


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
