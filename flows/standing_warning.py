"""A warning as a person finds it who decides about it: where it stands, and on which day the decision is made."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from flows.asked import asked
from flows.decide import day_of_work
from flows.home import Home, warehouse
from flows.ingest.warning_decisions import FOLDER, is_about_warning
from schemas.faults import DoudiError


@dataclass(frozen=True)
class Standing:
    warning_id: str
    state: str
    village_code: str
    objection_due_on: date | None
    day: date


@dataclass(frozen=True)
class Said:
    """A decision already on file about the warning."""

    day: str
    kind: str


def standing(home: Home, warning_id: str, on: date | None) -> Standing:
    """The warning after its last published night; the day is the one given, else the day of work.

    Raises: DoudiError E-NO-NIGHT; E-NOT-FOUND; E-USAGE when the day is before the warning's last event.
    """
    if not home.warehouse.exists():
        raise DoudiError("E-NO-NIGHT", str(home.warehouse))
    with warehouse(home, read_only=True) as con:
        found = _last_event(con, warning_id)
        day = on or day_of_work(con)
    if found is None:
        raise DoudiError("E-NOT-FOUND", asked(warning_id))
    state, village, due_on, event_on = found
    if day < event_on:
        raise DoudiError(
            "E-USAGE", f"--on {day}：早于预警的最近一次变动 {event_on} / before its last event", exit_code=2
        )
    return Standing(warning_id, state, village, due_on, day)


def _last_event(con: duckdb.DuckDBPyConnection, warning_id: str) -> tuple[str, str, date | None, date] | None:
    rows = con.execute(
        """SELECT event.state, event.village_code, event.objection_due_on, event.event_on
        FROM warning_event event JOIN published_run USING (run_id)
        WHERE event.warning_id = ? ORDER BY event.event_on DESC, coalesce(event.step, 0) DESC LIMIT 1""",
        [warning_id],
    ).fetchall()
    return rows[0] if rows else None


def decided_about(landing: Path, warning_id: str) -> list[Said]:
    """Every decision in the landing folder about the warning, oldest first, those no night has taken yet included."""
    found = []
    for path in landing.glob(f"{FOLDER}/*/*-{warning_id}-*.json"):
        if is_about_warning(path):
            kind = json.loads(path.read_text(encoding="utf-8"))["kind"]
            found.append((path.parent.name, path.stat().st_mtime_ns, kind))
    return [Said(day, kind) for day, _, kind in sorted(found)]
