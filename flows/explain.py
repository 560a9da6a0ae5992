"""Where a warning comes from: the rule as it stood, the standard with its source, every file and line behind it.

Looking at one household is itself noted. Names and numbers stay masked.
"""

import re
from typing import Any

import duckdb

from flows.home import Home, warehouse
from monitors.watch import Night, know, statement
from rules.load import READABLE, SHIPPED, Rule, load_rules
from schemas import masks
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError

SHOWN = {
    "income": ("month", "kind", "amount_fen", "evidence"),
    "medical_expense": ("settled_on", "visit_kind", "self_paid_fen"),
    "employment": ("event_on", "event"),
    "death": ("died_on",),
    "benefit": ("benefit", "started_on", "ended_on", "monthly_amount_fen"),
    "benefit_payment": ("month", "benefit", "amount_fen"),
    "disability": ("kind", "level", "issued_on", "expires_on"),
    "education": ("school_year", "stage", "fee_fen", "aid_fen"),
    "custody": ("kind", "started_on", "ended_on"),
    "hazard": ("occurred_on", "kind", "loss_fen"),
    "help_request": ("received_at", "need", "resolved_at"),
    "service_need": ("registered_on", "kind", "resolved_on"),
}
"""What of a fact is shown beside its file and line; never who."""

OF_THE_HOUSEHOLD = ("benefit", "benefit_payment")
"""Shown of the whole household even where a warning is about one member: one benefit may count them all."""


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
        episode = _one(
            con, f"SELECT * FROM ({statement('ledger_episode')}) WHERE warning_id = ?", [warning_id]
        )
        assert episode is not None
        facts = _facts(con, episode, night, _read_by(rule) if rule else ())
    return {
        "warning": warning,
        "night": run,
        "rule": {
            "id": warning["rule_id"],
            "version": warning["rule_version"],
            "is_same_text_today": rule is not None and rule.version == warning["rule_version"],
            "condition": rule.condition if rule else None,
            "basis": [basis.model_dump() for basis in rule.header.basis] if rule else [],
        },
        "standard": _standard(home, warning),
        "facts": facts,
        "events": events,
        "same_line": same_line,
    }


def _read_by(rule: Rule) -> tuple[str, ...]:
    """The extracts that the rule needs, and those that its signals look at when they are delivered."""
    used = set(re.findall(r"[a-z]\w*", rule.select))
    origins = sorted({field.origin for field in READABLE[rule.table].fields if field.name in used})
    looked_at = {name for origin in origins for name in SHOWN if f" {name}_known" in statement(origin)}
    return tuple(name for name in SHOWN if name in looked_at or name in rule.header.needs)


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
    con: duckdb.DuckDBPyConnection, episode: dict[str, Any], night: Night, names: tuple[str, ...]
) -> list[dict[str, Any]]:
    """The delivered rows behind the warning, each with its file and line, as known on the night: those of the
    household's people under every number they bore."""
    people = "SELECT person_no FROM household_member_known WHERE household_id = ?"
    found: list[dict[str, Any]] = []
    for name in names:
        shown = ", ".join(f"fact.{column}" for column in SHOWN[name])
        since = {
            "income": f"AND fact.month >= DATE '{night.month(15)}' AND fact.month <= DATE '{night.month(1)}'",
            "medical_expense": f"AND fact.settled_on BETWEEN DATE '{night.as_of.year}-01-01' AND DATE '{night.as_of}'",
        }.get(name, "")
        person = (
            f"AND fact.person_no = {int(episode['person_no'])}"
            if episode["person_no"] is not None and name not in OF_THE_HOUSEHOLD
            else ""
        )
        rows = _all(
            con,
            f"""SELECT '{name}' AS extract, {shown}, {masks.long_numbers("d.file_name")} AS file_name, d.delivered_on, fact.source_line
            FROM {name}_known fact JOIN delivery d USING (delivery_no)
            WHERE fact.person_no IN ({people}) {person} {since}
            ORDER BY ALL""",
            [episode["household_id"]],
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
