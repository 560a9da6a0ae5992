"""What would be removed, kind by kind, in counts and days: nothing is changed, and nobody is named."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

import duckdb

from flows.audit import log
from flows.audit.line import lines_of
from flows.home import Home, warehouse
from flows.nightly import read_policy
from flows.retention.audit_log import past_lines
from flows.retention.files import Old, old_files
from flows.retention.past import OF_A_WARNING, find, goes, told_before
from flows.retention.periods import Periods, periods
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError

TABLES = (*EXTRACTS, "person", *OF_A_WARNING)


class Item(NamedTuple):
    kind: str
    """A table of the warehouse, or a kind of files."""
    why: str
    rows: int
    files: int
    oldest: date | None
    newest: date | None


class Plan(NamedTuple):
    periods: Periods
    items: tuple[Item, ...]
    files: tuple[Old, ...]
    people: int


def plan(home: Home) -> Plan:
    """Raises: DoudiError E-NO-NIGHT, E-SETTINGS, E-LOCK while a night is at work."""
    if not home.warehouse.exists():
        raise DoudiError("E-NO-NIGHT", str(home.warehouse))
    _, _, standards = read_policy(home)
    with warehouse(home, read_only=True) as con:
        (as_of,) = con.execute("SELECT max(as_of) FROM published_run").fetchall()[0]
        if as_of is None:
            raise DoudiError("E-NO-NIGHT", str(home.warehouse))
        limits = periods(home, standards, as_of)
        find(con, limits.data_before)
        items = [*_rows(con, limits.data_before)]
        (people,) = con.execute("SELECT count(*) FROM gone_person").fetchall()[0]
    files = old_files(home, limits)
    items += _counted(files)
    lines = lines_of(log(home).read_bytes()) if log(home).exists() else []
    if past := past_lines(lines, limits.audit_before):
        items.append(Item("audit", "past", len(past), 0, past[0], past[-1]))
    return Plan(limits, tuple(items), tuple(files), int(people))


def _rows(con: duckdb.DuckDBPyConnection, horizon: date) -> Iterable[Item]:
    for table in TABLES:
        day = _day_of(table)
        earlier: list[str] = []
        for why, condition in goes(table, horizon).items():
            rows = "".join(f" AND NOT coalesce({other}, FALSE)" for other in earlier)
            count, oldest, newest = con.execute(
                f"SELECT count(*), CAST(min({day}) AS DATE), CAST(max({day}) AS DATE) FROM {table} WHERE ({condition}){rows}"
            ).fetchall()[0]
            earlier.append(f"({condition})")
            if count:
                yield Item(table, why, count, 0, oldest, newest)
    count, oldest, newest = con.execute(
        f"""SELECT count(*), min(known_on), max(known_on) FROM quarantine JOIN delivery USING (delivery_no)
        WHERE {told_before(horizon)}"""
    ).fetchall()[0]
    if count:
        yield Item("quarantine", "past", count, 0, oldest, newest)


def _day_of(table: str) -> str:
    if table in EXTRACTS:
        return "known_from"
    return {"episode": "opened_on", "warning_event": "event_on"}.get(table, "CAST(NULL AS DATE)")


def _counted(files: Iterable[Old]) -> Iterable[Item]:
    for kind, of_kind in groupby(sorted(files, key=lambda old: old.kind), key=lambda old: old.kind):
        days = sorted(old.day for old in of_kind)
        why = "person" if kind in ("aside", "lake") else "past"
        yield Item(kind, why, 0, len(days), days[0], days[-1])
