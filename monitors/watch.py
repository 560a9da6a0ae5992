"""Tonight's signals: what every household and person looks like on the business date, with that day's knowledge.

Takes a connection and dates; opens no file of a bureau's and asks no clock. The two wide tables it leaves
behind, `household_month` and `person_month`, are all that rules may read.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

import duckdb

from schemas.extracts import EXTRACTS
from schemas.household_month import HOUSEHOLD_MONTH
from schemas.parameter import PARAMETERS
from schemas.person_month import PERSON_MONTH
from schemas.table import Table

ORDER = (
    "night",
    "member",
    "household",
    "place_value",
    "place",
    "benefit_status",
    "benefit_after_death",
    "person_income",
    "person_employment",
    "person_medical_expense",
    "place_disposable_income",
    "person_month",
    "household_month",
)
"""Each monitor reads facts and the monitors before it."""


@dataclass(frozen=True)
class Night:
    """The dates a night is about. The window is the twelve full months before the month of `as_of`
    (民发〔2021〕57号: the mean of the twelve months before the application)."""

    as_of: date
    known_at: date

    @property
    def month_start(self) -> date:
        return self.as_of.replace(day=1)

    def month(self, back: int) -> date:
        """The first day of the month so many months before the month of `as_of`."""
        index = self.as_of.year * 12 + self.as_of.month - 1 - back
        return date(index // 12, index % 12 + 1, 1)


def statement(name: str) -> str:
    return (files("monitors") / f"{name}.sql").read_text(encoding="utf-8")


def watch(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave `household_month` and `person_month` (temporary tables) for the night.

    Raises: ValueError when a monitor's columns are not those its contract declares.
    """
    _known_facts(con, night)
    _calendar(con, night)
    for name in ORDER:
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement(name)}")
    for table in (PERSON_MONTH, HOUSEHOLD_MONTH):
        _hold_to_contract(con, table)


def _known_facts(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    for name in EXTRACTS:
        con.execute(
            f"""CREATE OR REPLACE TEMP VIEW {name}_known AS SELECT * FROM {name}
            WHERE known_from <= DATE '{night.known_at}' AND DATE '{night.known_at}' < known_to"""
        )


def _calendar(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    delivered = {
        row[0]
        for row in con.execute(
            "SELECT DISTINCT extract FROM delivery WHERE state = 'loaded' AND known_on <= ?",
            [night.known_at],
        ).fetchall()
    }
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE calendar AS SELECT
        DATE '{night.as_of}' AS as_of,
        DATE '{night.known_at}' AS known_at,
        DATE '{night.month_start}' AS month_start,
        DATE '{night.as_of.year}-01-01' AS year_start,
        DATE '{night.month(12)}' AS window_from,
        DATE '{night.month(1)}' AS window_to,
        DATE '{night.month_start - timedelta(days=1)}' AS window_end,
        DATE '{night.month(3)}' AS recent_from,
        DATE '{night.month(15)}' AS previous_from,
        {"benefit" in delivered} AS is_benefit_delivered,
        {"medical_expense" in delivered} AS is_medical_expense_delivered"""
    )
    months = ", ".join(f"(DATE '{night.month(back)}')" for back in range(1, 16))
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE income_month AS
        SELECT month, month IN (
            SELECT month FROM coverage WHERE extract = 'income' AND known_on <= DATE '{night.known_at}'
        ) AS is_delivered
        FROM (VALUES {months}) window_month(month)"""
    )
    con.execute("CREATE OR REPLACE TEMP TABLE wanted (key VARCHAR, population VARCHAR)")
    con.executemany(
        "INSERT INTO wanted VALUES (?, ?)",
        [(key, population) for key, parameter in PARAMETERS.items() for population in parameter.populations],
    )


def _hold_to_contract(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    found = [row[0] for row in con.execute(f"DESCRIBE {table.name}").fetchall()]
    if found != list(table.names):
        differing = sorted(set(found) ^ set(table.names)) or found
        raise ValueError(f"{table.name}: {', '.join(differing)}")
