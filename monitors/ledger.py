"""Tonight's hits meet the ledger: episodes open, continue, escalate, ease, are withdrawn, clear or reopen.

Events are appended, never edited; a night that is run again writes under its own run, and only the last
published run of a night counts.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import duckdb

from monitors import inputs, working_days
from monitors.watch import Night, statement
from schemas.extracts import EXTRACTS
from schemas.extracts.id_change import CONTRACT as ID_CHANGE
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

    Reads `finding`, `undecided`, `ledger_before` and the night's signals. `judged` says for each rule in force whether it was
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
        _corrected(con, needs)
        for name in ("ledger_found", "ledger_number", "ledger_gone", "ledger_event"):
            _step(con, name)
        _refuse_illegal_moves(con)
        con.execute(
            """INSERT INTO episode SELECT n.warning_id, n.rule_code, n.household_id, n.person_no, night.as_of
            FROM ledger_number n CROSS JOIN night WHERE n.is_new_number"""
        )
        con.execute("INSERT INTO warning_event BY NAME SELECT * FROM ledger_event ORDER BY warning_id")
        inputs.freeze(con, run_id, needs)
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

    Registers are left out: a person who left a household is a change in life, not a correction. A change of
    number that was taken back is one; and while a person's numbers are in doubt, nothing is called solved.
    """
    _step(con, "ledger_person")
    con.execute(
        """CREATE OR REPLACE TEMP TABLE corrected AS
        SELECT DISTINCT person.warning_id FROM ledger_person person
        JOIN identity_change change ON change.old_person_no = person.person_no OR change.new_person_no = person.person_no
        WHERE change.doubt IS NOT NULL"""
    )
    for rule_code, extracts in needs.items():
        for name in extracts:
            extract = EXTRACTS[name]
            if extract.mode != "full" and extract.identity_columns:
                _note_corrected(con, rule_code, name, extract.identity_columns[0].stored)
        for column in ID_CHANGE.identity_columns:
            _note_corrected(con, rule_code, ID_CHANGE.name, column.stored)


def _note_corrected(con: duckdb.DuckDBPyConnection, rule_code: str, name: str, column: str) -> None:
    con.execute(
        f"""INSERT INTO corrected
        SELECT DISTINCT person.warning_id
        FROM ledger_person person
        CROSS JOIN night
        JOIN {name} fact ON fact.{column} = person.person_no
        WHERE person.rule_code = ?
            AND fact.known_to > person.known_at AND fact.known_to <= night.known_at
            AND NOT EXISTS (SELECT 1 FROM corrected done WHERE done.warning_id = person.warning_id)""",
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
