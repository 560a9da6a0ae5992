"""A file's rows as they are first typed, straight off the reader, beside the cells of those that are not in plain form.

Most rows of most files are in plain form, and nothing of them is written down twice: a row is typed while it is read,
and only of a row that has to be explained are the cells kept.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from flows.ingest.lines import cells_of
from flows.ingest.staged import Staged
from schemas.extract import Extract
from schemas.typed_rows import plain_select


def create_arrived(con: duckdb.DuckDBPyConnection, extract: Extract) -> None:
    """Make `arrived` anew, the set's rows as first typed; `came`, its files; and `odd_cells`, the rows to be explained,
    by the contract's columns."""
    typed = ", ".join(
        f"{column.name} {'VARCHAR' if column.kind == 'identity_number' else column.sql_type}"
        for column in extract.columns
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE arrived
        (delivery_no INTEGER, line BIGINT, {typed}, is_plain BOOLEAN, changes VARCHAR, cells VARCHAR[])"""
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE came (delivery_no INTEGER, shift BIGINT, delivered_on DATE, set_no INTEGER)"
    )
    raw = ", ".join(f"r_{column.name} VARCHAR" for column in extract.columns)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE odd_cells
        (delivery_no INTEGER, line BIGINT, is_picked BOOLEAN, cells VARCHAR[], {raw})"""
    )


def arrive(
    con: duckdb.DuckDBPyConnection,
    extract: Extract,
    file: Staged,
    source: str,
    *,
    home_area: str,
    line: str = "NULL",
) -> int:
    """Type the rows of `source` (c0, c1, ...) into `arrived`; how many there were.

    `line` is the number of a row's line where the source has it; else a row's place in `arrived` tells it. Where the
    file itself cannot be asked again (a workbook, a list that came back), the cells of every row are kept.
    """
    assert file.header is not None
    typed = plain_select(
        extract,
        source,
        file.header.places,
        file.header.width,
        line=line,
        keeps_cells=file.text is None or extract.is_returned,
        delivered_on=file.arrival.delivered_on,
        home_area=home_area,
    )
    (added,) = con.execute(
        f"INSERT INTO arrived SELECT {file.delivery_no}, found.* FROM ({typed}) found"
    ).fetchall()[0]
    return int(added)


def leave(con: duckdb.DuckDBPyConnection, file: Staged) -> None:
    """Take a file's rows out again, because its reader did not count what was counted without it."""
    con.execute("DELETE FROM arrived WHERE delivery_no = ?", [file.delivery_no])


def enter(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged, *, taken_out: str | None) -> None:
    """Note where the file's rows stand in `arrived`, and put the rows that are not plain among those to be explained.
    Lines that were taken out (`taken_out`: their numbers) have only a stand-in there."""
    shift = 0
    if file.text is not None:
        (first,) = con.execute(
            "SELECT min(rowid) FROM arrived WHERE delivery_no = ?", [file.delivery_no]
        ).fetchall()[0]
        shift = file.below + 1 - (first or 0)
    con.execute(
        "INSERT INTO came VALUES (?, ?, ?, ?)",
        [file.delivery_no, shift, file.arrival.delivered_on, file.set_no],
    )
    without = f" ANTI JOIN {taken_out} USING (line)" if taken_out else ""
    odd = "TRUE" if extract.is_returned else "NOT is_plain"
    con.execute(
        f"""INSERT INTO odd_cells SELECT {file.delivery_no}, line, FALSE, cells, {_by_contract(extract, file)}
        FROM (SELECT coalesce(line, rowid + {shift}) AS line, cells FROM arrived
            WHERE delivery_no = {file.delivery_no} AND {odd}){without}"""
    )


def enter_single(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged, source: str) -> None:
    """Rows of `source` (line, c0, c1, ...) that were split one by one go the same long way."""
    assert file.header is not None
    every = ", ".join(f"c{place}" for place in range(file.header.width))
    con.execute(
        f"""INSERT INTO odd_cells SELECT {file.delivery_no}, line, FALSE, cells, {_by_contract(extract, file)}
        FROM (SELECT line, [{every}] AS cells FROM {source})"""
    )


def pick(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged, numbers: Sequence[int]) -> None:
    """Put plain rows, by the numbers of their lines, among those to be explained: their cells are read again from the
    file, or stand in `arrived`."""
    con.execute("CREATE OR REPLACE TEMP TABLE picked (line BIGINT, cells VARCHAR[])")
    if file.text is None:
        con.execute(
            f"INSERT INTO picked SELECT line, cells FROM arrived WHERE delivery_no = {file.delivery_no} AND line IN (SELECT unnest(?))",
            [list(numbers)],
        )
    else:
        _read_again(
            con, file.text, [number - file.above for number in numbers], file.delimiter, above=file.above
        )
    con.execute(
        f"""INSERT INTO odd_cells SELECT {file.delivery_no}, line, TRUE, cells, {_by_contract(extract, file)}
        FROM picked"""
    )


def _read_again(
    con: duckdb.DuckDBPyConnection, text: Path, numbers: Sequence[int], delimiter: str, *, above: int
) -> None:
    import pyarrow as pa

    found = list(cells_of(text, numbers, delimiter))
    lines = pa.array([line + above for line, _ in found], pa.int64())
    cells = pa.array([each for _, each in found], pa.list_(pa.string()))
    con.register("appended", pa.table([lines, cells], ["line", "cells"]))
    con.execute("INSERT INTO picked SELECT * FROM appended")
    con.unregister("appended")


def _by_contract(extract: Extract, file: Staged) -> str:
    assert file.header is not None
    places = file.header.places
    return ", ".join(
        f"cells[{places[column.name] + 1}]" if column.name in places else "NULL" for column in extract.columns
    )
