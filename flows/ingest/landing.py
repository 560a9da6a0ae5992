"""What lies in the landing folder: the truth that everything else can be rebuilt from.

A delivery is a file at `landing/<extract>/<delivered_on>/<any name>`; it is never changed.
"""

import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.extracts import EXTRACTS

RESERVED = frozenset({"decision", "truth"})


@dataclass(frozen=True)
class Arrival:
    extract: str
    delivered_on: date
    path: Path

    @property
    def is_plain_file(self) -> bool:
        return stat.S_ISREG(self.path.lstat().st_mode)


@dataclass(frozen=True)
class Landing:
    """The files that are deliveries, and the places that are not, each with why."""

    arrivals: tuple[Arrival, ...]
    unread: tuple[str, ...]


def scan(landing: Path) -> Landing:
    arrivals: list[Arrival] = []
    unread: list[str] = []
    for folder in sorted(path for path in landing.glob("*") if path.name not in RESERVED):
        if folder.name not in EXTRACTS or not folder.is_dir():
            unread.append(folder.name)
            continue
        for day in sorted(folder.iterdir()):
            try:
                delivered_on = date.fromisoformat(day.name)
            except ValueError:
                unread.append(f"{folder.name}/{day.name}")
                continue
            arrivals.extend(
                Arrival(folder.name, delivered_on, path)
                for path in sorted(day.iterdir())
                if not _is_beside(path)
            )
    return Landing(tuple(arrivals), tuple(unread))


def _is_beside(path: Path) -> bool:
    """True for what lies beside a delivery: its manifest, an office program's lock, a transfer not ended."""
    return path.name.startswith((".", "~$")) or path.name.endswith((".manifest.json", ".part", ".tmp"))
