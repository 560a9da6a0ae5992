"""The reader under test: the real ingest into a real warehouse, one file at a time, and what it left behind."""

import os
import shutil
import signal
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import duckdb

from flows.ingest.load import load
from schemas.warehouse import create_all
from tests.fuzz.feeds import DAY, HOME_AREA, Feed

STUCK_SECONDS = 15
"""After so long the reader is interrupted; it counts as hanging long before."""
FRESH_AFTER = 100
"""Files after which the warehouse is made anew: deleted rows leave their place behind."""
MEMORY = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None


class Stuck(BaseException):
    """No Exception, so that no reader swallows it."""


@dataclass
class Seen:
    """What the ledger, the fact table and the quarantine say after one file."""

    seconds: float
    error: str = ""
    ledger: list[dict[str, Any]] = field(default_factory=list)
    facts: dict[int, dict[str, Any]] = field(default_factory=dict)
    fact_count: int = 0
    quarantine: list[tuple[int, list[str], int | None]] = field(default_factory=list)


class Reader:
    def __init__(self) -> None:
        self.con: duckdb.DuckDBPyConnection | None = None
        self.read_count = 0

    def read(self, content: bytes, feed: Feed, name: str) -> Seen:
        con = self._warehouse()
        with tempfile.TemporaryDirectory(prefix="doudi-fuzz-", dir=MEMORY) as folder:
            path = Path(folder) / "landing" / feed.name / DAY.isoformat() / name
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
            scratch = Path(folder) / "scratch"
            scratch.mkdir()
            before = signal.signal(signal.SIGALRM, _interrupt)
            signal.alarm(STUCK_SECONDS)
            started = time.perf_counter()
            try:
                load(con, Path(folder) / "landing", known_at=DAY, home_area=HOME_AREA, scratch=scratch)
                seen = Seen(time.perf_counter() - started)
            except (Exception, Stuck) as error:
                self.close()
                return Seen(time.perf_counter() - started, error=_told(error))
            finally:
                signal.alarm(0)
                signal.signal(signal.SIGALRM, before)
            left = list(scratch.iterdir())
            if left:
                seen.error = f"left in scratch: {[path.name for path in left]}"
                shutil.rmtree(scratch)
        self._look(con, feed, seen)
        self._empty(con, feed)
        return seen

    def close(self) -> None:
        if self.con is not None:
            self.con.close()
            self.con = None

    def _warehouse(self) -> duckdb.DuckDBPyConnection:
        if self.con is None or self.read_count % FRESH_AFTER == 0:
            self.close()
            self.con = duckdb.connect(config={"threads": 1, "memory_limit": "1GB"})
            self.con.execute("SET preserve_insertion_order = true; SET enable_progress_bar = false")
            for statement in create_all():
                self.con.execute(statement)
        self.read_count += 1
        return self.con

    def _look(self, con: duckdb.DuckDBPyConnection, feed: Feed, seen: Seen) -> None:
        cursor = con.execute("SELECT * FROM delivery")
        names = [column[0] for column in cursor.description]
        seen.ledger = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        columns = ", ".join(
            "p.id_number"
            if column.kind == "identity"
            else f"f.{column.name}{'_fen' if column.kind == 'money' else ''}"
            for column in feed.columns
        )
        rows = con.execute(
            f"SELECT f.source_line, {columns} FROM {feed.name} f LEFT JOIN person p USING (person_no)"
        ).fetchall()
        seen.fact_count = len(rows)
        for line, *values in rows:
            seen.facts[line] = dict(zip((column.name for column in feed.columns), values, strict=True))
        seen.quarantine = [
            (line, faults, fen)
            for line, faults, fen in con.execute(
                "SELECT line, faults, amount_fen FROM quarantine ORDER BY line"
            ).fetchall()
        ]

    def _empty(self, con: duckdb.DuckDBPyConnection, feed: Feed) -> None:
        for table in ("delivery", "quarantine", "coverage", "person", feed.name):
            con.execute(f"DELETE FROM {table}")


def _interrupt(_: int, __: FrameType | None) -> NoReturn:
    raise Stuck(f"interrupted after {STUCK_SECONDS} s")


def _told(error: BaseException) -> str:
    """The error, and the innermost place in our own code."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/flows/" in frame.filename]
    place = f"{Path(frames[-1].filename).name} {frames[-1].name}" if frames else "?"
    words = str(error).split("\n", 1)[0][:160]
    return f"{type(error).__module__}.{type(error).__name__} in {place}: {words}"
