"""Tables that are empty on most nights of most counties. Their statements take long to plan and no time to carry out, so
that one which would find nothing is not asked."""

import duckdb

from schemas.published import TABLES

_PUBLISHED = {f"outward_{table.name}": table for table in TABLES}


def leave_found(
    con: duckdb.DuckDBPyConnection, table: str, select: str, *, among: str, columns: str | None = None
) -> None:
    """Leave the temporary table `table` with what `select` finds, which is nothing where nothing stands in `among` (a
    table, with or without a condition). `columns` declares it; a published table is as its contract says."""
    if columns is None:
        columns = ", ".join(f"{field.name} {field.sql_type}" for field in _PUBLISHED[table].fields)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({columns})")
    if con.execute(f"SELECT count(*) FROM {among}").fetchall()[0][0]:
        con.execute(f"INSERT INTO {table} BY NAME {select}")
