"""Where a warning comes from: the rule as it stood, every value with its source, each delivered row by file and line,
what has happened since and what the offices answered.

The delivered rows are those kept with the episode on the night its figures were made, not today's. Looking at one
household is itself noted. Names and numbers stay masked; what a visitor wrote is shown on purpose only.
"""

import json
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from flows.asked import asked
from flows.home import Home, warehouse
from rules.load import SHIPPED, Rule, load_rules
from schemas import masks
from schemas.connection import connect
from schemas.extract import Column
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError
from schemas.in_force import in_force
from schemas.money import yuan
from schemas.parameters import PARAMETERS
from schemas.standard import Standard

SHOWN: dict[str, tuple[str, ...]] = {
    "benefit": ("benefit", "started_on", "ended_on", "monthly_amount_fen"),
    "benefit_payment": ("month", "benefit", "amount_fen"),
    "custody": ("kind", "started_on", "ended_on"),
    "death": ("died_on",),
    "disability": ("kind", "level", "issued_on"),
    "disposable_income": ("year", "residence_class", "amount_fen"),
    "education": ("school_year", "stage", "fee_fen", "aid_fen"),
    "employment": ("event_on", "event", "until"),
    "hazard": ("kind", "occurred_on", "loss_fen"),
    "help_request": ("received_at", "channel", "need"),
    "household_member": ("relation", "residence_class", "joined_on", "left_on"),
    "income": ("month", "kind", "amount_fen", "evidence"),
    "medical_expense": ("settled_on", "visit_kind", "self_paid_fen"),
    "poverty_return_watch": ("cause",),
    "property": ("kind", "value_fen", "area_m2"),
    "relief_payment": ("paid_on", "cause", "amount_fen"),
    "service_need": ("kind", "registered_on", "resolved_on"),
    "support_obligor": ("family_size", "family_monthly_income_fen", "supported_count", "children_count"),
    "utility": ("month", "kind", "usage", "arrears_fen"),
    "visit": ("visited_on", "level", "finding_kind"),
}
"""What of a delivered row is shown beside its file and line; never who."""

_AMOUNT = ("subsistence_allowance_standard", "relief_basis", "township_approval_multiple")
"""What every amount rests on, whether the rule's own header names it or not."""

_SPOKEN = {
    "relief_multiple": "relief_multiple",
    "relief_share": "relief_self_paid_share",
    "relief_deductible_cny": "relief_self_paid_deductible",
    "relief_floor_multiple": "relief_floor_multiple",
    "relief_cap_multiple": "relief_cap_multiple",
    "relief_annual_cap_cny": "relief_annual_cap",
    "relief_rounded_cny": "relief_rounding",
    "small_fast_multiple": "small_fast_multiple",
}
"""A figure that an amount's sentence speaks of, and the parameter it comes from."""

_LEDGER = f"""SELECT event.event_on, event.happened_on, coalesce(event.step, 0) AS step, event.moved_by, event.change,
        event.state_before, event.state, event.severity, event.result, {yuan("event.decided_fen")} AS decided_cny,
        event.verified_on, event.answer_delivery_id, event.answer_line, event.decision_id, event.hidden_until_on,
        event.objection_due_on, event.moved_on, event.from_township_code, event.run_id
    FROM warning_event event JOIN published_run USING (run_id)
    WHERE event.warning_id = ? ORDER BY event.event_on, coalesce(event.step, 0)"""


