"""Which files of the home are past their purpose. Whole files go: a delivered one as it came, a night's results together."""

import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from flows.clock import BUREAU_TIME
from flows.home import FOLDERS, Home
from flows.ingest.decisions import read_decisions
from flows.ingest.landing import day_of, entries
from flows.retention.periods import Periods
from schemas.extracts import EXTRACTS


class Old(NamedTuple):
    """A file or folder to remove, and the day it is of."""

    kind: str
    path: Path
    day: date


def old_files(home: Home, periods: Periods) -> list[Old]:
    found: list[Old] = []
    landing = home.landing.resolve()
    for extract in EXTRACTS:
        for folder in entries(landing / extract) or ():
            day = day_of(folder.name)
            if day and day < periods.data_before:
                found += (Old("landing", path, day) for path in _all(folder))
    for decision in read_decisions(landing)[0]:
        if decision.corrected and decision.decided_on < periods.data_before:
            entered = landing / "decision" / decision.decision_id
            found += (Old("corrected", path, decision.decided_on) for path in (entered, decision.corrected))
    latest = {(home.published / link).resolve() for link in ("latest.duckdb", "latest.parquet")}
    for kind, folder, before in (
        ("published", home.published, periods.results_before),
        ("exports", home.exports, periods.results_before),
        ("reports", home.reports, periods.results_before),
        ("notices", home.path / "notices", periods.audit_before),
    ):
        for path in _files(folder):
            day = _day(path, folder)
            if day < before and not latest & {path.resolve(), path.parent.resolve()}:
                found.append(Old(kind, path, day))
    # What was put aside holds everybody, and the lake is made anew by the next night on Spark.
    aside = sorted(home.path.glob("warehouse-*.duckdb*"))
    found += (Old("aside", path, _changed(path)) for path in aside)
    found += (Old("lake", path, _changed(path)) for path in _files(home.lake))
    return found


def remove(old: Old) -> None:
    """Whoever comes after a power cut finds it gone or there; its folders go when nothing is left in them."""
    old.path.unlink(missing_ok=True)
    folder = old.path.parent
    # Where the lake lies is the bureau's own choice, and so are the folders around it.
    if old.kind in ("aside", "lake"):
        return
    while (
        folder.is_dir() and folder.name not in (*FOLDERS, *EXTRACTS, "decision") and not any(folder.iterdir())
    ):
        folder.rmdir()
        folder = folder.parent


def _all(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or path.is_file())


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in _all(folder) if not path.is_symlink())


def _day(path: Path, folder: Path) -> date:
    """The day a result is of, as its name or its folder's says; else the day it was written."""
    name = path.relative_to(folder).parts[0]
    found = re.search(r"\d{4}-\d{2}-\d{2}", name)
    return (day_of(found[0]) if found else None) or _changed(path)


def _changed(path: Path) -> date:
    return datetime.fromtimestamp(os.lstat(path).st_mtime, BUREAU_TIME).date()
