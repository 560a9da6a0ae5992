"""Which rows of the warehouse are past their purpose.

A person goes with all rows when no register has named them since the horizon, no delivery has, no household they once
belonged to is in a register, and no warning about them was alive. Before that goes what was superseded before the
horizon, and of the extracts that rules read within a window what happened before it. What an open warning rests on stays,
so that it can be explained.
"""

from datetime import date

import duckdb

from schemas.checks import text
from schemas.extract import Extract
from schemas.extracts import EXTRACTS
from schemas.warning import LISTED

WINDOWED = (
    "benefit_payment",
    "education",
    "hazard",
    "income",
    "medical_expense",
    "relief_payment",
    "social_donation",
    "utility",
)
"""Extracts of which no rule reads a row older than the longest window. Of the others an old event holds until a newer one
comes: a death, a lost job, a change of number."""

REMEMBERED = ("household_member", "answer")
"""Where a superseded row still says something: who once lived with whom, and what an office first found."""

OF_A_WARNING = ("episode", "warning_event", "warning_input", "listed_under", "listed_row", "urgent_listed")

_OVER = {"household_member": "left_on", "benefit": "ended_on"}
"""Where a register says that somebody has left."""


def find(con: duckdb.DuckDBPyConnection, horizon: date, place: str = "") -> None:
    """Leave `gone_person`, `kept_household`, `gone_episode` and `live_episode` (temporary) for the warehouse at `place`."""
    people = " UNION ".join(
        f"SELECT {column.stored} AS person_no FROM {place}{extract.name} WHERE {_is_present(extract, horizon)}"
        for extract in EXTRACTS.values()
        for column in extract.identity_columns
    )
    households = " UNION ".join(
        f"SELECT household_id FROM {place}{extract.name} WHERE {_is_present(extract, horizon)}"
        for extract in EXTRACTS.values()
        if _has_household(extract)
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE live_episode AS
        SELECT episode.warning_id, episode.household_id, episode.person_no, last.household_id AS last_household_id,
            last.head_person_no
        FROM {place}episode episode LEFT JOIN (
            SELECT * FROM {place}warning_event
            QUALIFY row_number() OVER (PARTITION BY warning_id ORDER BY event_on DESC, step DESC) = 1
        ) last USING (warning_id)
        WHERE last.state IN ({", ".join(map(text, LISTED))}, 'snoozed')
            OR coalesce(last.event_on, episode.opened_on) >= DATE '{horizon}'"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE present AS
        SELECT person_no FROM ({people})
        UNION SELECT unnest([person_no, head_person_no]) FROM live_episode"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE kept_household AS
        SELECT household_id FROM ({households}) WHERE household_id IS NOT NULL
        UNION SELECT household_id FROM {place}household_member JOIN present USING (person_no)
            WHERE {_is_present(EXTRACTS["household_member"], horizon)}
        UNION SELECT household_id FROM live_episode WHERE household_id IS NOT NULL
        UNION SELECT last_household_id FROM live_episode WHERE last_household_id IS NOT NULL"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE gone_person AS
        WITH RECURSIVE linked AS (
            SELECT old_person_no AS one, new_person_no AS other FROM {place}id_change
            UNION SELECT new_person_no, old_person_no FROM {place}id_change
        ), kept AS (
            SELECT person_no FROM present
            UNION SELECT person_no FROM {place}household_member JOIN kept_household USING (household_id)
            UNION SELECT other FROM kept JOIN linked ON linked.one = kept.person_no
        )
        SELECT person_no FROM {place}person ANTI JOIN kept USING (person_no)"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE gone_episode AS
        SELECT warning_id FROM {place}episode ANTI JOIN live_episode USING (warning_id)
        WHERE CASE WHEN person_no IS NULL THEN household_id NOT IN (FROM kept_household)
            ELSE person_no IN (FROM gone_person) END"""
    )


def _has_household(extract: Extract) -> bool:
    return any(column.name == "household_id" for column in extract.columns)


def _is_present(extract: Extract, horizon: date) -> str:
    """Whether a row names somebody who is here: a register's row at the horizon or since, any other that came since."""
    if extract.mode != "full":
        return f"known_from >= DATE '{horizon}'"
    over = _OVER.get(extract.name)
    still = f" AND coalesce({over}, DATE '9999-12-31') >= DATE '{horizon}'" if over else ""
    return f"known_to > DATE '{horizon}'{still}"


def goes(table: str, horizon: date, place: str = "") -> dict[str, str]:
    """Why rows of a table go, each with what tells them, as SQL; a row goes for the first that holds."""
    if table == "person":
        return {"person": "person_no IN (FROM gone_person)"}
    if table in OF_A_WARNING:
        return {"person": "warning_id IN (FROM gone_episode)"}
    if table not in EXTRACTS:
        return {}
    extract = EXTRACTS[table]
    found: dict[str, str] = {}
    if table == "answer":
        return {"person": "warning_id IN (FROM gone_episode)"}
    if persons := [column.stored for column in extract.identity_columns]:
        named = " OR ".join(f"{column} IS NOT NULL" for column in persons)
        gone = " AND ".join(f"coalesce({column} IN (FROM gone_person), TRUE)" for column in persons)
        found["person"] = f"({named}) AND {gone}"
    if _has_household(extract):
        nobody = "".join(f" AND {column} IS NULL" for column in persons)
        household = f"household_id NOT IN (FROM kept_household){nobody}"
        found["person"] = f"({found['person']}) OR ({household})" if persons else household
    behind = f"""(delivery_no, source_line) NOT IN (
        SELECT (delivery_no, source_line) FROM {place}warning_input JOIN {place}delivery USING (delivery_id)
        WHERE warning_input.extract = {text(table)} AND warning_id IN (SELECT warning_id FROM live_episode))"""
    if table not in REMEMBERED:
        found["superseded"] = f"known_to <= DATE '{horizon}' AND {behind}"
    if table in WINDOWED:
        happened = extract.column(extract.happened_on or extract.period[0]).stored
        found["past"] = f"{happened} < DATE '{horizon}' AND known_from < DATE '{horizon}' AND {behind}"
    return found


def told_before(horizon: date, place: str = "") -> str:
    """Whether a quarantined row's text is past its purpose."""
    return f"original <> '{{}}' AND delivery_no IN (SELECT delivery_no FROM {place}delivery WHERE known_on < DATE '{horizon}')"
