"""Believed rows into the warehouse: what is unchanged stays, what changed closes the old row and adds a new one.

History therefore grows by what changed, not by what was delivered.
"""

from datetime import date

import duckdb

from flows.ingest.keys import same_key, same_stay
from flows.ingest.staged import count
from schemas import checks
from schemas.extract import Column, Extract
from schemas.warehouse import FOREVER, fact_columns


def keep(
    con: duckdb.DuckDBPyConnection,
    extract: Extract,
    *,
    known_on: date,
    content_on: date,
    set_no: int,
    is_correction: bool = False,
) -> int:
    """Bring `accepted` (delivery_no, line, columns) into the fact table as known from `known_on`, and note what
    difference that made. `content_on` is the day the files came, earlier where a person let them in later.

    Returns how many accepted rows have found their place. Runs inside the caller's transaction.
    """
    listed = ", ".join(fact_columns(extract))
    scope = f" AND {_spoken_of(extract, 'fact')}" if is_correction else _scope(con, extract)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE known AS
        SELECT rowid AS place, {listed}, delivery_no FROM {extract.name} fact
        WHERE known_to = DATE '{FOREVER}'{scope}"""
    )
    is_new = not count(con, "known")
    if not is_new:
        same = " AND ".join(
            f"known.{column} IS NOT DISTINCT FROM accepted.{column}" for column in fact_columns(extract)
        )
        newer = _newer(con, extract, content_on) if content_on < known_on and extract.mode == "event" else ""
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE fresh AS SELECT * FROM accepted
            WHERE NOT EXISTS (SELECT 1 FROM known WHERE {same}){newer}"""
        )
        believed = "" if is_correction else _not_just_unreadable(extract)
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE gone AS SELECT * FROM known
            WHERE NOT EXISTS (SELECT 1 FROM accepted WHERE {same}){believed}"""
        )
        con.execute(
            f"UPDATE {extract.name} SET known_to = DATE '{known_on}' WHERE rowid IN (SELECT place FROM gone)"
        )
    (made,) = con.execute(
        f"""INSERT INTO {extract.name} ({listed}, delivery_no, source_line, known_from, known_to)
        SELECT {listed}, delivery_no, line, DATE '{known_on}', DATE '{FOREVER}'
        FROM {"accepted" if is_new else "fresh"}"""
    ).fetchall()[0]
    accepted = int(made) if is_new else count(con, "accepted")
    _note_difference(con, extract, known_on, set_no, int(made), accepted, is_new=is_new)
    return accepted


def _newer(con: duckdb.DuckDBPyConnection, extract: Extract, content_on: date) -> str:
    """An event let in late leaves alone whatever a later file has said under its key."""
    keys = ", ".join(column.stored for column in extract.key)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE newer AS SELECT place, {keys} FROM known
        JOIN delivery USING (delivery_no) WHERE delivery.delivered_on > ?""",
        [content_on],
    )
    con.execute("DELETE FROM known WHERE place IN (SELECT place FROM newer)")
    return f" AND NOT EXISTS (SELECT 1 FROM newer WHERE {same_key(extract, 'newer', 'accepted')})"


def _note_difference(
    con: duckdb.DuckDBPyConnection,
    extract: Extract,
    known_on: date,
    set_no: int,
    made: int,
    accepted: int,
    *,
    is_new: bool,
) -> None:
    """How the set differs from what was known: rows under a new key, under a known one, and no longer there."""
    changed = gone = 0
    if not is_new and count(con, "gone"):
        alike = same_key(extract, "one", "other")
        changed = count(con, f"fresh one WHERE EXISTS (SELECT 1 FROM gone other WHERE {alike})")
        gone = count(con, f"gone one WHERE NOT EXISTS (SELECT 1 FROM fresh other WHERE {alike})")
    amount = "0"
    if extract.amount:
        column = extract.column(extract.amount).stored
        amount = f"(SELECT coalesce(sum({column}), 0) FROM {'accepted' if is_new else 'fresh'})"
        if not is_new:
            amount += f" - (SELECT coalesce(sum({column}), 0) FROM gone)"
    con.execute(
        f"INSERT INTO difference SELECT ?, ?, ?, ?, ?, ?, ?, {amount}",
        [extract.name, known_on, set_no, made - changed, changed, gone, accepted - made],
    )


