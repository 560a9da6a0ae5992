"""The sealed checkpoint: the warehouse as it stood when older deliveries were removed. From it a rebuild begins.

Its digest stands beside it and in the audit log; one that was changed is refused.
"""

import hashlib
import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

from flows.home import Home
from schemas.faults import DoudiError


class Checkpoint(NamedTuple):
    warehouse: Path
    as_of: date
    """The last night that is in it."""
    sha256: str


def folder(home: Home) -> Path:
    return home.path / "checkpoint"


def write(home: Home, as_of: date) -> Checkpoint:
    """Seal the warehouse as it is. Only for whoever holds the home's lock. The file has its digest in its name: until the
    seal names it, the older one holds."""
    place = folder(home)
    place.mkdir(mode=0o700, exist_ok=True)
    aside = place / ".warehouse"
    shutil.copyfile(home.warehouse, aside)
    aside.chmod(0o600)
    digest = _digest(aside)
    made = Checkpoint(place / f"warehouse-{digest[:16]}.duckdb", as_of, digest)
    os.replace(aside, made.warehouse)
    seal = place / ".seal"
    seal.write_text(json.dumps({"file": made.warehouse.name, "as_of": str(as_of), "sha256": digest}) + "\n")
    seal.chmod(0o600)
    os.replace(seal, place / "seal.json")
    for other in place.glob("warehouse-*.duckdb"):
        if other != made.warehouse:
            other.unlink()
    return made


def read(home: Home) -> Checkpoint | None:
    """The checkpoint, None where nothing was ever removed. Raises: DoudiError E-CHECKPOINT when it is not as it was sealed."""
    seal = folder(home) / "seal.json"
    if not seal.exists():
        return None
    try:
        said = json.loads(seal.read_text())
        found = Checkpoint(folder(home) / said["file"], date.fromisoformat(said["as_of"]), said["sha256"])
        is_same = _digest(found.warehouse) == found.sha256
    except (OSError, ValueError, KeyError, TypeError):
        raise DoudiError("E-CHECKPOINT", str(seal)) from None
    if not is_same:
        raise DoudiError("E-CHECKPOINT", str(found.warehouse))
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
