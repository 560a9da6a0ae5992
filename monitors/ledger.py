"""Tonight's answers and hits meet the ledger: episodes are dispatched, visited, confirmed or refuted by people, and
open, continue, escalate, ease, are withdrawn, clear or reopen by what the night finds.

Events are appended, never edited; a night that is run again writes under its own run, and only the last
published run of a night counts.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

import duckdb

from monitors import inputs, working_days
from monitors.watch import Night, statement
from schemas.extracts import EXTRACTS
from schemas.extracts.id_change import CONTRACT as ID_CHANGE
from schemas.fill import fill
from schemas.rule import SEVERITIES
from schemas.transaction import transaction
from schemas.warning import DECISIONS, MOVES, OUTCOME, answered, decided

NOTED = "noted"
"""An answer that settles nothing: it moves a warning nowhere."""

STEP = (
    ("warning_id", "VARCHAR"),
    ("step", "INTEGER"),
    ("moved_by", "VARCHAR"),
    ("happened_on", "DATE"),
    ("state_before", "VARCHAR"),
    ("state", "VARCHAR"),
    ("due_on", "DATE"),
    ("result", "VARCHAR"),
    ("decided_fen", "BIGINT"),
    ("verified_on", "DATE"),
    ("answered_under", "VARCHAR"),
    ("answer_delivery_id", "VARCHAR"),
    ("answer_line", "BIGINT"),
    ("decision_id", "VARCHAR"),
    ("hidden_until_on", "DATE"),
    ("settled_severity", "VARCHAR"),
    ("settled_cause", "VARCHAR"),
    ("settled_measure", "BIGINT"),
    ("objection_due_on", "DATE"),
)
"""What a step of a warning's life changes; its figures stay as the last night made them."""


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
    _fill(con, "judged (rule_code VARCHAR, is_judged BOOLEAN)", list(judged.items()))
    _fill(
        con,
        "severity_rank (severity VARCHAR, place INTEGER)",
        [(severity, place) for place, severity in enumerate(SEVERITIES)],
    )
    _fill(
        con,
        "reopen_window (days BIGINT, since_on DATE)",
        [(days, night.as_of - timedelta(days=days)) for days in _days_in_force(con, "reopen_within_days")],
    )
    with transaction(con):
        _enter_what_people_said(con, night)
        _corrected(con, needs)
        for name in ("ledger_found", "ledger_number", "ledger_gone", "ledger_event"):
            _step(con, name)
        _refuse_illegal_moves(con)
        con.execute(
            """INSERT INTO episode SELECT n.warning_id, n.rule_code, n.household_id, n.person_no, night.as_of
            FROM ledger_number n CROSS JOIN night WHERE n.is_new_number"""
        )
        con.execute("INSERT INTO warning_event BY NAME SELECT * FROM ledger_event ORDER BY warning_id, step")
        inputs.freeze(con, run_id, needs)
    con.execute(f"CREATE OR REPLACE TEMP TABLE standing AS {statement('ledger_standing')}")


