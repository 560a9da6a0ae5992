"""Which sets a night has to read: what the ledger does not know yet, and everything of the same extract after it.

Knowledge is what was delivered by a day, in whatever order we saw it; so an older day that turns up is read in its
place, and the days after it again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import duckdb

from flows.ingest.decisions import Decision
from flows.ingest.horizon import horizon_of
from flows.ingest.keep import unwind
from flows.ingest.landing import Arrival
from schemas.extracts import EXTRACTS
from schemas.transaction import transaction


@dataclass(frozen=True)
class Due:
    """A set to read: the files of a day, or what a decision brings in on its own day."""

    extract: str
    known_on: date
    arrivals: tuple[Arrival, ...] = ()
    decision: Decision | None = None

    @property
    def place(self) -> tuple[str, date, str]:
        """A day's own files come before what was decided on it."""
        return (self.extract, self.known_on, self.decision.decision_id if self.decision else "")


def first_days(con: duckdb.DuckDBPyConnection, sets: list[Due], known_at: date) -> dict[str, date]:
    """Per extract that has something new: the day from which on it has to be read."""
    files = set(
        con.execute("SELECT extract, delivered_on, file_name, size, modified_ns FROM delivery").fetchall()
    )
    decided = {row[0] for row in con.execute("SELECT decision_id FROM decision").fetchall()}
    since: dict[str, date] = {}
    for each in sets:
        if each.decision:
            is_new = each.decision.decision_id not in decided
        else:
            is_new = any(_fingerprint(arrival) not in files for arrival in each.arrivals)
        if is_new:
            since[each.extract] = min(each.known_on, since.get(each.extract, each.known_on))
    for extract, day in _held_and_gone(con, sets, known_at):
        since[extract] = min(day, since.get(extract, day))
    return since


def due_sets(
    con: duckdb.DuckDBPyConnection,
    sets: list[Due],
    known_at: date,
    extracts: Collection[str] = EXTRACTS.keys(),
) -> list[Due]:
    """The sets of `extracts` to read, in order; what was learnt from them before has been taken back."""
    since = {extract: day for extract, day in first_days(con, sets, known_at).items() if extract in extracts}
    newest = dict(
        con.execute(
            """SELECT extract, max(day) FROM (SELECT extract, known_on AS day FROM delivery
            UNION ALL SELECT extract, decided_on FROM decision) GROUP BY extract"""
        ).fetchall()
    )
    for extract, day in since.items():
        if extract in newest and newest[extract] >= day:
            with transaction(con):
                unwind(con, EXTRACTS[extract], day)
    due = [each for each in sets if each.extract in since and each.known_on >= since[each.extract]]
    return sorted(due, key=lambda each: each.place)


def _fingerprint(arrival: Arrival) -> tuple[str, date, str, int, int]:
    status = arrival.path.lstat()
    return (arrival.extract, arrival.delivered_on, arrival.name, status.st_size, status.st_mtime_ns)


def _held_and_gone(con: duckdb.DuckDBPyConnection, sets: list[Due], known_at: date) -> list[tuple[str, date]]:
    """Sets from which a held file has been taken away: what it kept out may come in now."""
    present = {(each.extract, each.known_on, arrival.name) for each in sets for arrival in each.arrivals}
    present |= {
        (each.extract, each.known_on, each.decision.arrival.name)
        for each in sets
        if each.decision and each.decision.corrected
    }
    return [
        (extract, day)
        for extract, day, name in con.execute(
            """SELECT extract, delivered_on, file_name FROM delivery_now
            WHERE state = 'held' AND known_on <= ? AND delivered_on >= ?""",
            [known_at, horizon_of(con)],
        ).fetchall()
        if (extract, day, name) not in present
    ]
