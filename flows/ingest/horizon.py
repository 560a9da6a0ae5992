"""The day before which data was removed: a file of an older day, or a decision, can no longer be read in its place."""

from collections.abc import Iterable
from datetime import date

import duckdb

from flows.ingest.decisions import Decision
from flows.ingest.landing import Arrival

CODE = "E-BEFORE-HORIZON"


def horizon_of(con: duckdb.DuckDBPyConnection) -> date:
    """The first day there is, where nothing was ever removed."""
    found: date = con.execute("SELECT coalesce(max(horizon), DATE '0001-01-01') FROM retention").fetchall()[
        0
    ][0]
    return found


def too_old(
    con: duckdb.DuckDBPyConnection, arrivals: Iterable[Arrival], decisions: Iterable[Decision], horizon: date
) -> tuple[str, ...]:
    """What came too late: of days before the horizon, and not known from then."""
    known = set(con.execute("SELECT extract, delivered_on, file_name FROM delivery").fetchall())
    decided = {row[0] for row in con.execute("SELECT decision_id FROM decision").fetchall()}
    late = [
        f"{arrival.extract}/{arrival.delivered_on}/{arrival.name}"
        for arrival in arrivals
        if arrival.delivered_on < horizon
        and (arrival.extract, arrival.delivered_on, arrival.name) not in known
    ]
    late += [
        f"decision/{made.decision_id}"
        for made in decisions
        if made.decided_on < horizon and made.decision_id not in decided
    ]
    return tuple(f"{place}: {CODE}" for place in sorted(late))
