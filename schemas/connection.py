"""How a DuckDB database is opened: it fetches nothing and loads nothing by itself, whatever a statement asks for."""

from pathlib import Path

import duckdb


def connect(path: Path | str = ":memory:", *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Raises: duckdb.Error where it cannot be opened."""
    con = duckdb.connect(str(path), read_only=read_only)
    con.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    return con
