"""One night, from what landed to what offices and analysts see. Plain functions: no server, no scheduler.

The steps keep their own record in the warehouse, so a night that is repeated changes nothing and one that
was cut short leaves yesterday's results standing.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from flows import lateness, standards
from flows.clock import now
from flows.exports import ExportedFile, write_office_lists
from flows.home import Home, warehouse
from flows.ingest.load import Loaded, load
from flows.lock import only_one
from flows.publish import database, outward
from flows.report import write_report
from monitors.ledger import remember
from monitors.watch import Night, watch
from rules import load as rule_files
from rules.evaluate import Judgement, evaluate
from rules.load import SHIPPED, Rule, load_rules
from schemas.standard import Standard

Progress = Callable[[str, int, int], None]


@dataclass
class Outcome:
    """What a night came to; everything a person or a program is told about it."""

    run_id: str = ""
    as_of: date = date.min
    state: str = ""
    exit_code: int = 1
    loaded: Loaded = field(default_factory=Loaded)
    judgements: list[Judgement] = field(default_factory=list)
    blind: dict[str, str] = field(default_factory=dict)
    files: list[ExportedFile] = field(default_factory=list)
    published: Path = Path()
    exports: Path = Path()
    report: Path = Path()
    content_digest: str = ""
    is_replay: bool = False
    is_repeated: bool = False


@dataclass(frozen=True)
class Tonight:
    """A night under way, and what its steps work with."""

    con: duckdb.DuckDBPyConnection
    home: Home
    night: Night
    rules: list[Rule]
    values: list[Standard]
    outcome: Outcome


def run_night(
    home: Home, as_of: date, known_at: date | None = None, progress: Progress | None = None
) -> Outcome:
    """One night for `as_of`, with what had been delivered by `known_at` (by default that day).

    Raises: DoudiError; the last published results then stand as they were.
    """
    with under_way(home, as_of, known_at) as tonight:
        con, night, rules, outcome = tonight.con, tonight.night, tonight.rules, tonight.outcome
        outcome.loaded = land(con, home, night, progress)
        judge(con, home, night, outcome, rules, tonight.values, progress)
        publish(con, home, night, outcome, rules, progress)
    return outcome


@contextmanager
def under_way(home: Home, as_of: date, known_at: date | None = None) -> Iterator[Tonight]:
    """The one night at work in this home, entered in the ledger; whatever breaks it off marks it failed."""
    os.umask(0o077)
    night = Night(as_of, known_at or as_of)
    with only_one(home.path), warehouse(home) as con:
        outcome = Outcome(as_of=as_of)
        rules, values = read_policy(home)
        begin(con, home, night, outcome, rules, values)
        try:
            yield Tonight(con, home, night, rules, values, outcome)
        except BaseException:
            con.execute(
                "UPDATE run SET state = 'failed', exit_code = 1, finished_at = ? WHERE run_id = ?",
                [now(), outcome.run_id],
            )
            raise


def read_policy(home: Home) -> tuple[list[Rule], list[Standard]]:
    """The rules and standards of this bureau: the shipped ones, extended by its own."""
    return load_rules((SHIPPED, home.rules)), standards.read(home.standards)


def begin(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    night: Night,
    outcome: Outcome,
    rules: list[Rule],
    values: list[Standard],
) -> None:
    """Enter the run in the ledger. A night before the last published one is a replay: it is published beside,
    and neither the ledger nor the link that analysts follow is moved back."""
    started = now()
    con.execute(
        "UPDATE run SET state = 'failed', exit_code = 70, finished_at = ? WHERE state IN ('running', 'built')",
        [started],
    )
    last = con.execute("SELECT max(as_of) FROM published_run").fetchall()[0][0]
    outcome.is_replay = last is not None and night.as_of < last
    number = int(con.execute("SELECT coalesce(max(run_no), 0) + 1 FROM run").fetchall()[0][0])
    outcome.run_id = _run_id(con, home, night)
    con.execute(
        "INSERT INTO run VALUES (?, ?, ?, ?, ?, NULL, 'running', NULL, ?, ?, NULL, ?)",
        [
            number,
            outcome.run_id,
            night.as_of,
            night.known_at,
            started,
            rule_files.digest(rules),
            standards.digest(values),
            not outcome.is_replay,
        ],
    )


def _run_id(con: duckdb.DuckDBPyConnection, home: Home, night: Night) -> str:
    """The night's next number; never one that a published file bears, even if the warehouse was made anew."""
    taken = {str(row[0]) for row in con.execute("SELECT run_id FROM run").fetchall()}
    taken |= {path.stem.rsplit("-R", 1)[-1] for path in home.published.glob(f"doudi-{night.as_of}-R*.duckdb")}
    number = 1
    while {f"R{night.as_of:%Y%m%d}-{number:02d}", f"{night.as_of:%Y%m%d}-{number:02d}"} & taken:
        number += 1
    return f"R{night.as_of:%Y%m%d}-{number:02d}"


def land(
    con: duckdb.DuckDBPyConnection, home: Home, night: Night, progress: Progress | None = None
) -> Loaded:
    return load(
        con,
        home.landing,
        known_at=night.known_at,
        home_area=home.area,
        scratch=home.scratch,
        progress=progress,
    )


