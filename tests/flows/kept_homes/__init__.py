"""Homes as packages of every version left them after a night, so that an upgrade is held against what really lies in bureaus.

One small archive a version: settings, deliveries and the warehouse; people are synthetic. When the warehouse's version is
raised, `python -m tests.flows.kept_homes` keeps one of the new version.
"""

import tarfile
from pathlib import Path

from tests.bureau import Bureau

KEPT = Path(__file__).parent
WHAT = ("doudi.toml", "landing", "warehouse.duckdb")


def archive(version: int) -> Path:
    return KEPT / f"version-{version}.tar.xz"


def versions() -> list[int]:
    return sorted(int(path.name[len("version-") : -len(".tar.xz")]) for path in KEPT.glob("version-*.tar.xz"))


def keep(bureau: Bureau, version: int) -> None:
    with tarfile.open(archive(version), "x:xz", preset=9) as kept:
        for name in WHAT:
            kept.add(bureau.home.path / name, name, filter=_of_nobody)


def _of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry


def unpack(version: int, path: Path) -> Bureau:
    made = Bureau(path)
    with tarfile.open(archive(version)) as kept:
        kept.extractall(path, filter="data")
    return made
