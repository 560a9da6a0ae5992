"""What the night suggests to pay and what a late standard still owes: sums only, for somebody to approve."""

from decimal import Decimal
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows


class Payments(NamedTuple):
    """The list of one rule."""

    rule_code: str
    rows: int
    suggested_cny: Decimal


class Owed(NamedTuple):
    """What households that were paid by an old standard still get."""

    households: int
    difference_cny: Decimal


def payments(con: DuckDBPyConnection, run_id: str) -> list[Payments]:
    return rows(
        con,
        Payments,
        """
        SELECT rule_code, count(*), sum(suggested_cny)
        FROM suggested_payment WHERE run_id = $run_id GROUP BY rule_code ORDER BY rule_code
        """,
        run_id=run_id,
    )


def owed(con: DuckDBPyConnection) -> Owed | None:
    """None when no standard was announced late."""
    (found,) = rows(
        con,
        Owed,
        "SELECT count(DISTINCT household_key), coalesce(sum(difference_cny), 0) FROM standard_difference",
    )
    return found if found.households else None
