"""Rows of ours into a table, in one statement: a statement for each row costs more than the row."""

from collections.abc import Iterable, Sequence

from schemas.engine import Engine


def fill(con: Engine, table: str, rows: Iterable[Sequence[object]]) -> None:
    """Append rows whose cells are in the order of the table's columns. `table` may name columns: `t (a, b)`."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    if columns:
        con.execute(f"INSERT INTO {table} SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)
