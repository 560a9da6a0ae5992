"""Standards files into the warehouse, whole or not at all."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import duckdb

from flows.home import PACKAGE_DATA
from schemas.faults import DoudiError
from schemas.fill import fill
from schemas.standard import Standard, decode, parse, refuse_doubles

SHIPPED = PACKAGE_DATA / "standards"


def read(folders: Iterable[Path]) -> list[Standard]:
    """Every value of every pack. Raises: DoudiError E-STANDARD-* naming file and line."""
    found: list[Standard] = []
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            name = path.name if folder == SHIPPED else str(path)
            try:
                data = path.read_bytes()
            except OSError as error:
                raise DoudiError("E-STANDARD-FILE", f"{name} {error.strerror}") from None
            found += parse(decode(data, name), name)
    refuse_doubles(found)
    return found


def digest(standards: list[Standard]) -> str:
    lines = sorted(row.model_dump_json(exclude={"checked", "file", "line"}) for row in standards)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def load(con: duckdb.DuckDBPyConnection, standards: list[Standard]) -> None:
    """Fill the temporary table `parameter`. Shape: one row per value, numbers in millionths."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE parameter (
        area_code VARCHAR, key VARCHAR, population VARCHAR, value VARCHAR, value_e6 BIGINT, unit VARCHAR,
        operator VARCHAR, valid_from DATE, valid_to DATE, published_on DATE, known_from DATE,
        source VARCHAR, confidence VARCHAR, note VARCHAR)"""
    )
    fill(
        con,
        "parameter",
        [
            (
                row.area_code,
                row.key,
                row.population,
                row.value,
                row.value_e6,
                row.unit,
                row.operator,
                row.valid_from,
                row.valid_to,
                row.published_on,
                row.known_from,
                row.source,
                row.confidence,
                row.note,
            )
            for row in standards
        ],
    )
