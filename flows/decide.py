"""What the commands that decide must know: what it is about, and from which day the decision holds."""

from datetime import date, timedelta

import duckdb

from flows.asked import asked
from flows.clock import now
from schemas.faults import DoudiError


def extract_of(con: duckdb.DuckDBPyConnection, delivery_id: str) -> tuple[int, str]:
    """The number and the extract of a delivery. Raises: DoudiError E-NOT-FOUND."""
    found = con.execute(
        "SELECT delivery_no, extract FROM delivery_now WHERE delivery_id = ?", [delivery_id]
    ).fetchall()
    if not found:
        raise DoudiError("E-NOT-FOUND", asked(delivery_id))
    return found[0][0], found[0][1]


LONG_PAST = timedelta(days=31)


def day_of_work(con: duckdb.DuckDBPyConnection) -> date:
    """The day on which a person in front of this home decides: today. A home whose last night is long past, a sample
    county or a replay, goes by its own calendar: the day after that night."""
    today = now().date()
    (last,) = con.execute("SELECT max(as_of) FROM published_run").fetchall()[0]
    return last + timedelta(days=1) if last and last + LONG_PAST < today else today


def day_of_decision(con: duckdb.DuckDBPyConnection, delivery_no: int, on: date | None) -> date:
    """The day from which a decision about a delivery holds, by default the day of work.

    Raises: DoudiError E-USAGE when the delivery was not known by then: no night could carry it out.
    """
    decided_on = on or day_of_work(con)
    known_on = con.execute("SELECT known_on FROM delivery WHERE delivery_no = ?", [delivery_no]).fetchall()[
        0
    ][0]
    if decided_on < known_on:
        raise DoudiError(
            "E-USAGE",
            f"--on {decided_on}：早于送达日期 {known_on} / earlier than the delivery, {known_on}",
            exit_code=2,
        )
    return decided_on
