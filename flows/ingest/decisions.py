"""What a person decided about deliveries: a held file let in, a corrected file for its quarantined rows, or a list
whose answers take the place of earlier ones.

Each decision is first a file under `landing/decision/<day>/`, so that it is part of the truth that everything can be
rebuilt from. It holds from its own day on: nights before it do not know it.
"""

import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from flows.exports.exported_file import TOWNSHIP_LIST
from flows.ingest.landing import Arrival, day_of, entries, shown
from flows.ingest.night_approval import read_approval
from flows.ingest.warning_decisions import FOLDER, is_about_warning
from schemas.extracts import EXTRACTS

APPROVABLE = frozenset(
    {
        "E-COMPANION",
        "E-CONTROL-TOTAL",
        "E-FILE-HEADER-ONLY",
        "E-GATE-EMPTY-CELLS",
        "E-GATE-ID-000",
        "E-GATE-QUARANTINED",
        "E-GATE-ROWS",
        "E-GATE-STALE",
        "E-GATE-SUM",
        "E-GATE-UNIT",
        "E-MANIFEST",
    }
)
"""What a department can answer for. A file that cannot be read cannot be let in by anyone."""


Kind = Literal["approve", "recover", "supersede"]


class _Written(BaseModel):
    """The form of a decision's file."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    kind: Kind
    extract: str
    delivery_id: str = ""
    reason: str
    by: str
    file: str | None = None


@dataclass(frozen=True)
class Decision:
    decision_id: str
    kind: Kind
    extract: str
    decided_on: date
    delivery_id: str
    corrected: Path | None = None

    @property
    def arrival(self) -> Arrival:
        """The corrected file as a delivery of the day it was decided on."""
        assert self.corrected is not None
        return Arrival(self.extract, self.decided_on, self.corrected)


def read_decisions(landing: Path) -> tuple[list[Decision], list[str]]:
    """All decisions in the landing folder, and the files there that are none."""
    found: list[Decision] = []
    unread: list[str] = []
    folder = landing.resolve() / FOLDER
    days = entries(folder)
    if days is None and os.path.lexists(folder):
        unread.append(FOLDER)
    for day in days or ():
        decided_on, files = day_of(day.name), entries(day)
        if decided_on is None or files is None:
            unread.append(f"{FOLDER}/{shown(day.name)}")
            continue
        for path in files:
            if path.suffix != ".json" or is_about_warning(path) or read_approval(path):
                continue
            decision = _read(path, decided_on)
            if decision:
                found.append(decision)
            else:
                unread.append(f"{FOLDER}/{day.name}/{shown(path.name)}")
    return found, unread


def _read(path: Path, decided_on: date) -> Decision | None:
    try:
        written = _Written.model_validate_json(path.read_bytes())
    except (ValidationError, OSError):
        return None
    corrected = path.with_name(written.file) if written.file else None
    if written.extract not in EXTRACTS or (written.kind == "approve") != (corrected is None):
        return None
    if written.kind == "supersede" and not EXTRACTS[written.extract].is_returned:
        return None
    if corrected is not None and (written.file != corrected.name or not corrected.is_file()):
        return None
    return Decision(
        f"{decided_on}/{path.name}",
        written.kind,
        written.extract,
        decided_on,
        written.delivery_id,
        corrected,
    )


def write_decision(
    landing: Path,
    *,
    kind: Kind,
    extract: str,
    delivery_id: str = "",
    decided_on: date,
    reason: str,
    by: str,
    corrected: Path | None = None,
) -> Path:
    """Put a decision, and the corrected file it brings, into the landing folder. The same decision twice is once."""
    folder = landing / FOLDER / str(decided_on)
    folder.mkdir(parents=True, exist_ok=True)
    name, file = _name(kind, delivery_id, corrected), None
    if corrected is not None:
        suffix = corrected.suffix if re.fullmatch(r"\.[a-zA-Z]{1,5}", corrected.suffix) else ".csv"
        file = folder / f"{name}{suffix.lower()}"
        if not file.exists():
            aside = file.with_name(f".{file.name}")
            shutil.copyfile(corrected, aside)
            aside.replace(file)
    written = _Written(
        kind=kind,
        extract=extract,
        delivery_id=delivery_id,
        reason=reason,
        by=by,
        file=file.name if file else None,
    )
    path = folder / f"{name}.json"
    aside = path.with_name(f".{path.name}")
    aside.write_text(json.dumps(written.model_dump(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    aside.replace(path)
    return path


def decision_id(kind: Kind, decided_on: date, corrected: Path) -> str:
    """What a decision that brings a file will be known by."""
    return f"{decided_on}/{_name(kind, '', corrected)}.json"


def _name(kind: Kind, delivery_id: str, corrected: Path | None) -> str:
    parts = [kind, delivery_id]
    if corrected is not None:
        parts.append(hashlib.sha256(corrected.read_bytes()).hexdigest()[:8])
        # Whose list it is stands in its name where nothing else in the file says so.
        named = TOWNSHIP_LIST.search(corrected.name)
        parts.append(named[0] if named else "")
    return "-".join(filter(None, parts))
