"""Questions to the published tables, answered as typed rows."""

from collections.abc import Callable
from typing import TypeVar

from duckdb import DuckDBPyConnection

Row = TypeVar("Row")


def rows(con: DuckDBPyConnection, made: Callable[..., Row], sql: str, **given: object) -> list[Row]:
    """Ask `sql` with its `$name` parameters and make one `made` of every row, in the order of its columns."""
    return [made(*row) for row in con.execute(sql, given).fetchall()]