def explain(home: Home, warning_id: str, *, unmask: bool = False) -> dict[str, Any]:
    """Everything behind one warning, as of the last night that published it; with `unmask` also what the visitors
    wrote, and who they were. Raises: E-NO-NIGHT, E-NOT-FOUND."""
    latest = home.published / "latest.duckdb"
    if not latest.exists():
        raise DoudiError("E-NO-NIGHT", str(latest))
    rules = {rule.id: rule for rule in load_rules((SHIPPED, home.rules))}
    with connect(latest, read_only=True) as con:
        warning = one(con, "SELECT * FROM warning WHERE warning_id = ?", [warning_id])
        if warning is None:
            raise DoudiError("E-NOT-FOUND", asked(warning_id))
        run = one(con, "SELECT run_id, as_of, known_at FROM run ORDER BY as_of DESC, run_id DESC LIMIT 1", [])
        assert run is not None
        same_line = every(
            con,
            """SELECT other.warning_id, other.rule_code, other.severity, other.state FROM warning other
            JOIN warning mine ON mine.visit_warning_id = other.visit_warning_id
            WHERE mine.warning_id = ? AND other.warning_id <> mine.warning_id ORDER BY other.warning_id""",
            [warning_id],
        )
        rule = rules.get(warning["rule_id"])
        figures_on = _figures_on(con, warning, run)
        values = _values(con, rule, warning, figures_on)
        exempt = _exempt_income(con, warning, figures_on)
    with warehouse(home, read_only=True) as con:
        events = every(con, _LEDGER, [warning_id])
        facts = [
            {**fact, "is_exempt": True} if fact["extract"] == "income" and fact["kind"] in exempt else fact
            for fact in _facts(con, warning_id)
        ]
        answers = _answers(con, warning_id, events, unmask=unmask)
        decisions = every(
            con,
            """SELECT decided_on, kind, until_on, outcome, reason FROM warning_decision
            WHERE warning_id = ? ORDER BY decided_on, decision_id""",
            [warning_id],
        )
    last = events[-1] if events else {}
    return {
        "warning": warning,
        "night": run,
        "rule": {
            "id": warning["rule_id"],
            "version": warning["rule_version"],
            "is_same_text_today": rule is not None and rule.version == warning["rule_version"],
            "condition": rule.condition if rule else None,
            "title_zh": rule.header.title_zh if rule else None,
            "title": rule.header.title if rule else None,
            "basis": [basis.model_dump() for basis in rule.header.basis_on(figures_on)] if rule else [],
        },
        "standard": _standard(values, warning),
        "values": values,
        "facts": facts,
        "events": events,
        "answers": answers,
        "decisions": decisions,
        "hidden_until_on": last.get("hidden_until_on"),
        "objection_due_on": last.get("objection_due_on"),
        "same_line": same_line,
    }


def _figures_on(con: duckdb.DuckDBPyConnection, warning: dict[str, Any], run: dict[str, Any]) -> date:
    """The night on which the figures that the warning shows were made."""
    made = one(con, "SELECT as_of FROM run WHERE run_id = ?", [warning["run_id"]])
    return (made or run)["as_of"]


def _values(
    con: duckdb.DuckDBPyConnection, rule: Rule | None, warning: dict[str, Any], on: date
) -> list[dict[str, Any]]:
    """Every value in force at the village on the night: those the rule's header names, and what the amount rests on."""
    needed = rule.header.parameters if rule else ()
    named = list(dict.fromkeys((*needed, *_amount_keys(warning))))
    known_at = one(con, "SELECT known_at FROM run WHERE as_of = ?", [on])
    rows = every(con, "SELECT * FROM standard WHERE key IN (SELECT unnest(?))", [named])
    held = in_force(
        [_standard_row(row) for row in rows], warning["village_code"], on, (known_at or {}).get("known_at")
    )
    told: dict[Standard, list[str]] = defaultdict(list)
    causes = {rule.header.relief} if rule and rule.header.relief else set()
    for (key, population), row in held.items():
        # An amount's values are told for the cause of this warning alone.
        is_of_amount = key.startswith("relief_") and key not in needed
        if not is_of_amount or not causes or population.partition(".")[0] in {*causes, "all"}:
            told[row].append(population)
    return [
        {
            "key": row.key,
            "zh": PARAMETERS[row.key].zh,
            "en": PARAMETERS[row.key].en,
            "populations": populations,
            **row.model_dump(
                include={
                    "population",
                    "value",
                    "unit",
                    "operator",
                    "area_code",
                    "valid_from",
                    "valid_to",
                    "published_on",
                    "source",
                    "confidence",
                }
            ),
        }
        for row, populations in sorted(told.items(), key=lambda pair: named.index(pair[0].key))
    ]


