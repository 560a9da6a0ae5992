"""Tonight's hits meet the ledger: episodes open, continue, escalate, ease, are withdrawn, clear or reopen.

Events are appended, never edited; a night that is run again writes under its own run, and only the last
published run of a night counts.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import duckdb

from monitors import working_days
from monitors.watch import Night, statement
from schemas.extracts import EXTRACTS
from schemas.rule import SEVERITIES
from schemas.warning import MOVES


def remember(
    con: duckdb.DuckDBPyConnection,
    night: Night,
    *,
    run_id: str,
    area_code: str,
    judged: Mapping[str, bool],
    needs: Mapping[str, Sequence[str]],
) -> None:
    """Append tonight's events and leave the temporary table `standing`: where every episode stands.

    Reads `finding`, `undecided` and the night's signals. `judged` says for each rule in force whether it was
    judged; `needs` names the extracts behind it. One transaction.
    """
    con.execute(
        "CREATE OR REPLACE TEMP TABLE tonight_run AS SELECT ? AS run_id, ? AS area_code", [run_id, area_code]
    )
    _pairs(con, "judged (rule_code VARCHAR, is_judged BOOLEAN)", list(judged.items()))
    _pairs(
        con,
        "severity_rank (severity VARCHAR, place INTEGER)",
        [(severity, place) for place, severity in enumerate(SEVERITIES)],
    )
    _pairs(
        con,
        "working_day (days BIGINT, due_on DATE)",
        [(days, working_days.after(night.as_of, days)) for days in _days_in_force(con, "visit_within_days")],
    )
    _pairs(
        con,
        "reopen_window (days BIGINT, since_on DATE)",
        [(days, night.as_of - timedelta(days=days)) for days in _days_in_force(con, "reopen_within_days")],
    )
    con.execute("BEGIN")
    try:
        _step(con, "ledger_before")
        _corrected(con, needs)
        for name in ("ledger_found", "ledger_number", "ledger_gone", "ledger_event"):
            _step(con, name)
        _refuse_illegal_moves(con)
        con.execute(
            """INSERT INTO episode SELECT n.warning_id, n.rule_code, n.household_id, n.person_no, night.as_of
            FROM ledger_number n CROSS JOIN night WHERE n.is_new_number"""
        )
        con.execute("INSERT INTO warning_event BY NAME SELECT * FROM ledger_event ORDER BY warning_id")
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute(f"CREATE OR REPLACE TEMP TABLE standing AS {statement('ledger_standing')}")


def _days_in_force(con: duckdb.DuckDBPyConnection, key: str) -> list[int]:
    """Every number of days that some village uses tonight."""
    found = con.execute(
        "SELECT DISTINCT value_e6 // 1000000 FROM place_value WHERE key = ?", [key]
    ).fetchall()
    return [days for (days,) in found]


def _step(con: duckdb.DuckDBPyConnection, name: str) -> None:
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement(name)}")


def _pairs(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table}")
    if rows:
        con.executemany(f"INSERT INTO {table.split(' ')[0]} VALUES (?, ?)", rows)


def _corrected(con: duckdb.DuckDBPyConnection, needs: Mapping[str, Sequence[str]]) -> None:
    """Open episodes behind which a department has corrected a row since their last event.

    Registers are left out: a person who left a household is a change in life, not a correction.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE corrected (warning_id VARCHAR)")
    for rule_code, extracts in needs.items():
        for name in extracts:
            extract = EXTRACTS[name]
            if extract.mode == "full" or not extract.identity_columns:
                continue
            con.execute(
                f"""INSERT INTO corrected
                SELECT DISTINCT before.warning_id
                FROM ledger_before before
                CROSS JOIN night
                JOIN household_member register ON register.household_id = before.household_id
                JOIN {name} fact ON fact.{extract.identity_columns[0].stored} = register.person_no
                WHERE before.rule_code = ?
                    AND before.state NOT IN ('closed', 'cleared', 'withdrawn')
                    AND (before.person_no IS NULL OR before.person_no = register.person_no)
                    AND fact.known_to > before.known_at AND fact.known_to <= night.known_at
                    AND NOT EXISTS (SELECT 1 FROM corrected done WHERE done.warning_id = before.warning_id)""",
                [rule_code],
            )


def _refuse_illegal_moves(con: duckdb.DuckDBPyConnection) -> None:
    """A night may only move an episode as its life allows. Raises: ValueError."""
    moves = con.execute(
        """SELECT DISTINCT before.state, tonight.state FROM ledger_event tonight
        JOIN ledger_before before USING (warning_id) WHERE before.state <> tonight.state"""
    ).fetchall()
    for was, becomes in moves:
        if becomes not in MOVES[was]:
            raise ValueError(f"ledger: {was} -> {becomes}")
