"""The night's results, whole: tables for analysts, lists for offices, a page for the operator."""

import shutil
from pathlib import Path

import duckdb

from flows import held_summary
from flows.breaker import HELD, storms
from flows.clock import now
from flows.exports import note_listed, write_office_lists
from flows.exports.sealed_file import written_for
from flows.ingest.night_approval import is_approved
from flows.publish import database, outward
from flows.publish.parquet import write_twin
from flows.publish.switch import places, switch
from flows.publish.visit import note_visits
from flows.recover import PUBLISHED, take_back, undo
from flows.report import write_report
from flows.tonight import Outcome, Progress, Tonight
from schemas.connection import connect
from schemas.cores import fitting
from schemas.extracts import EXTRACTS
from schemas.warehouse import deliveries_known_at


def publish(tonight: Tonight, progress: Progress | None = None) -> None:
    """Build aside, audit, switch. A repeated night that says the same again changes nothing."""
    con, home, night, outcome = tonight.con, tonight.home, tonight.night, tonight.outcome
    tell = progress or (lambda *_: None)
    tell("发布 publishing", 0, 3)
    fitting(con, lambda: _turn_outward(tonight))
    outcome.content_digest = outward.digest(con)
    outcome.exit_code = 3 if _has_remark(tonight) else 0
    state = PUBLISHED[outcome.exit_code]
    if _is_repeated(tonight):
        tell("", 3, 3)
        return
    if _is_held(tonight):
        _hold(tonight)
        tell("", 3, 3)
        return
    _finish(con, outcome, state)
    note_visits(con)
    outward.counted_runs(con)
    made = places(home, night.as_of, outcome.run_id, is_replay=outcome.is_replay)
    outcome.published, outcome.exports, outcome.report = made.database, made.exports, made.report
    fitting(con, lambda: database.build(con, made.database_aside))
    database.audit(con, made.database_aside)
    # A scheduler may try these steps again.
    for aside in (made.parquet_aside, made.folder_aside):
        shutil.rmtree(aside, ignore_errors=True)
    write_twin(con, made.database_aside, made.parquet_aside)
    tell("清单 listing", 1, 3)
    with written_for(made.folder_aside, home.lists_key) as folder:
        outcome.files = write_office_lists(
            con,
            folder,
            area_code=home.area,
            area_name=_area_name(tonight),
            as_of=night.as_of,
            run_id=outcome.run_id,
            notices_zh=_notices(outcome),
        )
    note_listed(con)
    tell("报告 reporting", 2, 3)
    _report(tonight, made.database_aside, made.page_aside)
    _built(con, outcome)
    switch(made)
    con.execute("UPDATE run SET state = ? WHERE run_id = ?", [state, outcome.run_id])
    outcome.state = state
    tell("", 3, 3)


def _turn_outward(tonight: Tonight) -> None:
    outward.turn_outward(
        tonight.con,
        tonight.night,
        home_area=tonight.home.area,
        secret=tonight.home.person_key(),
        rules=tonight.rules,
        values=tonight.values,
        on_trial=tonight.outcome.shadows,
    )


def _has_remark(tonight: Tonight) -> bool:
    """Whether someone should look: a file held since the last night, an extract late, a rule not judged, a
    folder nobody reads. What never came and no rule needs is no remark."""
    held = tonight.con.execute(
        f"""SELECT count(*) FROM ({deliveries_known_at(tonight.night.known_at)}) WHERE state = 'held' AND known_on > coalesce(
            (SELECT max(known_at) FROM published_run WHERE as_of < ?), DATE '0001-01-01')""",
        [tonight.night.as_of],
    ).fetchall()[0][0]
    outcome = tonight.outcome
    unjudged = any(not judgement.is_judged for judgement in outcome.judgements)
    late = any(found.kind != "missing" for found in outcome.blind.values())
    return bool(held or unjudged or late or outcome.loaded.unread)


def _notices(outcome: Outcome) -> list[str]:
    """What every list must say on its face: the data that tonight's rules had to do without."""
    needed = {name for judgement in outcome.judgements for name in judgement.rule.header.reads}
    blind = {name: found for name, found in outcome.blind.items() if name in needed}
    never = [EXTRACTS[name].zh for name, found in blind.items() if found.kind == "missing"]
    told = [found.zh for found in blind.values() if found.kind != "missing"]
    # A reader of a returned list looks for the heading within ten lines: what is said above it stays short.
    told = told if len(told) <= 3 else ["；".join(told)]
    return told + ([f"从未送达、未能用于判断的数据：{'、'.join(never)}"] if never else [])


