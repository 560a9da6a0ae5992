"""The offices' other work on the operator's page: one row for each part of it, and the matters that are to be settled."""

from collections.abc import Callable
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.systems.application import application_row
from flows.report.systems.donation import donation_row
from flows.report.systems.help_request import help_request_row
from flows.report.systems.investigation import investigation
from flows.report.systems.price import price_row, utility_relief_row
from flows.report.systems.reserve import reserve_row
from flows.report.systems.service import service
from flows.report.systems.subsidy import subsidy_row
from flows.report.systems.system_row import SystemRow


class TaskCount(NamedTuple):
    """One kind of matter; without a count it could not be looked for."""

    title_zh: str
    title_en: str
    found: int | None
    overdue: int | None
    reason: str | None


_EACH: tuple[Callable[[DuckDBPyConnection], SystemRow | None], ...] = (
    help_request_row,
    reserve_row,
    application_row,
    investigation,
    service,
    subsidy_row,
    price_row,
    utility_relief_row,
    donation_row,
)
"""Each answers from the published tables; None where the bureau delivers nothing of the kind."""


def systems(con: DuckDBPyConnection) -> list[SystemRow]:
    return [told for tell in _EACH if (told := tell(con)) is not None]


def task_counts(con: DuckDBPyConnection) -> list[TaskCount]:
    return rows(
        con,
        TaskCount,
        "SELECT title_zh, title_en, task_count, overdue_count, not_judged_reason FROM task_check",
    )
