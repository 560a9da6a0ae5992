"""One night, from what landed to what offices and analysts see. Plain functions: no server, no scheduler.

The steps keep their own record in the warehouse, so a night that is repeated changes nothing and one that
was cut short leaves yesterday's results standing.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import date

import duckdb

from flows import lateness, standards
from flows.audit.night import began, ended, gave_up
from flows.clock import now
from flows.disk import ask_for_room, is_full, no_room
from flows.engines.choice import DUCKDB, Choice
from flows.engines.judging import judging
from flows.home import Home, refuse_lost_warehouse, warehouse
from flows.ingest.horizon import CODE as BEFORE_HORIZON
from flows.ingest.horizon import horizon_of
from flows.ingest.load import load
from flows.lock import only_one
from flows.notice import noticed, of_night
from flows.private_process import private_process
from flows.publish.night import publish
from flows.publish.switch import sweep
from flows.recover import recover
from flows.retention.periods import refuse_short
from flows.tonight import Outcome, Progress, Tonight
from flows.upgrade import upgrade
from monitors import silent_sample
from monitors.changed_because import say_why
from monitors.ledger import remember
from monitors.reconciliation import reconcile
from monitors.survey import survey
from monitors.watch import Night, watch
from rules import legal_basis
from rules import load as rule_files
from rules.evaluate import evaluate
from rules.legal_basis import Laws
from rules.load import SHIPPED, Rule, load_rules, load_shadows
from rules.shadow import evaluate_shadows
from schemas.cores import one_core
from schemas.faults import DoudiError
from schemas.fill import fill
from schemas.silent_sample import CODE as SILENT_SAMPLE
from schemas.standard import Standard


def run_night(
    home: Home,
    as_of: date,
    known_at: date | None = None,
    progress: Progress | None = None,
    *,
    run_id: str | None = None,
    engine: Choice = DUCKDB,
) -> Outcome:
    """One night for `as_of`, with what had been delivered by `known_at` (by default that day); under `run_id` when the
    night had a number before.

    Raises: DoudiError; the last published results then stand as they were.
    """
    with noticed(home, as_of), under_way(home, as_of, known_at, run_id=run_id, engine=engine) as tonight:
        land(tonight, progress)
        judge(tonight, progress)
        publish(tonight, progress)
    of_night(home, tonight.outcome)
    return tonight.outcome


@contextmanager
def under_way(
    home: Home,
    as_of: date,
    known_at: date | None = None,
    *,
    is_urgent: bool = False,
    run_id: str | None = None,
    engine: Choice = DUCKDB,
) -> Iterator[Tonight]:
    """The one night at work in this home, or an urgent run before it, entered in the ledger; whatever breaks it off, it
    is published whole or taken back."""
    # A night that a scheduler starts does not come through the command line, which sets this for every command.
    private_process()
    night = Night(as_of, known_at or as_of)
    if home.encrypt and engine.name == "spark":
        # The lake would hold every row in the clear, where other machines read it.
        raise DoudiError("E-SETTINGS", "encrypt: --engine spark", exit_code=2)
    refuse_lost_warehouse(home)
    with only_one(home.path), _upgraded(home) as con:
        outcome = Outcome(as_of=as_of)
        shadows = tuple(load_shadows((SHIPPED, home.rules)))
        tonight = Tonight(con, home, night, *read_policy(home), outcome, engine, shadows)
        refuse_short(home, tonight.values, as_of)
        if night.known_at < horizon_of(con):
            raise DoudiError(BEFORE_HORIZON, f"{night.known_at} < {horizon_of(con)}", exit_code=2)
        recover(con, home)
        sweep(home)
        ask_for_room(home)
        begin(tonight, is_urgent=is_urgent, run_id=run_id)
        began(tonight)
        try:
            yield tonight
        except BaseException as error:
            gave_up(tonight, error)
            # On a full disk this may fail as well: the next run then does it first of all.
            with suppress(duckdb.Error, OSError):
                recover(con, home, exit_code=getattr(error, "exit_code", 70))
            if is_full(error):
                raise no_room(home) from None
            raise
        ended(tonight)


@contextmanager
def _upgraded(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, in this package's form."""
    try:
        upgrade(home)
    except (duckdb.Error, OSError) as error:
        if is_full(error):
            raise no_room(home) from None
        raise
    with warehouse(home) as con:
        yield con


def read_policy(home: Home) -> tuple[list[Rule], Laws, list[Standard]]:
    """The rules of this bureau, the documents they rest on, and its standards: the shipped ones, extended by its own."""
    folders = (SHIPPED, home.rules)
    return load_rules(folders), legal_basis.read(folders), standards.read(home.standards)


