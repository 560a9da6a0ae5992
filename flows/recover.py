"""What a power cut left behind, put right by whoever comes next: a night is published whole or never was.

A night that had begun to be visible is finished; of any other everything is taken back, its number too, so that the
night run again is the night that would have been.
"""

import duckdb

from flows.clock import now
from flows.home import Home
from flows.publish.switch import places, switch
from schemas.transaction import transaction

PUBLISHED = {0: "published", 3: "published_with_remark"}


def recover(con: duckdb.DuckDBPyConnection, home: Home, *, exit_code: int = 70) -> None:
    """Finish or take back every run that is still at work in the ledger; `exit_code` is that of a run taken back. Only for
    whoever holds the home's lock."""
    dead = con.execute(
        "SELECT run_id, as_of, state, exit_code, is_official FROM run WHERE state IN ('running', 'built') ORDER BY run_no"
    ).fetchall()
    for run_id, as_of, state, verdict, is_official in dead:
        made = places(home, as_of, run_id, is_replay=not is_official)
        if state == "built" and made.database.exists():
            switch(made)
            con.execute("UPDATE run SET state = ? WHERE run_id = ?", [PUBLISHED[verdict], run_id])
        else:
            give_up(con, run_id, exit_code=exit_code)


def give_up(con: duckdb.DuckDBPyConnection, run_id: str, *, exit_code: int) -> None:
    """A run that came to nothing: it stays in the ledger under a number of its own, and nothing else of it does."""
    undo(con, run_id)
    con.execute(
        """UPDATE run SET state = 'failed', exit_code = ?, finished_at = ?,
            run_id = strftime(as_of, 'F%Y%m%d-') || lpad(CAST(run_no AS VARCHAR), 4, '0')
        WHERE run_id = ?""",
        [exit_code, now(), run_id],
    )


def undo(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Everything that a run has entered in the ledger, and the numbers that only it gave."""
    with transaction(con):
        take_back(con, run_id)
        con.execute(
            """DELETE FROM episode WHERE opened_on = (SELECT as_of FROM run WHERE run_id = ?)
            AND warning_id NOT IN (SELECT warning_id FROM warning_event)
            AND warning_id NOT IN (SELECT warning_id FROM urgent_listed)""",
            [run_id],
        )


def take_back(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Everything that a run has entered in the ledger; the numbers it gave stay with their episodes."""
    for ledger in (
        "warning_event",
        "warning_input",
        "decision_taken",
        "judgement",
        "listed_under",
        "listed_row",
        "urgent_listed",
    ):
        con.execute(f"DELETE FROM {ledger} WHERE run_id = ?", [run_id])
