"""A home of an older package, brought to this one's form by its first night: numbers, first days and the history of every
warning go along. So is one that is to be encrypted from now on, or no longer.

A new warehouse is made beside in today's form, every row is copied into it by the names of its columns, and every table
is held against the old one; only then the new file takes the place, and the old one is kept. Cut off on the way, nothing
has happened. What this package has no place for is refused, never dropped; `doudi rebuild` makes such a warehouse anew.
"""

import os
from pathlib import Path

import duckdb

from flows import old_warehouse
from flows.database_file import Key, attach, connect
from flows.home import Home, configure, warehouse_key
from schemas.faults import DoudiError
from schemas.warehouse import VERSION, create_all


def upgrade(home: Home) -> Path | None:
    """Bring an older warehouse to this version. Returns where the old one is kept, None when there was nothing to do. Only
    for whoever holds the home's lock.

    Raises: DoudiError E-KEY when it is encrypted and the key is missing or another, E-WAREHOUSE for a column that is no more, E-RECONCILE when a table did not arrive whole; both leave
    the old warehouse in its place.
    """
    if not home.warehouse.exists():
        return None
    key = warehouse_key(home)
    if _version(home.warehouse, key) >= VERSION and (key is not None) == home.encrypt:
        return None
    beside = home.warehouse.with_name("warehouse.upgrade.duckdb")
    for left in (beside, beside.with_name(f"{beside.name}.wal")):
        left.unlink(missing_ok=True)
    try:
        with connect(beside, home.key if home.encrypt else None, read_only=False) as con:
            beside.chmod(0o600)
            configure(con, home)
            con.execute("CREATE TABLE warehouse_version (version INTEGER)")
            con.execute("INSERT INTO warehouse_version VALUES (?)", [VERSION])
            con.execute(";\n".join(create_all()))
            attach(con, home.warehouse, "older", key, read_only=True)
            for table in _tables(con):
                _copy(con, table)
            con.execute("DETACH older")
            con.execute("CHECKPOINT")
        kept = old_warehouse.keep(home.warehouse)
        os.replace(beside, home.warehouse)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return kept


def _version(warehouse: Path, key: Key | None) -> int:
    """What cannot be opened is told by whoever opens it next."""
    try:
        with connect(warehouse, key, read_only=True) as con:
            return int(con.execute("SELECT max(version) FROM warehouse_version").fetchall()[0][0])
    except (duckdb.Error, TypeError):
        return VERSION


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    found = con.execute(
        """SELECT table_name FROM duckdb_tables()
        WHERE database_name = 'older' AND table_name <> 'warehouse_version' ORDER BY table_name"""
    ).fetchall()
    return [str(name) for (name,) in found]


def _copy(con: duckdb.DuckDBPyConnection, table: str) -> None:
    known = _columns(con, "current_database()", table)
    columns = _columns(con, "'older'", table)
    if gone := sorted(set(columns) - set(known)):
        raise DoudiError("E-WAREHOUSE", f"{table}: {'、'.join(gone)}")
    listed = ", ".join(f'"{column}"' for column in columns)
    con.execute(f"INSERT INTO {table} BY NAME SELECT {listed} FROM older.{table}")
    before, after = (
        con.execute(
            f"SELECT count(*), bit_xor(md5_number(CAST(row_ AS VARCHAR))) FROM (SELECT {listed} FROM {place}{table}) row_"
        ).fetchall()
        for place in ("older.", "")
    )
    if before != after:
        raise DoudiError("E-RECONCILE", f"{table}: {before[0][0]} ≠ {after[0][0]}")


def _columns(con: duckdb.DuckDBPyConnection, database: str, table: str) -> list[str]:
    found = con.execute(
        f"""SELECT column_name FROM duckdb_columns()
        WHERE database_name = {database} AND table_name = ? ORDER BY column_index""",
        [table],
    ).fetchall()
    return [str(name) for (name,) in found]
