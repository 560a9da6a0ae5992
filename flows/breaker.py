"""The breaker before a publish: when far more begins or ends in one night than ever does, a person looks first.

A bad file may pass every check of its own and still change a county overnight: incomes halved, a register cut. Offices
keep yesterday's lists until somebody who knows has said that tonight's are true. It decides nothing about a household.
"""

from dataclasses import dataclass
from typing import Literal

import duckdb

from schemas.checks import text
from schemas.silent_sample import CODE as SILENT_SAMPLE

HELD = 4
"""The exit code of a night that waits for a person."""

AFTER_NIGHTS = 3
"""A home's first nights have nothing to be compared with: there everything is new. A night on which no rule could be
judged, because nothing had come yet, is no history either."""
LAST_NIGHTS = 7
LEAST_NEW = 50
TIMES_USUAL = 3
"""More new ones than this many, and than this many times the median of the last nights."""
LEAST_OPEN = 50
ENDING_PERCENT = 20
"""Of at least so many open ones, more than this share ending in one night."""


@dataclass(frozen=True)
class Storm:
    """One figure of tonight beyond its limit, and where most of it is: (rule, count), (township, count)."""

    kind: Literal["new", "ended"]
    count: int
    limit: int
    by_rule: tuple[tuple[str, int], ...]
    by_township: tuple[tuple[str, int], ...]

    @property
    def zh(self) -> str:
        return f"一晚{'新增' if self.kind == 'new' else '解除'} {self.count:,} 条预警，超过 {self.limit:,} 条"

    @property
    def en(self) -> str:
        what = "new warnings" if self.kind == "new" else "warnings ended"
        return f"{self.count:,} {what} in one night, more than {self.limit:,}"


def storms(con: duckdb.DuckDBPyConnection) -> tuple[Storm, ...]:
    """What is beyond its limit tonight; reads what the ledger has left for the night."""
    usual = con.execute(
        f"""SELECT count(*), CAST(floor(median(new_count)) AS BIGINT) FROM (
            SELECT run.as_of, count(DISTINCT event.warning_id) FILTER (
                event.change IN ('new', 'reopened') AND episode.rule_code <> {text(SILENT_SAMPLE)}) AS new_count
            FROM published_run run
            CROSS JOIN night
            LEFT JOIN warning_event event USING (run_id)
            LEFT JOIN episode USING (warning_id)
            WHERE run.as_of < night.as_of AND run.run_id IN (SELECT run_id FROM judgement WHERE is_judged)
            GROUP BY run.as_of ORDER BY run.as_of DESC LIMIT {LAST_NIGHTS}
        )"""
    ).fetchall()[0]
    nights, median = usual
    if nights < AFTER_NIGHTS:
        return ()
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE swing AS
        SELECT rule_code, township_code,
            CASE WHEN change IN ('new', 'reopened') THEN 'new'
                WHEN state IN ('cleared', 'withdrawn') AND closed_on = night.as_of THEN 'ended' END AS kind,
            opened_on < night.as_of AND coalesce(closed_on, night.as_of) = night.as_of AS was_open
        FROM standing CROSS JOIN night WHERE rule_code <> {text(SILENT_SAMPLE)}"""
    )
    new, ended, was_open = con.execute(
        "SELECT count(*) FILTER (kind = 'new'), count(*) FILTER (kind = 'ended'), count(*) FILTER (was_open) FROM swing"
    ).fetchall()[0]
    found = []
    if is_storm_of_new(new, median):
        found.append(_storm(con, "new", new, limit_of_new(median)))
    if is_storm_of_ended(ended, was_open):
        found.append(_storm(con, "ended", ended, was_open * ENDING_PERCENT // 100))
    return tuple(found)


def limit_of_new(median: int) -> int:
    return max(LEAST_NEW, TIMES_USUAL * median)


def is_storm_of_new(new: int, median: int) -> bool:
    return new > limit_of_new(median)


def is_storm_of_ended(ended: int, was_open: int) -> bool:
    return was_open >= LEAST_OPEN and ended * 100 > was_open * ENDING_PERCENT


def _storm(con: duckdb.DuckDBPyConnection, kind: Literal["new", "ended"], count: int, limit: int) -> Storm:
    def most(column: str) -> tuple[tuple[str, int], ...]:
        return tuple(
            (str(name), rows)
            for name, rows in con.execute(
                f"""SELECT coalesce({column}, '—'), count(*) FROM swing WHERE kind = '{kind}'
                GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5"""
            ).fetchall()
        )

    return Storm(kind, count, limit, most("rule_code"), most("township_code"))
