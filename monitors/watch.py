"""Tonight's signals: what every household and person looks like on the business date, with that day's knowledge.

Takes a connection and dates; opens no file of a bureau's and asks no clock. The two wide tables it leaves
behind, `household_month` and `person_month`, are all that rules may read.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from monitors import working_days
from schemas.cores import fitting
from schemas.engine import Engine
from schemas.extract import Extract
from schemas.extracts import EXTRACTS
from schemas.extracts.id_change import CONTRACT as ID_CHANGE
from schemas.fill import fill
from schemas.household_month import HOUSEHOLD_MONTH
from schemas.parameters import PARAMETERS
from schemas.person_month import PERSON_MONTH
from schemas.table import Table
from schemas.warehouse import NOTHING_BELIEVED

IDENTITY = ("night", "identity_change", "identity")
"""Made before any other fact is looked at: they say under which number a person is known on the night."""

ORDER = (
    # Who is here.
    "listed_twice",
    "death_believed",
    "guest",
    "listed_member",
    "register_history",
    "death_remembered",
    # What holds where they live.
    "township",
    "place_index",
    "place_day",
    "place_alike",
    "alike_value",
    "place_value",
    "place",
    "place_household",
    "place_income",
    "place_property",
    "place_spending",
    "place_event",
    "place_disability",
    "place_signal",
    "place_price",
    "place_supplement",
    "place_relief",
    "place_disposable_income",
    # Who counts.
    "absence",
    "member",
    "household",
    # What they receive, earn, own and spend.
    "person_watch",
    "household_watch",
    "benefit_status",
    "benefit_running",
    "person_benefit",
    "benefit_after_death",
    "household_exit",
    "person_employment",
    "person_medical_expense",
    "household_medical",
    "person_education",
    "person_income",
    "household_line",
    "household_limit",
    "obligor_support",
    "deducting_member",
    "household_deduction",
    "household_work_start",
    "household_income",
    "household_rigid",
    "person_disability",
    "person_ability",
    "household_property",
    "household_review",
    # What has happened to them.
    "custody_term",
    "child_parent",
    "person_parent",
    "household_breadwinner",
    "person_hazard",
    "household_help",
    "household_service",
    "household_finding",
    "utility_month",
    "household_utility",
    "person_entitlement",
    "person_duplicate",
    "person_age_change",
    "household_weak_signal",
    # What was said of them before tonight.
    "ledger_episode",
    "ledger_before",
    # What could be suggested.
    "person_group",
    "paid_group",
    "person_price",
    "person_subsidy",
    "relief_paid",
    "need",
    "relief_case",
    "relief_base",
    "relief",
    "confirmed_need",
    "standard_late",
    "standard_difference",
    # All of it together.
    "person_home",
    "person_told",
    "person_month",
    "household_month",
    "identity_doubt",
)
"""Each monitor reads facts and the monitors before it."""

VIEWS = {"place_value", "ledger_episode", "relief_base", "relief"}
"""Looked up anew whenever they are asked: values are kept once for all places alike, episodes are added during the night,
and amounts are made for those only whom `relief_case` then names, never for every household there is."""


@dataclass(frozen=True)
class Night:
    """The dates a night is about. The window is the twelve full months before the month of `as_of`
    (民发〔2021〕57号: the mean of the twelve months before the application)."""

    as_of: date
    known_at: date

    @property
    def month_start(self) -> date:
        return self.as_of.replace(day=1)

    @property
    def school_year(self) -> date:
        """The 1 September on which the school year of the business date began."""
        return date(self.as_of.year - (self.as_of.month < 9), 9, 1)

    def month(self, back: int) -> date:
        """The first day of the month so many months before the month of `as_of`."""
        index = self.as_of.year * 12 + self.as_of.month - 1 - back
        return date(index // 12, index % 12 + 1, 1)


@cache
def statement(name: str) -> str:
    return (files("monitors") / f"{name}.sql").read_text(encoding="utf-8")


def watch(con: Engine, night: Night) -> None:
    """Leave `household_month` and `person_month` (temporary tables) for the night.

    Raises: ValueError when a monitor's columns are not those its contract declares.
    """
    know(con, night)
    for name in ORDER:
        _make(con, name)
    for table in (PERSON_MONTH, HOUSEHOLD_MONTH):
        _hold_to_contract(con, table)


def know(con: Engine, night: Night) -> None:
    """Leave what is known on the night: `identity`, and a view `<extract>_known` of every extract."""
    _calendar(con, night)
    _known_facts(con, night)


def _known_facts(con: Engine, night: Night) -> None:
    """Facts as known on the night, people under the number they bear now; the number that was delivered stands
    beside as `<column>_as_delivered`. Only the changes of numbers themselves stay as they came."""
    con.execute(_known(ID_CHANGE, night, joined=False))
    for name in IDENTITY:
        _make(con, name)
    # Where no number changed there is nothing to look up, and the view is a plain filter.
    joined = bool(con.execute("SELECT count(*) FROM identity").fetchall()[0][0])
    for extract in EXTRACTS.values():
        if extract != ID_CHANGE:
            con.execute(_known(extract, night, joined=joined))


def _known(extract: Extract, night: Night, *, joined: bool) -> str:
    columns, joins = [], []
    for column in extract.columns:
        name = column.stored
        if column.kind != "identity_number" or extract == ID_CHANGE:
            columns.append(f"fact.{name}")
            continue
        columns.append(f"fact.{name} AS {name}_as_delivered")
        if joined:
            columns.append(f"coalesce({name}_identity.current_no, fact.{name}) AS {name}")
            joins.append(f"LEFT JOIN identity {name}_identity ON {name}_identity.person_no = fact.{name}")
        else:
            columns.append(f"fact.{name}")
    return f"""CREATE OR REPLACE TEMP VIEW {extract.name}_known AS
        SELECT {", ".join(columns)}, fact.delivery_no, fact.source_line, fact.known_from, fact.known_to
        FROM {extract.name} fact {" ".join(joins)}
        WHERE fact.known_from <= DATE '{night.known_at}' AND DATE '{night.known_at}' < fact.known_to"""


def _make(con: Engine, name: str) -> None:
    kind = "VIEW" if name in VIEWS else "TABLE"
    fitting(con, lambda: con.execute(f"CREATE OR REPLACE TEMP {kind} {name} AS {statement(name)}"))


def _calendar(con: Engine, night: Night) -> None:
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE delivered AS
        SELECT extract, max(known_on) AS last_known_on FROM delivery
        WHERE state = 'loaded' AND known_on <= DATE '{night.known_at}' AND ({NOTHING_BELIEVED}) IS NOT TRUE
        GROUP BY extract"""
    )
    delivered = {row[0] for row in con.execute("SELECT extract FROM delivered").fetchall()}
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
        DATE '{night.school_year}' AS school_year_on,
        DATE '{night.school_year.year - 1}-09-01' AS previous_school_year_on,
        {"benefit" in delivered} AS is_benefit_delivered,
        {"medical_expense" in delivered} AS is_medical_expense_delivered,
        {"education" in delivered} AS is_education_delivered,
        {"relief_payment" in delivered} AS is_relief_payment_delivered"""
    )
    months = ", ".join(f"(DATE '{night.month(back)}')" for back in range(1, 16))
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE income_month AS
        SELECT month, month IN (
            SELECT month FROM coverage WHERE extract = 'income' AND known_on <= DATE '{night.known_at}'
        ) AS is_delivered
        FROM (VALUES {months}) window_month(month)"""
    )
    con.execute("CREATE OR REPLACE TEMP TABLE recent_month (month_on DATE, next_month_on DATE)")
    fill(
        con,
        "recent_month",
        [(night.month(back), night.month(back - 1)) for back in range(36)],
    )
    days = working_days.numbered(night.month(15), night.as_of + timedelta(days=100))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE working_day_no AS SELECT * FROM (VALUES "
        + ", ".join(f"(DATE '{day}', {number})" for day, number in days)
        + ") counted(day, number)"
    )
    con.execute("CREATE OR REPLACE TEMP TABLE wanted (key VARCHAR, population VARCHAR, broader VARCHAR)")
    fill(
        con,
        "wanted",
        [
            (key, population, population.partition(".")[0])
            for key, parameter in PARAMETERS.items()
            for population in parameter.populations
        ],
    )


def _hold_to_contract(con: Engine, table: Table) -> None:
    found = [row[0] for row in con.execute(f"DESCRIBE {table.name}").fetchall()]
    if found != list(table.names):
        differing = sorted(set(found) ^ set(table.names)) or found
        raise ValueError(f"{table.name}: {', '.join(differing)}")
