"""What a person decided about a warning or a list: handed out, put off until a day, objected to, the objection answered.

Each is first a file under `landing/decision/<day>/`, so that it is part of the truth that everything can be rebuilt
from; the nights from its day on know it.
"""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Literal

import duckdb
from pydantic import BaseModel, ConfigDict, ValidationError

from flows.ingest.landing import day_of, entries, shown
from schemas.fill import fill
from schemas.transaction import transaction

FOLDER = "decision"

Kind = Literal["dispatch", "snooze", "objection", "objection_answer"]
KINDS: tuple[Kind, ...] = ("dispatch", "snooze", "objection", "objection_answer")


class _Written(BaseModel):
    """The form of the file: a list is handed out, or something is decided about one warning."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    kind: Kind
    by: str
    reason: str = ""
    warning_id: str | None = None
    township_code: str | None = None
    listed_on: date | None = None
    until_on: date | None = None
    outcome: Literal["upheld", "rejected"] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it says what its kind has to say."""
        needed = {
            "dispatch": self.listed_on,
            "snooze": self.warning_id and self.until_on,
            "objection": self.warning_id,
            "objection_answer": self.warning_id and self.outcome,
        }
        return needed[self.kind] is not None


def write_warning_decision(
    landing: Path,
    *,
    kind: Kind,
    decided_on: date,
    by: str,
    warning_id: str | None = None,
    township_code: str | None = None,
    listed_on: date | None = None,
    until_on: date | None = None,
    outcome: Literal["upheld", "rejected"] | None = None,
    reason: str = "",
) -> Path:
    """Put a decision into the landing folder; the next night takes it. The same decision twice is once."""
    written = _Written(
        kind=kind,
        by=by,
        reason=reason,
        warning_id=warning_id,
        township_code=township_code,
        listed_on=listed_on,
        until_on=until_on,
        outcome=outcome,
    )
    if not written.is_whole:
        raise ValueError(kind)
    text = json.dumps(written.model_dump(mode="json", exclude_none=True), ensure_ascii=False, indent=2) + "\n"
    about = warning_id or "-".join(filter(None, (str(listed_on), township_code)))
    said = hashlib.sha256(written.model_dump_json(exclude={"by", "reason"}).encode()).hexdigest()[:8]
    folder = landing / FOLDER / str(decided_on)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{kind}-{about}-{said}.json"
    aside = path.with_name(f".{path.name}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
    return path


def is_about_warning(path: Path) -> bool:
    """Whether a file among the decisions speaks of a warning or a list, and not of a delivery."""
    return path.suffix == ".json" and path.name.startswith(tuple(f"{kind}-" for kind in KINDS))


def load_warning_decisions(con: duckdb.DuckDBPyConnection, landing: Path) -> list[str]:
    """Fill `warning_decision` with every decision in the landing folder. Returns the files that are none."""
    rows: list[tuple[object, ...]] = []
    unread: list[str] = []
    for day in entries(landing.resolve() / FOLDER) or ():
        decided_on = day_of(day.name)
        for path in entries(day) or () if decided_on else ():
            if not is_about_warning(path):
                continue
            try:
                made = _Written.model_validate_json(path.read_bytes())
            except (ValidationError, OSError):
                made = None
            if made is None or not made.is_whole:
                unread.append(f"{FOLDER}/{day.name}/{shown(path.name)}")
                continue
            rows.append(
                (
                    f"{day.name}/{path.name}",
                    decided_on,
                    made.kind,
                    made.warning_id,
                    made.township_code,
                    made.listed_on,
                    made.until_on,
                    made.outcome,
                    made.reason,
                )
            )
    with transaction(con):
        con.execute("DELETE FROM warning_decision")
        fill(con, "warning_decision", rows)
    return unread
