"""The last published night judged again in memory, under whatever values and rules one asks.

Facts are read from a copy of the warehouse that is gone as soon as it is open, so that no night waits for a plan; the
ledger is brought into memory and taken back to before that night. The steps are those of every night.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from flows import standards
from flows.database_file import attach
from flows.home import Home, configure, warehouse, warehouse_key
from flows.nightly import begin, judge
from flows.plan.proposal import Terms
from flows.publish import outward
from flows.recover import undo
from flows.tonight import Outcome, Tonight
from monitors.watch import Night, watch
from rules import legal_basis
from schemas.connection import connect
from schemas.faults import DoudiError

LEDGER = (
    "run",
    "judgement",
    "episode",
    "warning_event",
    "warning_input",
    "decision_taken",
    "listed_under",
    "listed_row",
    "urgent_listed",
)
"""What a night writes to; all else it reads from where it lies."""


@dataclass(frozen=True)
class Trial:
    """`run_id` and `content_digest` are those of the published night."""

    con: duckdb.DuckDBPyConnection
    home: Home
    night: Night
    run_id: str
    content_digest: str

    @contextmanager
    def judged(self, terms: Terms, *, is_whole: bool = False) -> Iterator[Tonight]:
        """What the night would suggest under these terms (`outward_warning`, `outward_suggested_payment`), or the whole
        of what it would publish; gone afterwards."""
        outcome = Outcome(as_of=self.night.as_of)
        tonight = Tonight(self.con, self.home, self.night, terms.rules, terms.laws, terms.values, outcome)
        begin(tonight, run_id=self.run_id)
        try:
            judge(tonight)
            turned = outward.turn_outward if is_whole else outward.suggestions
            turned(
                self.con,
                self.night,
                home_area=self.home.area,
                secret=self.home.person_key(),
                rules=terms.rules,
                values=terms.values,
            )
            yield tonight
        finally:
            _forget(self.con, self.run_id)

    def watch(self, terms: Terms) -> None:
        """The night's signals alone (`household_month`, `person_month`), under these terms."""
        standards.load(self.con, terms.values)
        legal_basis.load(self.con, terms.laws)
        watch(self.con, self.night)


@contextmanager
def trial(home: Home, as_of: date | None = None) -> Iterator[Trial]:
    """The night of `as_of`, by default the last published.

    Raises: DoudiError E-NO-NIGHT where it was not published, E-LOCK while a night is at work.
    """
    if not home.warehouse.exists():
        raise DoudiError("E-NO-NIGHT", str(home.warehouse))
    with connect() as con:
        _attach_copy(con, home)
        configure(con, home)
        _bring_in(con)
        nights = con.execute(
            """SELECT as_of, known_at, run_id, content_digest FROM published_run
            WHERE as_of >= coalesce(?, (SELECT max(as_of) FROM published_run)) ORDER BY as_of DESC""",
            [as_of],
        ).fetchall()
        if not nights or as_of not in (None, nights[-1][0]):
            raise DoudiError("E-NO-NIGHT", str(as_of or home.published))
        for _, _, run_id, _ in nights:
            _forget(con, run_id)
        night, known_at, run_id, digest = nights[-1]
        yield Trial(con, home, Night(night, known_at), run_id, digest)


def _forget(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    undo(con, run_id)
    con.execute("DELETE FROM run WHERE run_id = ?", [run_id])


def _attach_copy(con: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Encrypted where the warehouse is."""
    with TemporaryDirectory(dir=home.scratch, prefix="plan-") as folder:
        copy = Path(folder) / "kept.duckdb"
        # Whoever reads keeps a night from writing; no longer than the copy takes.
        with warehouse(home, read_only=True):
            for path in (home.warehouse, home.warehouse.with_name(home.warehouse.name + ".wal")):
                if path.exists():
                    shutil.copyfile(path, copy.with_name(path.name.replace(home.warehouse.name, copy.name)))
        attach(con, copy, "kept", warehouse_key(home), read_only=True)


def _bring_in(con: duckdb.DuckDBPyConnection) -> None:
    for (name,) in con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'kept'"
    ).fetchall():
        kind = "TABLE" if name in LEDGER else "VIEW"
        con.execute(f"CREATE {kind} {name} AS SELECT * FROM kept.main.{name}")
    for (statement,) in con.execute(
        "SELECT sql FROM duckdb_views() WHERE database_name = 'kept' AND NOT internal"
    ).fetchall():
        con.execute(statement)