def begin(tonight: Tonight, *, is_urgent: bool = False, run_id: str | None = None) -> None:
    """Enter the run in the ledger. A night before the last published one is a replay: it is published beside,
    and neither the ledger nor the link that analysts follow is moved back. An urgent run is never official, and has no
    meaning once its night is published."""
    con, night, outcome = tonight.con, tonight.night, tonight.outcome
    started = now()
    last = con.execute("SELECT max(as_of) FROM published_run").fetchall()[0][0]
    outcome.is_replay = last is not None and night.as_of < last
    number = int(con.execute("SELECT coalesce(max(run_no), 0) + 1 FROM run").fetchall()[0][0])
    if is_urgent and last is not None and night.as_of <= last:
        raise DoudiError("E-URGENT-PAST", f"--as-of {night.as_of} ≤ {last}", exit_code=2)
    outcome.is_rebuilt = run_id is not None
    outcome.run_id = run_id or _run_id(tonight, "U" if is_urgent else "R")
    con.execute(
        "INSERT INTO run VALUES (?, ?, ?, ?, ?, NULL, 'running', NULL, ?, ?, NULL, ?)",
        [
            number,
            outcome.run_id,
            night.as_of,
            night.known_at,
            started,
            rule_files.digest(tonight.rules),
            standards.digest(tonight.values),
            not outcome.is_replay and not is_urgent,
        ],
    )


def _run_id(tonight: Tonight, letter: str) -> str:
    """The night's next number; never one that a published file bears, even if the warehouse was made anew. Urgent runs
    have numbers of their own."""
    night, published = tonight.night, tonight.home.published
    taken = {str(row[0]) for row in tonight.con.execute("SELECT run_id FROM run").fetchall()}
    taken |= {path.stem.rsplit("-R", 1)[-1] for path in published.glob(f"doudi-{night.as_of}-R*.duckdb")}
    number = 1
    while {f"{letter}{night.as_of:%Y%m%d}-{number:02d}", f"{night.as_of:%Y%m%d}-{number:02d}"} & taken:
        number += 1
    return f"{letter}{night.as_of:%Y%m%d}-{number:02d}"


def land(tonight: Tonight, progress: Progress | None = None) -> None:
    """Land, read, check, keep: everything that is new in the landing folder."""
    home = tonight.home
    tonight.outcome.loaded = load(
        tonight.con,
        home.landing,
        known_at=tonight.night.known_at,
        home_area=home.area,
        scratch=home.scratch,
        progress=progress,
    )


SMALL = 10_000
"""Lines of the register, its past included, up to which one core judges alone."""


def judge(tonight: Tonight, progress: Progress | None = None) -> None:
    """Watch, judge, remember."""
    (people,) = tonight.con.execute("SELECT count(*) FROM household_member").fetchall()[0]
    with one_core(tonight.con, people <= SMALL):
        _judge(tonight, progress)


def _judge(tonight: Tonight, progress: Progress | None) -> None:
    con, night, outcome = tonight.con, tonight.night, tonight.outcome
    tell = progress or (lambda *_: None)
    standards.load(con, tonight.values)
    legal_basis.load(con, tonight.laws)
    tell("信号 watching", 0, 3)
    outcome.blind = lateness.blind(con, as_of=night.as_of, known_at=night.known_at)
    with judging(tonight) as engine:
        watch(engine, night)
        tell("规则 judging", 1, 3)
        blind = {name: found.reason for name, found in outcome.blind.items()}
        outcome.shadows = evaluate_shadows(engine, tonight.shadows, as_of=night.as_of, blind=blind)
        outcome.judgements = evaluate(engine, tonight.rules, as_of=night.as_of, blind=blind)
    reconcile(con, "watched")
    fill(
        con,
        "judgement",
        [
            (
                outcome.run_id,
                judgement.rule.code,
                judgement.rule.id,
                judgement.rule.version,
                judgement.is_judged,
                judgement.reason or None,
                judgement.judged_count,
                judgement.hit_count,
            )
            for judgement in outcome.judgements
        ],
    )
    silent_sample.draw(con, night, per_group=tonight.home.silent_sample, seed=tonight.home.silent_seed)
    tell("台账 remembering", 2, 3)
    enter(tonight, also_judged=(SILENT_SAMPLE,))
    survey(
        con,
        night,
        home_area=tonight.home.area,
        blind={name: found.reason for name, found in outcome.blind.items()},
    )
    tell("", 3, 3)


def enter(tonight: Tonight, also_judged: Collection[str] = ()) -> None:
    """Bring what was judged into the ledger."""
    judgements = tonight.outcome.judgements
    remember(
        tonight.con,
        tonight.night,
        run_id=tonight.outcome.run_id,
        area_code=tonight.home.area,
        judged={
            **dict.fromkeys(also_judged, True),
            **{judgement.rule.code: judgement.is_judged for judgement in judgements},
        },
        needs={judgement.rule.code: judgement.rule.header.reads for judgement in judgements},
    )
    reconcile(tonight.con, "remembered")
    say_why(
        tonight.con,
        reads={judgement.rule.code: judgement.rule.header.reads for judgement in judgements},
        values={judgement.rule.code: judgement.rule.header.parameters for judgement in judgements},
    )
