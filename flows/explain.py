"""Where a warning comes from: the rule as it stood, the standard with its source, every file and line behind it.

Looking at one household is itself noted. Names and numbers stay masked.
"""

from typing import Any

import duckdb

from flows.home import Home, warehouse
from monitors.watch import Night, know, statement
from rules.load import SHIPPED, load_rules
from schemas import masks
from schemas.checks import text
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError

SHOWN = {
    "benefit": ("benefit", "started_on", "ended_on", "monthly_amount_fen"),
    "benefit_payment": ("month", "benefit", "amount_fen"),
    "income": ("month", "kind", "amount_fen", "evidence"),
    "medical_expense": ("settled_on", "visit_kind", "self_paid_fen"),
    "employment": ("event_on", "event"),
    "death": ("died_on",),
    "disability": ("kind", "level", "issued_on"),
    "education": ("school_year", "stage", "fee_fen", "aid_fen"),
    "property": ("kind", "value_fen", "area_m2"),
    "custody": ("kind", "started_on", "ended_on"),
    "poverty_return_watch": ("cause",),
    "hazard": ("kind", "occurred_on", "loss_fen"),
    "help_request": ("received_at", "channel", "need"),
    "service_need": ("kind", "registered_on", "resolved_on"),
    "utility": ("month", "kind", "usage", "arrears_fen"),
}
"""What of a fact is shown beside its file and line; never who."""


def explain(home: Home, warning_id: str) -> dict[str, Any]:
    """Everything behind one warning, as of the last night that published it. Raises: E-NOT-FOUND."""
    latest = home.published / "latest.duckdb"
    if not latest.exists():
        raise DoudiError("E-NOT-FOUND", warning_id, exit_code=2)
    with duckdb.connect(str(latest), read_only=True) as con:
        warning = _one(con, "SELECT * FROM warning WHERE warning_id = ?", [warning_id])
        if warning is None:
            raise DoudiError("E-NOT-FOUND", warning_id, exit_code=2)
        run = _one(
            con, "SELECT run_id, as_of, known_at FROM run ORDER BY as_of DESC, run_id DESC LIMIT 1", []
        )
        assert run is not None
        events = _all(
            con,
            "SELECT event_no, event_on, change, state, severity FROM warning_event WHERE warning_id = ? ORDER BY event_no",
            [warning_id],
        )
        same_line = _all(
            con,
            """SELECT other.warning_id, other.rule_code, other.severity, other.state FROM warning other
            JOIN warning mine ON mine.visit_warning_id = other.visit_warning_id
            WHERE mine.warning_id = ? AND other.warning_id <> mine.warning_id ORDER BY other.warning_id""",
            [warning_id],
        )
    rules = {rule.id: rule for rule in load_rules((SHIPPED, home.rules))}
    rule = rules.get(warning["rule_id"])
    with warehouse(home, read_only=True) as con:
        night = Night(run["as_of"], run["known_at"])
        know(con, night)
        con.execute(f"CREATE TEMP TABLE guest AS {statement('guest')}")
        episode = _one(
            con, f"SELECT * FROM ({statement('ledger_episode')}) WHERE warning_id = ?", [warning_id]
        )
        assert episode is not None
        facts = _facts(con, episode, night, rule.header.reads if rule else ())
    return {
        "warning": warning,
        "night": run,
        "rule": {
            "id": warning["rule_id"],
            "version": warning["rule_version"],
            "is_same_text_today": rule is not None and rule.version == warning["rule_version"],
            "condition": rule.condition if rule else None,
            "basis": [basis.model_dump() for basis in rule.header.basis_on(night.as_of)] if rule else [],
        },
        "standard": _standard(home, warning),
        "facts": facts,
        "events": events,
        "same_line": same_line,
    }


def _standard(home: Home, warning: dict[str, Any]) -> dict[str, Any] | None:
    """The row of the standards files that the amount rests on."""
    if warning["standard_valid_from"] is None:
        return None
    with duckdb.connect(str(home.published / "latest.duckdb"), read_only=True) as con:
        return _one(
            con,
            """SELECT area_code, population, value, unit, valid_from, source, confidence FROM standard
            WHERE key = 'subsistence_allowance_standard' AND valid_from = ? AND starts_with(?, area_code)
                AND CAST(value AS DECIMAL(18, 2)) = ?
            ORDER BY length(area_code) DESC, coalesce(published_on, valid_from) DESC LIMIT 1""",
            [warning["standard_valid_from"], warning["village_code"], warning["standard_cny_per_month"]],
        )


def _facts(
    con: duckdb.DuckDBPyConnection, episode: dict[str, Any], night: Night, needs: tuple[str, ...]
) -> list[dict[str, Any]]:
    """The delivered rows behind the warning, each with its file and line, as known on the night: those about the
    household, and of its people under every number they bore."""
    household = text(episode["household_id"])
    people = f"""SELECT person_no FROM household_member_known WHERE household_id = {household}
        UNION SELECT person_no FROM guest WHERE household_id = {household}"""
    found: list[dict[str, Any]] = []
    for name in needs:
        if name not in SHOWN:
            continue
        shown = ", ".join(f"fact.{column}" for column in SHOWN[name])
        since = {
            "income": f"AND fact.month >= DATE '{night.month(15)}' AND fact.month <= DATE '{night.month(1)}'",
            "medical_expense": f"AND fact.settled_on BETWEEN DATE '{night.as_of.year}-01-01' AND DATE '{night.as_of}'",
        }.get(name, "")
        columns = {column.stored for column in EXTRACTS[name].columns}
        about = (
            f"fact.household_id = {household}"
            if "household_id" in columns
            else f"fact.person_no IN ({people})"
        )
        if "person_no" in columns and episode["person_no"] is not None:
            about += (
                f" AND coalesce(fact.person_no, {int(episode['person_no'])}) = {int(episode['person_no'])}"
            )
        if name == "help_request":
            about = f"({about} OR fact.request_no IN (SELECT request_no FROM guest WHERE household_id = {household}))"
        rows = _all(
            con,
            f"""SELECT '{name}' AS extract, {shown}, {masks.long_numbers("d.file_name")} AS file_name, d.delivered_on, fact.source_line
            FROM {name}_known fact JOIN delivery d USING (delivery_no)
            WHERE {about} {since}
            ORDER BY ALL""",
            [],
        )
        found += rows
    return found


def _all(con: duckdb.DuckDBPyConnection, query: str, values: list[Any]) -> list[dict[str, Any]]:
    cursor = con.execute(query, values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _one(con: duckdb.DuckDBPyConnection, query: str, values: list[Any]) -> dict[str, Any] | None:
    rows = _all(con, query, values)
    return rows[0] if rows else None


def extract_zh(name: str) -> str:
    return EXTRACTS[name].zh