def _not_just_unreadable(extract: Extract) -> str:
    """Whoever is missing from a register has left it; whoever is in it with a row that cannot be believed has
    not, and the last believed row stands until the department corrects the line, unless a row beside it can be
    believed and takes its place."""
    if extract.mode != "full":
        return ""
    return f""" AND NOT (EXISTS (SELECT 1 FROM staged kept_apart WHERE {same_key(extract, "kept_apart", "known")} AND (
        kept_apart.faults IS NOT NULL OR EXISTS (SELECT 1 FROM conflicting
            WHERE conflicting.delivery_no = kept_apart.delivery_no AND conflicting.line = kept_apart.line)))
        AND NOT {_spoken_of(extract, "known")})"""


def _spoken_of(extract: Extract, table: str) -> str:
    """Whether an accepted row speaks of the same as a row of `table`."""
    return f"EXISTS (SELECT 1 FROM accepted WHERE {same_stay(extract, 'accepted', table)})"


def _scope(con: duckdb.DuckDBPyConnection, extract: Extract) -> str:
    """Which known rows a delivery of this mode speaks about."""
    if extract.mode == "event":
        return f"{_within(con, extract.key[0], 'accepted')} AND EXISTS (SELECT 1 FROM accepted WHERE {same_key(extract, 'accepted', 'fact')})"
    if not extract.replaced:
        return ""
    names = [extract.column(name).stored for name in extract.replaced]
    match_ = " AND ".join(f"scope.{name} IS NOT DISTINCT FROM fact.{name}" for name in names)
    con.execute(f"CREATE OR REPLACE TEMP TABLE spoken_of AS SELECT DISTINCT {', '.join(names)} FROM accepted")
    within = (
        _within(con, extract.column(extract.replaced[0]), "spoken_of") if extract.mode == "period" else ""
    )
    return f"{within} AND EXISTS (SELECT 1 FROM spoken_of scope WHERE {match_})"


def _within(con: duckdb.DuckDBPyConnection, column: Column, table: str) -> str:
    """Whole blocks of the fact table are passed over by the range of months, or of numbers that count up, alone."""
    name = column.stored
    first, last = con.execute(f"SELECT min({name}), max({name}) FROM {table}").fetchall()[0]
    if first is None:
        return ""
    return f" AND fact.{name} BETWEEN {checks.text(str(first))} AND {checks.text(str(last))}"


def cover(con: duckdb.DuckDBPyConnection, extract: Extract, known_on: date) -> None:
    """Note which (month, kind) pairs a delivery contains, and how many rows of each: a month nobody delivered is
    not a month of zero, and half of a month looks like what was usual only by its size."""
    if not extract.replaced:
        return
    month, kind = month_and_kind(extract)
    amount = extract.column(extract.amount).stored if extract.amount else "CAST(NULL AS BIGINT)"
    con.execute(
        f"""INSERT INTO coverage
        SELECT '{extract.name}', delivery_no, DATE '{known_on}', {month}, {kind}, count(*),
            sum({amount}), CAST(median({amount}) AS BIGINT)
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
        "UPDATE quarantine SET answered_on = NULL, answered_by_no = NULL WHERE answered_by_no IN "
        "(SELECT delivery_no FROM delivery WHERE extract = ? AND known_on >= ?)",
        [extract.name, since],
    )
    for ledger in ("quarantine", "normalised"):
        con.execute(
            f"""DELETE FROM {ledger} WHERE delivery_no IN
            (SELECT delivery_no FROM delivery WHERE extract = ? AND known_on >= ?)""",
            [extract.name, since],
        )
    for ledger in ("coverage", "difference", "delivery"):
        con.execute(f"DELETE FROM {ledger} WHERE extract = ? AND known_on >= ?", [extract.name, since])
    con.execute("DELETE FROM decision WHERE extract = ? AND decided_on >= ?", [extract.name, since])
