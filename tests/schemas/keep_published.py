"""Keeps the published columns of the newest version for the tests. usage: python -m tests.schemas.keep_published

To be run when a version has been added to `schemas/published/version.py`, never to make a test pass without one.
"""

from pathlib import Path

from schemas.published import TABLES
from schemas.published.version import VERSIONS

KEPT = Path(__file__).with_name("published")


def columns() -> list[str]:
    return [f"{table.name}.{field.name} {field.sql_type}" for table in TABLES for field in table.fields]


def kept(version: int) -> list[str]:
    return (KEPT / f"{version}.txt").read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    (KEPT / f"{VERSIONS[-1].version}.txt").write_text("\n".join(columns()) + "\n", encoding="utf-8")
