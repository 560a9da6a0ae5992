"""The scheduled night: the very night that `doudi run` makes, started by Prefect's clock, seen in its window.

What is true of a night (lock, ledger, what stands published) is kept by flows.nightly alone. Prefect is told
days, the home's path and counts, never what a file says. Steps are called, not submitted, so that one process
and one thread holds the warehouse. Call flows.quiet.quiet before importing this module.
"""

import re
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import duckdb
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from flows import home as homes
from flows import notice
from flows.breaker import HELD
from flows.catch_up import missed
from flows.clock import BUREAU_TIME
from flows.disk import AGAIN
from flows.nightly import judge, land, under_way
from flows.publish.night import publish
from flows.summary import VERDICT
from flows.tonight import Outcome, Tonight
from schemas.connection import connect
from schemas.extracts import EXTRACTS
from schemas.faults import FAULTS, DoudiError

PAUSES = [30, 120, 480]
"""Seconds before each further attempt."""


Step = TypeVar("Step", bound=Callable[..., Any])


def _may_be_better_later(_task: object, _run: object, state: Any) -> bool:
    return getattr(state.data, "exit_code", None) == AGAIN


ONCE: dict[str, Any] = {"persist_result": False, "cache_policy": NO_CACHE}
PATIENT: dict[str, Any] = ONCE | {
    "retries": len(PAUSES),
    "retry_delay_seconds": PAUSES,
    "retry_condition_fn": _may_be_better_later,
}


def discreet(step: Step) -> Step:
    """Prefect keeps what an error says, and that may quote a cell or name a file: only the code passes, and of
    an unforeseen error its kind and its place in our code."""

    @wraps(step)
    def told(*args: Any, **options: Any) -> Any:
        try:
            return step(*args, **options)
        except DoudiError as error:
            raise DoudiError(error.fault.code, exit_code=error.exit_code) from None
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} {Path(place.filename).name}:{place.lineno}"
            if isinstance(error, OSError | duckdb.IOException):
                raise DoudiError("E-DISK", where, exit_code=AGAIN) from None
            raise DoudiError("E-UNEXPECTED", where, exit_code=70) from None

    return cast(Step, told)


@task(task_run_name="日程：哪几晚该运行 / calendar: which nights are due", **PATIENT)
@discreet
def nights_due(bureau: homes.Home) -> list[date]:
    """Those that were missed, up to the one this run was scheduled for; that one again when none is missing, because a
    file may have come since."""
    return missed(bureau, _day_due()) or [_day_due()]


@task(task_run_name="开始：锁定工作目录 / begin: lock the home", **PATIENT)
@discreet
def begin_night(stack: ExitStack, bureau: homes.Home, as_of: date, known_at: date | None) -> Tonight:
    return stack.enter_context(under_way(bureau, as_of, known_at))


@task(task_run_name="入库：读取新送达的文件 / land: read what was delivered", **PATIENT)
@discreet
def land_deliveries(tonight: Tonight) -> None:
    land(tonight)


@task(task_run_name="判断：信号、规则、台账 / judge: watch, judge, remember", **ONCE)
@discreet
def judge_households(tonight: Tonight) -> None:
    """Not tried again within a run: what it enters in the ledger belongs to one attempt."""
    judge(tonight)


@task(task_run_name="发布：数据库、清单、报告 / publish: tables, lists, report", **PATIENT)
@discreet
def publish_results(tonight: Tonight) -> None:
    publish(tonight)


@task(task_run_name="账目：今晚的数字 / tell: the night in counts", **ONCE)
@discreet
def tell_counts(tonight: Tonight) -> None:
    create_markdown_artifact(counts(tonight.outcome), key=f"night-{tonight.home.area}")


def _day_due() -> date:
    """The bureau's day for which this run was scheduled, however late it starts."""
    return flow_run.scheduled_start_time.astimezone(BUREAU_TIME).date()


def _name() -> str:
    return f"{flow_run.parameters['as_of'] or _day_due()} 夜间预警 / night"


def tell_of_the_end(flow: Any, flow_run: Any, state: Any) -> None:
    """Prefect's own word that a run failed or its process died, for whoever does not watch its window."""
    named = [code for code in re.findall("E-[A-Z-]+", state.message or "") if code in FAULTS]
    day = flow_run.parameters.get("as_of") or flow_run.expected_start_time.astimezone(BUREAU_TIME).date()
    bureau = homes.find(homes.resolve(flow_run.parameters["home"]))
    notice.of_failure(bureau, day, DoudiError(named[0] if named else "E-UNEXPECTED"))


@flow(
    name="doudi nightly",
    flow_run_name=_name,
    persist_result=False,
    on_failure=[tell_of_the_end],
    on_crashed=[tell_of_the_end],
)
def nightly(home: str, as_of: date | None = None, known_at: date | None = None) -> Outcome:
    """One night of the bureau at `home`; without `as_of`, the night it was scheduled for and before it every night that
    was missed. A night that is held for a person ends it. Returns the last one.

    Raises: DoudiError; the run is then marked failed and the last published results stand.
    """
    bureau = homes.find(homes.resolve(home))
    for day in [as_of] if as_of else nights_due(bureau):
        with notice.noticed(bureau, day), ExitStack() as stack:
            tonight = begin_night(stack, bureau, day, known_at)
            land_deliveries(tonight)
            judge_households(tonight)
            publish_results(tonight)
        notice.of_night(bureau, tonight.outcome)
        tell_counts(tonight)
        if tonight.outcome.exit_code == HELD:
            break
    return tonight.outcome


def counts(outcome: Outcome) -> str:
    """The night as two tables of counts; nothing in them belongs to a person or a household."""
    if outcome.exit_code == HELD:
        return "\n\n".join(
            [
                f"{VERDICT[outcome.exit_code]}　{outcome.as_of}　{outcome.run_id}",
                *(f"{storm.zh} / {storm.en}" for storm in outcome.storms),
            ]
        )
    with connect(outcome.published, read_only=True) as con:
        delivered = con.execute(
            """SELECT extract, sum(rows_in)::BIGINT, sum(rows_loaded)::BIGINT, sum(rows_collapsed)::BIGINT,
            sum(rows_quarantined)::BIGINT, sum(rows_skipped)::BIGINT, count(*) FILTER (state = 'held')
            FROM delivery GROUP BY extract ORDER BY extract"""
        ).fetchall()
    return "\n".join(
        [
            f"{VERDICT[outcome.exit_code]}　{outcome.as_of}　{outcome.run_id}\n",
            "|数据 extract|行 rows|入库 loaded|合并 folded|隔离 quarantined|跳过 skipped|扣留 held|",
            "|---|--:|--:|--:|--:|--:|--:|",
            *(f"|{EXTRACTS[extract].zh}|{'|'.join(map(str, numbers))}|" for extract, *numbers in delivered),
            "\n|规则 rule||判断 judged|命中 hits|",
            "|---|---|--:|--:|",
            *(
                f"|{found.rule.code}|{found.rule.header.title_zh}|"
                + (f"{found.judged_count}|{found.hit_count}|" if found.is_judged else "未判断 not judged||")
                for found in outcome.judgements
            ),
        ]
    )