def _exempt_income(con: duckdb.DuckDBPyConnection, warning: dict[str, Any], on: date) -> set[str]:
    """The kinds of income that did not count in the village when the figures were made, as of the month's first day."""
    known_at = one(con, "SELECT known_at FROM run WHERE as_of = ?", [on])
    rows = every(con, "SELECT * FROM standard WHERE key = 'income_exempt'", [])
    held = in_force(
        [_standard_row(row) for row in rows],
        warning["village_code"],
        on.replace(day=1),
        (known_at or {}).get("known_at") or on,
    )
    return {kind for (_, kind), row in held.items() if Decimal(row.value) > 0}


def _amount_keys(warning: dict[str, Any]) -> list[str]:
    """The parameters behind the suggested amount; none where none is suggested."""
    if warning["suggested_cny"] is None:
        return []
    evidence = json.loads(warning["evidence"], parse_float=str)
    spoken = [key for figure, key in _SPOKEN.items() if evidence.get(figure) is not None]
    flat = ["relief_flat_amount"] if evidence.get("relief_basis") == "flat" else []
    return [*_AMOUNT, *spoken, *flat]


def _standard_row(row: dict[str, Any]) -> Standard:
    """A published value as the ladder reads it."""
    return Standard.model_construct(
        **{
            **row,
            "valid_to": row["valid_to"] or date.max,
            "value_e6": None,
            "checked": None,
            "file": "",
            "line": 0,
        }
    )


def _standard(values: list[dict[str, Any]], warning: dict[str, Any]) -> dict[str, Any] | None:
    """The value that the amount rests on: the standard of the class and of the day that stand on the warning."""
    for row in values:
        if (
            row["key"] == "subsistence_allowance_standard"
            and row["valid_from"] == warning["standard_valid_from"]
            and f"{_two_decimals(row['value'])}" == f"{warning['standard_cny_per_month']}"
        ):
            return row
    return None


def _two_decimals(value: str) -> str:
    """A value as cited, with two decimals: 871 is 871.00."""
    whole, _, rest = value.partition(".")
    return f"{whole}.{(rest + '00')[:2]}"


def _facts(con: duckdb.DuckDBPyConnection, warning_id: str) -> list[dict[str, Any]]:
    """The delivered rows kept with the warning when its figures were last made, each with its file, line and the day
    from which it was known. Codes are told in the words of the contract."""
    lines = every(
        con,
        """SELECT input.extract, delivery.delivery_no, input.delivery_id, input.source_line
        FROM warning_input input JOIN delivery USING (delivery_id)
        WHERE warning_id = $id AND run_id = (
            SELECT input.run_id FROM warning_input input JOIN published_run USING (run_id)
            WHERE input.warning_id = $id ORDER BY published_run.as_of DESC, published_run.run_no DESC LIMIT 1)""",
        {"id": warning_id},
    )
    wanted: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        wanted[line["extract"]].append(line)
    found: list[dict[str, Any]] = []
    for extract, rows in sorted(wanted.items()):
        if extract not in SHOWN:
            continue
        shown = ", ".join(_as_shown(extract, column) for column in SHOWN[extract])
        found += every(
            con,
            f"""SELECT DISTINCT '{extract}' AS extract, {shown}, {masks.free_text("delivery.file_name")} AS file_name,
                delivery.delivered_on, fact.source_line, min(fact.known_from) OVER (
                    PARTITION BY fact.delivery_no, fact.source_line) AS known_from
            FROM (SELECT unnest($numbers) AS delivery_no, unnest($lines) AS source_line) wanted
            JOIN {extract} fact USING (delivery_no, source_line)
            JOIN delivery USING (delivery_no)
            WHERE fact.delivery_no IN (SELECT unnest($numbers))
            ORDER BY ALL""",
            {"numbers": [row["delivery_no"] for row in rows], "lines": [row["source_line"] for row in rows]},
        )
    return [_in_words(fact) for fact in found]


