"""The warehouse made anew from the landing folder, when it is damaged or lost: every published night again, in order; where
older deliveries were removed, from the checkpoint that was sealed then.

The landing folder is the truth; what was published stays as it is until the new warehouse says the same. The damaged
file is kept aside, never deleted.
"""

import os
import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from flows import old_warehouse
from flows.home import FOLDERS, Home
from flows.lock import only_one
from flows.nightly import run_night
from flows.retention import checkpoint
from flows.tonight import Progress
from schemas.connection import connect
from schemas.faults import DoudiError

LINKED = ("landing", "standards", "rules", "secrets")
"""What a night reads and never writes."""


@dataclass(frozen=True)
class Night:
    """A night as it was published."""

    as_of: date
    known_at: date
    run_id: str
    content_digest: str


@dataclass(frozen=True)
class Rebuilt:
    nights: tuple[Night, ...]
    differing: tuple[Night, ...]
    aside: Path | None

    @property
    def exit_code(self) -> int:
        return 3 if self.differing else 0


def rebuild(home: Home, progress: Progress | None = None) -> Rebuilt:
    """Make the warehouse anew and put it in the place of the old one.

    Raises: DoudiError E-NO-NIGHT when no published database tells which nights there were, E-CHECKPOINT when the checkpoint
    is not as it was sealed; then the old warehouse stays.
    """
    tell = progress or (lambda *_: None)
    work = home.path / ".rebuild"
    with only_one(home.path):
        nights = published_nights(home)
        shutil.rmtree(work, ignore_errors=True)
        sealed = checkpoint.read(home)
        apart = _apart(home, work)
        if sealed:
            shutil.copyfile(sealed.warehouse, apart.warehouse)
            nights = tuple(night for night in nights if night.as_of > sealed.as_of)
        differing = []
        for done, night in enumerate(nights):
            tell(str(night.as_of), done, len(nights))
            outcome = run_night(apart, night.as_of, night.known_at, run_id=night.run_id)
            if outcome.content_digest != night.content_digest:
                differing.append(night)
        tell("", len(nights), len(nights))
        aside = old_warehouse.keep(home.warehouse)
        os.replace(apart.warehouse, home.warehouse)
        shutil.rmtree(work)
    return Rebuilt(nights, tuple(differing), aside)


def published_nights(home: Home) -> tuple[Night, ...]:
    """Every published night, as the newest analysts' database that opens tells them."""
    files = sorted(home.published.glob("doudi-*.duckdb"), reverse=True)
    for path in (home.published / "latest.duckdb", *files):
        try:
            with connect(path, read_only=True) as con:
                found = con.execute(
                    "SELECT as_of, known_at, run_id, content_digest FROM run ORDER BY as_of"
                ).fetchall()
        except duckdb.Error:
            continue
        return tuple(Night(*row) for row in found)
    raise DoudiError("E-NO-NIGHT", str(home.published))


def _apart(home: Home, work: Path) -> Home:
    """A home beside: the same deliveries, values, rules and secrets, nothing published yet."""
    work.mkdir(mode=0o700)
    for folder in FOLDERS:
        if folder in LINKED:
            (work / folder).symlink_to(home.path / folder)
        else:
            (work / folder).mkdir(mode=0o700)
    return replace(home, path=work)
