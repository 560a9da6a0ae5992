"""The offices' own work as it may leave the warehouse: one module for each part of it.

Each leaves the `outward_<table>` of its published tables, and restricted `<list>_row` tables for the offices' lists.
"""

from collections.abc import Callable

import duckdb

from flows.publish.systems.legal_basis import legal_bases
from flows.publish.systems.task import tasks
from monitors.watch import Night

_EACH: tuple[Callable[[duckdb.DuckDBPyConnection, Night, str], None], ...] = (tasks, legal_bases)


def systems(con: duckdb.DuckDBPyConnection, night: Night, secret: str) -> None:
    """Leave the outward tables of every system, and the rows of its lists."""
    for leave in _EACH:
        leave(con, night, secret)
