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
    listed = ", ".join(fact_columns(extract))
    same = " AND ".join(
        f"known.{column} IS NOT DISTINCT FROM accepted.{column}" for column in fact_columns(extract)
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE known AS
        SELECT rowid AS place, {listed} FROM {extract.name} fact
        WHERE known_to = DATE '{FOREVER}'{_scope(con, extract)}"""
    )
    accepted = "accepted"
    if _count(con, "known"):
        con.execute(
            f"""UPDATE {extract.name} SET known_to = DATE '{delivered_on}' WHERE rowid IN (
                SELECT place FROM known
                WHERE NOT EXISTS (SELECT 1 FROM accepted WHERE {same}){_not_just_unreadable(extract)})"""
        )
        accepted = f"(SELECT * FROM accepted WHERE NOT EXISTS (SELECT 1 FROM known WHERE {same}))"
    added = con.execute(
        f"""INSERT INTO {extract.name} ({listed}, delivery_no, source_line, known_from, known_to)
        SELECT {listed}, delivery_no, line, DATE '{delivered_on}', DATE '{FOREVER}' FROM {accepted}"""
    ).fetchall()[0][0]
    return added, _count(con, "accepted") - added


def _not_just_unreadable(extract: Extract) -> str:
    """Whoever is missing from a register has left it; whoever is in it with a row that cannot be believed has
    not, and the last believed row stands until the department corrects the line."""
    if extract.mode != "full":
        return ""
    same_key = " AND ".join(
        f"kept_apart.{column.stored} IS NOT DISTINCT FROM known.{column.stored}" for column in extract.key
    )
    return f""" AND NOT EXISTS (SELECT 1 FROM staged kept_apart WHERE {same_key} AND (
        kept_apart.faults IS NOT NULL OR EXISTS (SELECT 1 FROM conflicting
            WHERE conflicting.delivery_no = kept_apart.delivery_no AND conflicting.line = kept_apart.line)))"""


def _scope(con: duckdb.DuckDBPyConnection, extract: Extract) -> str:
    """Which known rows a delivery of this mode speaks about."""
    match extract.mode:
        case "full" if not extract.replaced:
            return ""
        case "full" | "period":
            names = [extract.column(name).stored for name in extract.replaced]
        case "event":
            names = [column.stored for column in extract.key]
    match_ = " AND ".join(f"scope.{name} IS NOT DISTINCT FROM fact.{name}" for name in names)
    con.execute(f"CREATE OR REPLACE TEMP TABLE spoken_of AS SELECT DISTINCT {', '.join(names)} FROM accepted")
    # Whole blocks of the fact table are passed over by the range of months alone.
    first, last = con.execute(f"SELECT min({names[0]}), max({names[0]}) FROM spoken_of").fetchall()[0]
    within = (
        f" AND fact.{names[0]} BETWEEN '{first}' AND '{last}'" if extract.mode == "period" and first else ""
    )
    return f"{within} AND EXISTS (SELECT 1 FROM spoken_of scope WHERE {match_})"


def cover(con: duckdb.DuckDBPyConnection, extract: Extract, delivered_on: date) -> None:
    """Note which (month, kind) pairs a delivery contains, and how many rows of each: a month nobody delivered is
    not a month of zero, and half of a month looks like what was usual only by its size."""
    if not extract.replaced:
        return
    month, kind = month_and_kind(extract)
    con.execute(
        f"""INSERT INTO coverage
        SELECT '{extract.name}', delivery_no, DATE '{delivered_on}', {month}, {kind}, count(*)
        FROM accepted GROUP BY ALL"""
    )


def month_and_kind(extract: Extract) -> tuple[str, str]:
    """What tells a row's month and kind, as SQL. A register that is replaced kind by kind has no month."""
    *month, kind = (extract.column(name).stored for name in extract.replaced)
    return (month[0] if month else "CAST(NULL AS DATE)"), kind


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