def judge(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    night: Night,
    outcome: Outcome,
    rules: list[Rule],
    values: list[Standard],
    progress: Progress | None = None,
) -> None:
    """Watch, judge, remember."""
    tell = progress or (lambda *_: None)
    standards.load(con, values)
    tell("信号 watching", 0, 3)
    watch(con, night)
    tell("规则 judging", 1, 3)
    outcome.blind = lateness.blind(con, as_of=night.as_of, known_at=night.known_at)
    outcome.judgements = evaluate(con, rules, as_of=night.as_of, blind=outcome.blind)
    con.executemany(
        "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                outcome.run_id,
                judgement.rule.code,
                judgement.rule.id,
                judgement.is_judged,
                judgement.reason or None,
                judgement.judged_count,
                judgement.hit_count,
            )
            for judgement in outcome.judgements
        ],
    )
    tell("台账 remembering", 2, 3)
    remember(
        con,
        night,
        run_id=outcome.run_id,
        area_code=home.area,
        judged={judgement.rule.code: judgement.is_judged for judgement in outcome.judgements},
        needs={judgement.rule.code: judgement.rule.header.needs for judgement in outcome.judgements},
    )
    tell("", 3, 3)


def publish(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    night: Night,
    outcome: Outcome,
    rules: list[Rule],
    progress: Progress | None = None,
) -> None:
    """Build aside, audit, switch. A repeated night that says the same again changes nothing."""
    tell = progress or (lambda *_: None)
    tell("发布 publishing", 0, 3)
    outward.turn_outward(con, night, home_area=home.area, secret=home.person_key(), rules=rules)
    outcome.content_digest = outward.digest(con)
    remark = _has_remark(con, outcome)
    outcome.exit_code = 3 if remark else 0
    state = "published_with_remark" if remark else "published"
    if _is_repeated(con, home, night, outcome):
        tell("", 3, 3)
        return
    _finish(con, outcome, state)
    outward.counted_runs(con)
    aside = home.published / f".{outcome.run_id}.building"
    outcome.published = home.published / f"doudi-{night.as_of}-{outcome.run_id}.duckdb"
    database.build(con, aside)
    database.audit(con, aside)
    tell("清单 listing", 1, 3)
    area_name = home.name or _area_name(con, home.area)
    folder = home.exports / f".{outcome.run_id}"
    shutil.rmtree(folder, ignore_errors=True)
    outcome.files = write_office_lists(
        con,
        folder,
        area_code=home.area,
        area_name=area_name,
        as_of=night.as_of,
        run_id=outcome.run_id,
        notices_zh=[reason.split(" / ")[0] for reason in _needed_blind(outcome).values()],
    )
    outcome.exports = home.exports / (
        f"{night.as_of}-{outcome.run_id}" if outcome.is_replay else str(night.as_of)
    )
    outcome.report = home.reports / (
        f"{night.as_of}-{outcome.run_id}.html" if outcome.is_replay else f"{night.as_of}.html"
    )
    tell("报告 reporting", 2, 3)
    page = home.reports / f".{outcome.run_id}.html"
    _report(aside, page, area_name, night, outcome)
    os.replace(aside, outcome.published)
    _replace_folder(folder, outcome.exports)
    os.replace(page, outcome.report)
    if not outcome.is_replay:
        database.switch(outcome.published, home.published / "latest.duckdb")
    con.execute("UPDATE run SET state = ? WHERE run_id = ?", [state, outcome.run_id])
    outcome.state = state
    tell("", 3, 3)


def _has_remark(con: duckdb.DuckDBPyConnection, outcome: Outcome) -> bool:
    held = con.execute(
        "SELECT count(*) FROM delivery WHERE state = 'held' AND list_contains(?::INTEGER[], delivery_no)",
        [outcome.loaded.delivery_nos],
    ).fetchall()[0][0]
    unjudged = any(not judgement.is_judged for judgement in outcome.judgements)
    late = any("未送达" not in reason for reason in outcome.blind.values())
    return bool(held or unjudged or late or outcome.loaded.unread)


def _needed_blind(outcome: Outcome) -> dict[str, str]:
    needed = {name for judgement in outcome.judgements for name in judgement.rule.header.needs}
    return {name: reason for name, reason in outcome.blind.items() if name in needed}


def _is_repeated(con: duckdb.DuckDBPyConnection, home: Home, night: Night, outcome: Outcome) -> bool:
    """The same night said the same before, and its results are still in place: leave them."""
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
    con.execute("DELETE FROM warning_event WHERE run_id = ?", [outcome.run_id])
    con.execute("DELETE FROM judgement WHERE run_id = ?", [outcome.run_id])
    con.execute("DELETE FROM run WHERE run_id = ?", [outcome.run_id])
    outcome.run_id, outcome.state, outcome.is_repeated = run_id, state, True
    outcome.published, outcome.exports, outcome.report = published, exports, report
    return True


def _finish(con: duckdb.DuckDBPyConnection, outcome: Outcome, state: str) -> None:
    """The run as it will be published; in the warehouse it counts only after the switch."""
    con.execute(
        "UPDATE run SET finished_at = ?, exit_code = ?, content_digest = ?, state = 'built' WHERE run_id = ?",
        [now(), outcome.exit_code, outcome.content_digest, outcome.run_id],
    )
    con.execute("CREATE OR REPLACE TEMP TABLE tonight_state AS SELECT ? AS state", [state])


def _area_name(con: duckdb.DuckDBPyConnection, area: str) -> str:
    found = con.execute("SELECT name FROM outward_area WHERE area_code = ?", [area]).fetchall()
    return str(found[0][0]) if found else area


def _report(database_file: Path, page: Path, area_name: str, night: Night, outcome: Outcome) -> None:
    with duckdb.connect(str(database_file), read_only=True) as con:
        write_report(con, page, area_name=area_name, as_of=night.as_of, run_id=outcome.run_id)


def _replace_folder(new: Path, place: Path) -> None:
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        os.replace(place, old)
    os.replace(new, place)
    shutil.rmtree(old, ignore_errors=True)
