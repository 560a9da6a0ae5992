"""One delivered file read by the real ingest into a warehouse of its own, and what became of every line."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from flows.ingest.load import load
from schemas.extracts import EXTRACTS
from schemas.warehouse import create_all

AREA = "370902"
DAY = "2022-05-19"


@dataclass(frozen=True)
class Read:
    """The ledger's row of the file, its rows in force by stored column, its quarantined lines with their faults."""

    delivery: dict[str, Any]
    rows: list[dict[str, Any]]
    quarantined: list[tuple[int, str]]

    @property
    def codes(self) -> list[str]:
        return list(self.delivery["codes"])

    @property
    def counts(self) -> tuple[str, int, int, int, int, int]:
        """State, lines, loaded, folded, quarantined, skipped."""
        found = self.delivery
        outcomes = ("loaded", "collapsed", "quarantined", "skipped")
        assert found["rows_in"] == sum(found[f"rows_{outcome}"] for outcome in outcomes)
        assert found["amount_in_fen"] == found["amount_loaded_fen"] + found["amount_quarantined_fen"]
        return (found["state"], found["rows_in"], *(found[f"rows_{outcome}"] for outcome in outcomes))


@contextmanager
def landing() -> Iterator[tuple[Path, duckdb.DuckDBPyConnection]]:
    """An empty landing folder and an empty warehouse in memory."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        con.execute("SET threads = 1")
        for statement in create_all():
            con.execute(statement)
        place = Path(folder) / "landing"
        place.mkdir()
        yield place, con


def night(place: Path, con: duckdb.DuckDBPyConnection, known_at: str = DAY) -> tuple[str, ...]:
    """Load what lies in the landing folder; the places that were not read."""
    day = date.fromisoformat(known_at)
    return load(con, place, known_at=day, home_area=AREA, scratch=place.parent).unread


def read(extract: str, content: bytes, name: str = "数据.csv", day: str = DAY) -> Read:
    with landing() as (place, con):
        path = place / extract / day / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        night(place, con, day)
        (delivery,) = asked(con, "SELECT * FROM delivery")
        people = dict(con.execute("SELECT person_no, id_number FROM person").fetchall())
        rows = asked(con, f"SELECT * FROM {extract} ORDER BY source_line")
        for row in rows:
            row.update(
                {column.name: people.get(row[column.stored]) for column in EXTRACTS[extract].identity_columns}
            )
        quarantined = [
            (line, " ".join(faults))
            for line, faults in con.execute("SELECT line, faults FROM quarantine ORDER BY line").fetchall()
        ]
    return Read(delivery, rows, quarantined)


def asked(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = con.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
