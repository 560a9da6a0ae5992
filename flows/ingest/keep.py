"""Believed rows into the warehouse: what is unchanged stays, what changed closes the old row and adds a new one.

History therefore grows by what changed, not by what was delivered.
"""

from datetime import date

import duckdb

from schemas.extract import Extract
from schemas.warehouse import FOREVER, fact_columns


def keep(con: duckdb.DuckDBPyConnection, extract: Extract, delivered_on: date) -> tuple[int, int]:
    """Bring `accepted` (delivery_no, line, columns) into the fact table as known from `delivered_on`.

    Returns the rows added and the rows already known. Runs inside the caller's transaction.
    """
    columns = fact_columns(extract)
    listed = ", ".join(columns)
    same = " AND ".join(f"old.{column} IS NOT DISTINCT FROM new.{column}" for column in columns)
    is_current = f"known_to = DATE '{FOREVER}'"
    con.execute(
        f"""UPDATE {extract.name} AS old SET known_to = DATE '{delivered_on}'
        WHERE {is_current}{_scope(extract)}
            AND NOT EXISTS (SELECT 1 FROM accepted new WHERE {same})"""
    )
    before = _count(con, extract.name)
    con.execute(
        f"""INSERT INTO {extract.name} ({listed}, delivery_no, source_line, known_from, known_to)
        SELECT {listed}, delivery_no, line, DATE '{delivered_on}', DATE '{FOREVER}' FROM accepted new
        WHERE NOT EXISTS (SELECT 1 FROM {extract.name} old WHERE {is_current} AND {same})"""
    )
    added = _count(con, extract.name) - before
    return added, _count(con, "accepted") - added


def _scope(extract: Extract) -> str:
    """Which known rows a delivery of this mode speaks about."""
    match extract.mode:
        case "full":
            return ""
        case "period":
            names = [extract.column(name).stored for name in extract.period]
        case "event":
            names = [column.stored for column in extract.key]
    match_ = " AND ".join(f"scope.{name} IS NOT DISTINCT FROM old.{name}" for name in names)
    return f" AND EXISTS (SELECT 1 FROM accepted scope WHERE {match_})"


def cover(con: duckdb.DuckDBPyConnection, extract: Extract, delivered_on: date) -> None:
    """Note which (month, kind) pairs a delivery contains: a month nobody delivered is not a month of zero."""
    if extract.mode != "period":
        return
    names = [extract.column(name).stored for name in extract.period]
    month = names[0]
    kind = names[1] if len(names) > 1 else "CAST(NULL AS VARCHAR)"
    con.execute(
        f"""INSERT INTO coverage
        SELECT DISTINCT '{extract.name}', delivery_no, DATE '{delivered_on}', {month}, {kind} FROM accepted"""
    )


def unwind(con: duckdb.DuckDBPyConnection, extract: Extract, since: date) -> None:
    """Take back everything learnt from this extract on and after a day, to read those days again in order."""
    con.execute(f"DELETE FROM {extract.name} WHERE known_from >= ?", [since])
    con.execute(
        f"UPDATE {extract.name} SET known_to = DATE '{FOREVER}' WHERE known_to >= ? AND known_to < DATE '{FOREVER}'",
        [since],
    )
    con.execute(
        """DELETE FROM quarantine WHERE delivery_no IN
        (SELECT delivery_no FROM delivery WHERE extract = ? AND delivered_on >= ?)""",
        [extract.name, since],
    )
    con.execute("DELETE FROM coverage WHERE extract = ? AND delivered_on >= ?", [extract.name, since])
    con.execute("DELETE FROM delivery WHERE extract = ? AND delivered_on >= ?", [extract.name, since])


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
