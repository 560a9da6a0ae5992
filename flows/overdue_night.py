"""Whether a night that should have finished has not: whatever starts nights may have stopped, and says nothing then."""

from datetime import date, datetime, timedelta

from duckdb import DuckDBPyConnection

from flows.clock import last_due

LONGEST_HOURS = 6
"""A night may take until half past five; at eight somebody looks."""


def overdue_since(con: DuckDBPyConnection, moment: datetime) -> date | None:
    """The last published night when a later one should be there by `moment`, the bureau's time; None when all is well, and
    in a home where no night was ever published."""
    last: date | None = con.execute("SELECT max(as_of) FROM published_run").fetchall()[0][0]
    return last if last and last < last_due(moment - timedelta(hours=LONGEST_HOURS)) else None