def _enter_what_people_said(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave `ledger_step`, the steps of tonight's decisions and answers, and `ledger_life`, where they lead.

    Day by day as it happened: first what was found at home, then what was decided. A decision about what the ledger does
    not know yet (a night that is run again) waits for the next night.
    """
    con.execute(
        """CREATE OR REPLACE TEMP TABLE new_decision AS
        SELECT decision.* FROM warning_decision decision CROSS JOIN night
        WHERE decided_on <= night.known_at
            AND CASE WHEN kind = 'dispatch' THEN listed_on < night.as_of
                ELSE warning_id IN (SELECT warning_id FROM ledger_before) END
            AND decision_id NOT IN (SELECT decision_id FROM decision_taken
                JOIN published_run run USING (run_id) WHERE run.as_of < night.as_of)"""
    )
    con.execute(
        "INSERT INTO decision_taken SELECT tonight_run.run_id, decision_id FROM new_decision CROSS JOIN tonight_run"
    )
    _step(con, "ledger_listed")
    _step(con, "ledger_answer")
    starts = con.execute(
        "SELECT decided_on FROM new_decision UNION SELECT verified_on FROM ledger_answer"
    ).fetchall()
    lengths = {*_days_in_force(con, "visit_within_days"), *_days_in_force(con, "objection_within_days")}
    _fill(
        con,
        "working_day (start_on DATE, days BIGINT, due_on DATE)",
        [
            (start, days, working_days.after(start, days))
            for start in {night.as_of, *(start for (start,) in starts)}
            for days in lengths
        ],
    )
    _fill(
        con,
        "decision_move (kind VARCHAR, state_at_first VARCHAR, place INTEGER, was VARCHAR, state VARCHAR)",
        [
            (kind, *move)
            for kind in DECISIONS
            for state in MOVES
            if (entered := decided(state, kind)) is not None
            for move in _moves(state, entered)
        ],
    )
    _fill(
        con,
        "answer_move (result VARCHAR, is_helped BOOLEAN, state_at_first VARCHAR, place INTEGER, was VARCHAR, state VARCHAR)",
        [
            (result, is_helped, *move)
            for result in (*OUTCOME, NOTED)
            for is_helped in (False, True)
            for state in MOVES
            for move in _moves(state, answered(state, result, is_helped=is_helped))
        ],
    )
    columns = ", ".join(f"{name} {kind}" for name, kind in STEP)
    con.execute(f"CREATE OR REPLACE TEMP TABLE ledger_step ({columns})")
    con.execute(f"CREATE OR REPLACE TEMP VIEW ledger_life AS {statement('ledger_life')}")
    for (day,) in sorted({*starts}):
        for kind in ("answer", *DECISIONS):
            con.execute(
                "CREATE OR REPLACE TEMP TABLE entering AS SELECT ? AS kind, CAST(? AS DATE) AS day",
                [kind, day],
            )
            said = "ledger_answered" if kind == "answer" else "ledger_decided"
            con.execute(f"INSERT INTO ledger_step BY NAME {statement(said)}")


def _moves(state: str, entered: Sequence[str]) -> list[tuple[str, int, str, str]]:
    """(state at first, place, state before, state) of each step; what moves nothing is one step in its place."""
    return [
        (state, place, was, becomes)
        for place, (was, becomes) in enumerate(pairwise((state, *(entered or (state,)))), start=1)
    ]


def _days_in_force(con: duckdb.DuckDBPyConnection, key: str) -> list[int]:
    """Every number of days that some village uses tonight."""
    found = con.execute(
        "SELECT DISTINCT value_e6 // 1000000 FROM place_value WHERE key = ?", [key]
    ).fetchall()
    return [days for (days,) in found]


def _step(con: duckdb.DuckDBPyConnection, name: str) -> None:
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement(name)}")


def _fill(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table}")
    fill(con, table.split(" ")[0], rows)


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
    read_by: dict[str, set[str]] = {}
    for rule_code, extracts in needs.items():
        for name in extracts:
            extract = EXTRACTS[name]
            if extract.mode != "full" and extract.identity_columns:
                read_by.setdefault(name, set()).add(rule_code)
    for name, rule_codes in read_by.items():
        _note_corrected(con, rule_codes, name, EXTRACTS[name].identity_columns[0].stored)
    for column in ID_CHANGE.identity_columns:
        _note_corrected(con, needs.keys(), ID_CHANGE.name, column.stored)


def _note_corrected(
    con: duckdb.DuckDBPyConnection, rule_codes: Collection[str], name: str, column: str
) -> None:
    con.execute(
        f"""INSERT INTO corrected
        SELECT DISTINCT person.warning_id
        FROM ledger_person person
        CROSS JOIN night
        JOIN {name} fact ON fact.{column} = person.person_no
        WHERE list_contains(?, person.rule_code)
            AND fact.known_to > person.known_at AND fact.known_to <= night.known_at
            AND NOT EXISTS (SELECT 1 FROM corrected done WHERE done.warning_id = person.warning_id)""",
        [sorted(rule_codes)],
    )


def _refuse_illegal_moves(con: duckdb.DuckDBPyConnection) -> None:
    """A night may only move an episode as its life allows. Raises: ValueError."""
    moves = con.execute(
        "SELECT DISTINCT state_before, state FROM ledger_event WHERE state_before <> state"
    ).fetchall()
    for was, becomes in moves:
        if becomes not in MOVES[was]:
            raise ValueError(f"ledger: {was} -> {becomes}")
