"""Every delivery that is new in the landing folder into the warehouse, day by day, each set in one transaction.

Files of one extract and day form one set. A delivery is loaded, held, or the same again; its rows are
loaded, folded, quarantined or skipped, and the sum is compared with lines counted apart from the reader.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from flows.ingest import gate
from flows.ingest.duplicates import fold
from flows.ingest.keep import cover, keep, unwind
from flows.ingest.landing import Arrival, scan
from flows.ingest.manifest import check_manifests
from flows.ingest.record import record, tally
from flows.ingest.same_again import same_again
from flows.ingest.stage import Staged, create_staging, stage
from schemas.extract import Extract
from schemas.extracts import EXTRACTS

ORDER = ("household_member", "area")
"""The register first: other feeds count how many of their people it does not know."""


@dataclass
class Loaded:
    """What one night's loading did: the delivery numbers touched, and places that are no deliveries."""

    delivery_nos: list[int] = field(default_factory=list)
    unread: tuple[str, ...] = ()


def load(
    con: duckdb.DuckDBPyConnection,
    landing: Path,
    *,
    known_at: date,
    home_area: str,
    scratch: Path,
    progress: Callable[[str, int, int], None] | None = None,
) -> Loaded:
    """Load what the ledger does not know yet, up to `known_at`.

    Raises: DoudiError E-RECONCILE when a count does not add up; that set is rolled back whole.
    """
    found = scan(landing)
    known = _known_files(con)
    sets: dict[tuple[str, date], list[Arrival]] = {}
    for arrival in found.arrivals:
        if arrival.delivered_on <= known_at:
            sets.setdefault((arrival.extract, arrival.delivered_on), []).append(arrival)
    due = _due(con, sets, known, known_at)
    result = Loaded(unread=found.unread)
    for done, key in enumerate(due):
        if progress:
            progress(EXTRACTS[key[0]].zh, done, len(due))
        result.delivery_nos += _load_set(con, sets[key], home_area=home_area, scratch=scratch)
    if progress:
        progress("", len(due), len(due))
    return result


def _known_files(con: duckdb.DuckDBPyConnection) -> set[tuple[str, date, str, int, int]]:
    rows = con.execute("SELECT extract, delivered_on, file_name, size, modified_ns FROM delivery").fetchall()
    return {(row[0], row[1], row[2], row[3], row[4]) for row in rows}


def _fingerprint(arrival: Arrival) -> tuple[str, date, str, int, int]:
    status = arrival.path.lstat()
    return (arrival.extract, arrival.delivered_on, arrival.path.name, status.st_size, status.st_mtime_ns)


def _due(
    con: duckdb.DuckDBPyConnection,
    sets: dict[tuple[str, date], list[Arrival]],
    known: set[tuple[str, date, str, int, int]],
    known_at: date,
) -> list[tuple[str, date]]:
    """The sets to read, in order. A file that turns up under an older day makes that day, and every later
    one of its extract, be read again: knowledge is what was delivered by a day, in whatever order we saw it."""
    since: dict[str, date] = {}
    for (extract, day), arrivals in sets.items():
        if any(_fingerprint(arrival) not in known for arrival in arrivals):
            since[extract] = min(day, since.get(extract, day))
    for extract, day in _held_and_gone(con, sets, known_at):
        since[extract] = min(day, since.get(extract, day))
    for extract, day in since.items():
        known_days = {row[1] for row in known if row[0] == extract}
        if any(known_day >= day for known_day in known_days):
            con.execute("BEGIN")
            try:
                unwind(con, EXTRACTS[extract], day)
                con.execute("COMMIT")
            except BaseException:
                con.execute("ROLLBACK")
                raise
    due = [key for key in sets if key[0] in since and key[1] >= since[key[0]]]
    return sorted(due, key=lambda key: (key[0] not in ORDER, key[0], key[1]))


def _held_and_gone(
    con: duckdb.DuckDBPyConnection, sets: dict[tuple[str, date], list[Arrival]], known_at: date
) -> list[tuple[str, date]]:
    """Sets from which a held file has been taken away: what it kept out may come in now."""
    return [
        (extract, day)
        for extract, day, name in con.execute(
            "SELECT extract, delivered_on, file_name FROM delivery WHERE state = 'held' AND delivered_on <= ?",
            [known_at],
        ).fetchall()
        if name not in {arrival.path.name for arrival in sets.get((extract, day), [])}
    ]


def _load_set(
    con: duckdb.DuckDBPyConnection, arrivals: list[Arrival], *, home_area: str, scratch: Path
) -> list[int]:
    extract = EXTRACTS[arrivals[0].extract]
    delivered_on = arrivals[0].delivered_on
    # A reader's error ends a transaction, so reading comes before it; keeping and recording are one.
    create_staging(con, extract)
    first = int(con.execute("SELECT coalesce(max(delivery_no), 0) + 1 FROM delivery").fetchall()[0][0])
    files = [
        stage(con, arrival, first + place, home_area=home_area, scratch=scratch)
        for place, arrival in enumerate(arrivals)
    ]
    repeated = same_again(con, extract, files)
    if repeated:
        con.execute("DELETE FROM staged WHERE delivery_no IN (SELECT unnest(?))", [sorted(repeated)])
    check_manifests(con, extract, files)
    fold(con, extract)
    tally(con, extract, files)
    _hold(con, extract, files, repeated)
    held = [file.delivery_no for file in files if file.codes]
    con.execute(
        f"""CREATE OR REPLACE TEMP VIEW accepted AS
        SELECT staged.* FROM staged
        ANTI JOIN folded USING (delivery_no, line)
        ANTI JOIN conflicting USING (delivery_no, line)
        WHERE faults IS NULL AND NOT list_contains({held}::INTEGER[], delivery_no)"""
    )
    con.execute("BEGIN")
    try:
        if len(held) + len(repeated) < len(files):
            added, already = keep(con, extract, delivered_on)
            cover(con, extract, delivered_on)
        else:
            added = already = 0
        record(con, extract, files, repeated, added + already)
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise
    return [file.delivery_no for file in files]


def _hold(con: duckdb.DuckDBPyConnection, extract: Extract, files: list[Staged], repeated: set[int]) -> None:
    for number, codes in gate.refused(con, extract).items():
        for file in files:
            if file.delivery_no == number and number not in repeated:
                file.codes += codes
    loaded = dict(con.execute("SELECT delivery_no, rows_loaded FROM tally").fetchall())
    for file in files:
        nothing = not file.codes and not loaded[file.delivery_no] and file.delivery_no not in repeated
        if extract.mode == "full" and nothing:
            file.refuse("E-NOTHING-BELIEVED")
    if extract.mode == "full" and any(file.codes for file in files):
        for file in files:
            if not file.codes and file.delivery_no not in repeated:
                file.refuse("E-COMPANION")
