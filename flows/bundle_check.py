"""A sealed night held against itself, and against the home it came from: what an auditor need not take on trust."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from flows import standards
from flows.bundle import NIGHT, RESULTS, night_of
from flows.home import Home
from flows.nightly import run_night
from rules import load as rule_files
from schemas.faults import DoudiError

LARGEST = 8 << 30
"""Bytes that a bundle may unpack to: it may come from anybody."""


def check(path: Path, home: Home | None = None, *, replays: bool = False) -> list[str]:
    """What is wrong with a bundle, none if nothing is. With a home also whether its landing folder still holds every
    file that had come in; with `replays` whether it says the same of that night today.

    Raises: DoudiError E-BUNDLE where the file is none.
    """
    with tempfile.TemporaryDirectory(prefix="doudi-") as folder:
        root = Path(folder)
        try:
            night = _unpack(path, root)
            # What parts say is worth nothing while one of them is not as it was sealed.
            wrong = list(_files(root, night)) or list(_says(root, night))
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError, KeyError, duckdb.Error):
            raise DoudiError("E-BUNDLE", path.name) from None
    if home:
        wrong += _landing(home, night)
        if replays:
            run = night["run"]
            again = run_night(home, date.fromisoformat(run["as_of"]), date.fromisoformat(run["known_at"]))
            if again.content_digest != run["content_digest"]:
                wrong.append(f"replay {again.run_id} {again.content_digest}")
    return wrong


def _unpack(path: Path, root: Path) -> dict[str, dict[str, str]]:
    with zipfile.ZipFile(path) as bundle:
        if sum(member.file_size for member in bundle.infolist()) > LARGEST:
            raise DoudiError("E-BUNDLE", path.name)
        # Names that point outside are bent into the folder by extractall itself.
        bundle.extractall(root)
    night: dict[str, dict[str, str]] = json.loads((root / NIGHT).read_bytes())
    return night


def _files(root: Path, night: dict[str, dict[str, str]]) -> Iterator[str]:
    there = {
        place.relative_to(root).as_posix(): place
        for place in root.rglob("*")
        if place.is_file() and place.name != NIGHT
    }
    sealed = night["files"]
    yield from (f"{name}: 多出 not sealed" for name in sorted(there.keys() - sealed.keys()))
    for name, digest in sorted(sealed.items()):
        if name not in there:
            yield f"{name}: 缺少 missing"
        elif _sha256(there[name]) != digest:
            yield f"{name}: 已改动 changed"


def _says(root: Path, night: dict[str, dict[str, str]]) -> Iterator[str]:
    """Whether the parts say the same of the night: the results, the rules and the values."""
    told = night_of(root / RESULTS)
    yield from (f"{part}: {NIGHT} ≠ {RESULTS}" for part in told if told[part] != night[part])
    rules, values = root / "rules", root / "standards"
    if rules.exists():
        found = rule_files.digest(rule_files.load_rules((rules / "shipped", rules / "own")))
        if found != told["run"]["rules_digest"]:
            yield f"rules/: rules_digest ≠ {RESULTS}"
    if values.exists():
        found = standards.digest(standards.read((values / "shipped", values / "own")))
        if found != told["run"]["standards_digest"]:
            yield f"standards/: standards_digest ≠ {RESULTS}"


def _landing(home: Home, night: dict[str, dict[str, str]]) -> Iterator[str]:
    """Corrected files lie beside the decision that brought them, so every file below counts."""
    here = {_sha256(path) for path in home.landing.rglob("*") if path.is_file()}
    for delivery, digest in sorted(night["delivered"].items()):
        if digest and digest not in here:
            yield f"{delivery}: 送达目录里没有 not in the landing folder"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
