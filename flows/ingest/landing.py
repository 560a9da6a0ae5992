"""What lies in the landing folder: the truth that everything else can be rebuilt from.

A delivery is a file at `landing/<extract>/<delivered_on>/<any name>`; it is never changed.
"""

import hashlib
import re
import stat
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas import masks
from schemas.extracts import EXTRACTS

RESERVED = frozenset({"decision", "truth"})


@dataclass(frozen=True)
class Arrival:
    extract: str
    delivered_on: date
    path: Path

    @property
    def name(self) -> str:
        """The file's name as ledgers and pages show it."""
        return shown(self.path.name)

    @property
    def is_plain_file(self) -> bool:
        return stat.S_ISREG(self.path.lstat().st_mode)

    @property
    def is_plainly_named(self) -> bool:
        """No control characters, no marks that turn the reading direction, no bytes that are no text."""
        return all(
            unicodedata.category(mark) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for mark in self.path.name
        )


@dataclass(frozen=True)
class Landing:
    """The files that are deliveries, and the places that are not, each with why."""

    arrivals: tuple[Arrival, ...]
    unread: tuple[str, ...]


def shown(name: str) -> str:
    """A name that can be printed anywhere. A long number in it may be a person's: it is covered, and two names
    that differ only there stay apart by a mark made from the whole name."""
    printable = "".join(
        mark if mark.isprintable() else mark.encode("unicode_escape", "backslashreplace").decode()
        for mark in name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    )
    covered = masks.without_numbers(printable)
    if covered == name:
        return name
    mark = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    stem, dot, suffix = covered.rpartition(".")
    return f"{stem}~{mark}{dot}{suffix}" if dot else f"{covered}~{mark}"


def scan(landing: Path) -> Landing:
    """Folders are read by name and date; links to folders are not followed, wherever they lead. The landing folder
    itself may be one: where it lies is the bureau's own choice."""
    arrivals: list[Arrival] = []
    unread: list[str] = []
    for folder in entries(landing.resolve()) or ():
        days = entries(folder) if folder.name in EXTRACTS else None
        if folder.name in RESERVED:
            continue
        if days is None:
            unread.append(shown(folder.name))
            continue
        for day in days:
            delivered_on, files = day_of(day.name), entries(day)
            if delivered_on is None or files is None:
                unread.append(f"{folder.name}/{shown(day.name)}")
                continue
            arrivals.extend(
                Arrival(folder.name, delivered_on, path) for path in files if not _is_beside(path)
            )
    return Landing(tuple(arrivals), tuple(unread))


def entries(folder: Path) -> list[Path] | None:
    """What lies in a folder, hidden files left out; None for what is no folder, a link, or closed to us."""
    if folder.is_symlink():
        return None
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return None


def day_of(name: str) -> date | None:
    """A day folder is written 2022-06-21; Python would take 20220621 and 2022-W25-2 too."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", name):
        return None
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def _is_beside(path: Path) -> bool:
    """True for what lies beside a delivery: its manifest, an office program's lock, a transfer not ended."""
    return path.name.startswith("~$") or path.name.endswith((".manifest.json", ".part", ".tmp"))
