"""A person's word that a held night is true. It holds for exactly what was held: other data are judged anew.

A file under `landing/decision/<day>/`, so that it is part of the truth that everything can be rebuilt from.
"""

import json
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from flows.ingest.landing import day_of, entries
from flows.ingest.warning_decisions import FOLDER

KIND: Literal["approve_run"] = "approve_run"


class NightApproval(BaseModel):
    """The form of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    kind: Literal["approve_run"] = KIND
    run_id: str
    as_of: date
    content_digest: str
    reason: str
    by: str


def write_approval(landing: Path, approval: NightApproval, decided_on: date) -> Path:
    folder = landing / FOLDER / str(decided_on)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{KIND}-{approval.run_id}.json"
    aside = path.with_name(f".{path.name}")
    aside.write_text(
        json.dumps(approval.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    aside.replace(path)
    return path


def read_approval(path: Path) -> NightApproval | None:
    """The approval in a file; None for any other file."""
    if path.suffix != ".json" or not path.name.startswith(f"{KIND}-"):
        return None
    try:
        return NightApproval.model_validate_json(path.read_bytes())
    except (ValidationError, OSError):
        return None


def is_approved(landing: Path, as_of: date, content_digest: str) -> bool:
    """Whether somebody has vouched for this night with this content."""
    for day in entries(landing.resolve() / FOLDER) or ():
        if day_of(day.name) is None:
            continue
        for path in entries(day) or ():
            approval = read_approval(path)
            if approval and (approval.as_of, approval.content_digest) == (as_of, content_digest):
                return True
    return False