def _is_repeated(tonight: Tonight) -> bool:
    """The same night said the same before, and its results are still in place: leave them."""
    con, home, night, outcome = tonight.con, tonight.home, tonight.night, tonight.outcome
    before = con.execute(
        """SELECT run_id, state FROM run
        WHERE as_of = ? AND known_at = ? AND content_digest = ? AND state LIKE 'published%'
        ORDER BY run_no DESC LIMIT 1""",
        [night.as_of, night.known_at, outcome.content_digest],
    ).fetchall()
    if not before:
        return False
    run_id, state = before[0]
    published = home.published / f"doudi-{night.as_of}-{run_id}.duckdb"
    exports, report = home.exports / str(night.as_of), home.reports / f"{night.as_of}.html"
    latest = con.execute("SELECT run_id FROM published_run WHERE as_of = ?", [night.as_of]).fetchall()
    stands = published.exists() and exports.exists() and report.exists() and latest == [(run_id,)]
    if not outcome.is_replay:
        stands = stands and (home.published / "latest.duckdb").resolve() == published.resolve()
    if not stands:
        return False
    take_back(con, outcome.run_id)
    con.execute("DELETE FROM run WHERE run_id = ?", [outcome.run_id])
    outcome.run_id, outcome.state, outcome.is_repeated = run_id, state, True
    outcome.published, outcome.exports, outcome.report = published, exports, report
    return True


def _is_held(tonight: Tonight) -> bool:
    """A storm that nobody has vouched for. A replay reaches no office, and a rebuilt night was published once."""
    con, outcome = tonight.con, tonight.outcome
    if outcome.is_replay or outcome.is_rebuilt:
        return False
    outcome.storms = storms(con)
    return bool(outcome.storms) and not is_approved(
        tonight.home.landing, tonight.night.as_of, outcome.content_digest
    )


def _hold(tonight: Tonight) -> None:
    """A page of its own says why; nothing else that is visible changes, and the ledger goes on from the last published
    night."""
    con, home, outcome = tonight.con, tonight.home, tonight.outcome
    outcome.exit_code = HELD
    _finish(con, outcome, "held")
    outward.counted_runs(con)
    made = places(home, outcome.as_of, outcome.run_id, is_replay=False)
    assert made.held
    database.build(con, made.database_aside)
    _report(tonight, made.database_aside, made.held)
    made.database_aside.unlink()
    undo(con, outcome.run_id)
    con.execute("UPDATE run SET state = 'held' WHERE run_id = ?", [outcome.run_id])
    outcome.state, outcome.report = "held", made.held


def _finish(con: duckdb.DuckDBPyConnection, outcome: Outcome, state: str) -> None:
    """The run as its page says it; in the warehouse it counts only after the switch."""
    con.execute(
        "UPDATE run SET finished_at = ?, exit_code = ?, content_digest = ? WHERE run_id = ?",
        [now(), outcome.exit_code, outcome.content_digest, outcome.run_id],
    )
    con.execute("CREATE OR REPLACE TEMP TABLE tonight_state AS SELECT ? AS state", [state])


def _built(con: duckdb.DuckDBPyConnection, outcome: Outcome) -> None:
    """From here on the night can be finished by whoever comes next: all of it lies aside and on the disk."""
    con.execute("UPDATE run SET state = 'built' WHERE run_id = ?", [outcome.run_id])


def _area_name(tonight: Tonight) -> str:
    area = tonight.home.area
    if tonight.home.name:
        return tonight.home.name
    found = tonight.con.execute("SELECT name FROM outward_area WHERE area_code = ?", [area]).fetchall()
    return str(found[0][0]) if found else area


def _report(tonight: Tonight, database_file: Path, page: Path) -> None:
    outcome = tonight.outcome
    with connect(database_file, read_only=True) as con:
        write_report(
            con,
            page,
            area_name=_area_name(tonight),
            as_of=outcome.as_of,
            run_id=outcome.run_id,
            storms=outcome.storms if outcome.exit_code == HELD else (),
            let_out=held_summary.let_out(tonight.home, outcome),
            boundaries=tonight.home.boundaries,
        )
