"""The offices' own work as it may leave the warehouse: one module for each part of it.

Each leaves the `outward_<table>` of its published tables, and restricted `<list>_row` tables for the offices' lists.
"""

from collections.abc import Callable

import duckdb

from flows.publish.systems.application import applications
from flows.publish.systems.donation import donations
from flows.publish.systems.help_request import help_requests
from flows.publish.systems.investigation import investigation
from flows.publish.systems.legal_basis import legal_bases
from flows.publish.systems.payment import payment_lists
from flows.publish.systems.price import price_months
from flows.publish.systems.reserve import reserves
from flows.publish.systems.service import services
from flows.publish.systems.subsidy import subsidies
from flows.publish.systems.task import tasks
from flows.publish.systems.utility_relief import utility_relief
from monitors.watch import Night

_EACH: tuple[Callable[[duckdb.DuckDBPyConnection, Night], None], ...] = (
    tasks,
    help_requests,
    reserves,
    applications,
    investigation,
    services,
    payment_lists,
    subsidies,
    price_months,
    utility_relief,
    donations,
    legal_bases,
)


def systems(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave the outward tables of every system, and the rows of its lists."""
    for leave in _EACH:
        leave(con, night)