def _as_shown(extract: str, name: str) -> str:
    """Of kinds that are kept as they were written, somebody's name in the wrong column is none."""
    column = {column.stored: column for column in EXTRACTS[extract].columns}[name]
    if column.otherwise != "as_written":
        return f"fact.{name}"
    return f"CASE WHEN fact.{name} IN (SELECT name FROM household_member) THEN 'other' ELSE fact.{name} END AS {name}"


def _in_words(fact: dict[str, Any]) -> dict[str, Any]:
    """Beside every code its Chinese word."""
    columns = {column.stored: column for column in EXTRACTS[fact["extract"]].columns}
    said = {
        f"{name}_zh": word
        for name, value in fact.items()
        if (column := columns.get(name)) is not None and (word := _word(column, value)) is not None
    }
    return {**fact, **said}


def _word(column: Column, value: Any) -> str | None:
    return next((zh for zh, code in column.choices.items() if code == value), None)


def _answers(
    con: duckdb.DuckDBPyConnection, warning_id: str, events: list[dict[str, Any]], *, unmask: bool
) -> list[dict[str, Any]]:
    """What offices answered, newest last: result, day, file and line. The note and the visitor's name on purpose only."""
    private = ", fact.note, fact.verified_by" if unmask else ""
    reached = [
        (event["answer_delivery_id"], event["answer_line"]) for event in events if event["answer_delivery_id"]
    ]
    return every(
        con,
        f"""SELECT DISTINCT fact.warning_id, fact.result, {yuan("fact.relief_amount_fen")} AS decided_cny,
            fact.verified_on, {masks.free_text("delivery.file_name")} AS file_name, delivery.delivered_on,
            fact.source_line{private}
        FROM answer fact JOIN delivery USING (delivery_no)
        WHERE fact.result IS NOT NULL AND (fact.warning_id = $id
            OR (delivery.delivery_id, fact.source_line) IN (SELECT (unnest($files), unnest($lines))))
        ORDER BY fact.verified_on, delivery.delivered_on, fact.source_line""",
        {
            "id": warning_id,
            "files": [file for file, _ in reached],
            "lines": [line for _, line in reached],
        },
    )


def every(con: duckdb.DuckDBPyConnection, query: str, values: Any = None) -> list[dict[str, Any]]:
    cursor = con.execute(query, values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def one(con: duckdb.DuckDBPyConnection, query: str, values: Any) -> dict[str, Any] | None:
    rows = every(con, query, values)
    return rows[0] if rows else None


def fact_words(fact: dict[str, Any]) -> str:
    """One delivered row as it is told: values in words and yuan, then file and line."""
    shown = []
    for name in SHOWN[fact["extract"]]:
        value = fact[name]
        if value is None:
            continue
        if name.endswith("_fen"):
            shown.append(f"{'-' if value < 0 else ''}{abs(value) // 100:,}.{abs(value) % 100:02d} 元")
        elif isinstance(value, datetime):
            shown.append(f"{value:%Y-%m-%d %H:%M}")
        else:
            shown.append(str(fact.get(f"{name}_zh", value)))
    if fact.get("is_exempt"):
        shown.append("不计入 exempt")
    known = (
        ""
        if fact["known_from"] == fact["delivered_on"]
        else f"（{fact['known_from']} 起已知 known from then）"
    )
    return (
        f"{EXTRACTS[fact['extract']].zh}  {'  '.join(shown)}   "
        f"{fact['extract']}/{fact['delivered_on']}/{fact['file_name']} 第 {fact['source_line']} 行 line{known}"
    )
