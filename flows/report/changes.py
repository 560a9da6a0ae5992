"""What is different from the night before, and how the open warnings went over the last nights."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.words import CHANGE
from schemas.silent_sample import CODE as SILENT_SAMPLE
from schemas.warning import CHANGED_BECAUSE, LISTED

TREND_NIGHTS = 14


class TrendNight(NamedTuple):
    """Open warnings at the end of one night, and what may make the number look better or worse than it is."""

    night: date
    open: int
    step: int
    not_judged: int
    rules_changed: bool
    standards_changed: bool


@dataclass(frozen=True)
class Changes:
    """Tonight's changes: counts by (rule, change), None for all rules together."""

    counts: dict[tuple[str | None, str], int]
    rule_codes: tuple[str, ...]

    def count(self, change: str, rule_code: str | None = None) -> int:
        return self.counts.get((rule_code, change), 0)


def changes(con: DuckDBPyConnection, run_id: str, as_of: date) -> Changes:
    """Tonight's changes, an episode once, by the last thing that happened to it.

    The ledger says what changed. What merely went on need not be an event; it is then read from the warnings
    that were seen again tonight.
    """
    counted = rows(
        con,
        lambda rule_code, change, count: ((rule_code, change), count),
        """
        WITH told AS (
            SELECT warning_id, max_by(change, event_no) AS change
            FROM warning_event
            WHERE run_id = $run_id AND list_contains($changes, change)
            GROUP BY warning_id
        ),
        tonight AS (
            SELECT rule_code, told.change FROM told JOIN warning USING (warning_id)
            UNION ALL
            SELECT rule_code, change FROM warning ANTI JOIN told USING (warning_id)
            WHERE change = 'continuing' AND last_seen_on = $as_of
        )
        SELECT rule_code, change, count(*) FROM tonight WHERE rule_code <> $sample
        GROUP BY GROUPING SETS ((rule_code, change), (change))
        """,
        run_id=run_id,
        as_of=as_of,
        changes=list(CHANGE),
        sample=SILENT_SAMPLE,
    )
    counts: dict[tuple[str | None, str], int] = dict(counted)
    return Changes(counts, tuple(sorted({rule for rule, _ in counts if rule is not None})))


def causes(con: DuckDBPyConnection, run_id: str) -> list[tuple[str, dict[str, int]]]:
    """Why tonight's changes happened: (cause, count by change), in the order in which causes are looked for.

    The last thing that happened to an episode counts, as in `changes`: summed over causes the counts are the same.
    """
    counted = rows(
        con,
        lambda cause, change, count: (cause, change, count),
        """
        SELECT because, told.change, count(*) FROM (
            SELECT warning_id, max_by(change, event_no) AS change, max_by(changed_because, event_no) AS because
            FROM warning_event WHERE run_id = $run_id AND list_contains($changes, change)
            GROUP BY warning_id
        ) told JOIN warning USING (warning_id)
        WHERE rule_code <> $sample AND told.change <> 'continuing'
        GROUP BY because, told.change
        """,
        run_id=run_id,
        changes=list(CHANGE),
        sample=SILENT_SAMPLE,
    )
    found: dict[str, dict[str, int]] = {}
    for cause, change, count in counted:
        found.setdefault(cause, {})[change] = count
    return [(cause, found[cause]) for cause in CHANGED_BECAUSE if cause in found]


def trend(con: DuckDBPyConnection, run_id: str, as_of: date) -> list[TrendNight]:
    """The last nights, oldest first.

    Every event moves an episode into or out of the open ones, or leaves it where it is; the moves added up
    give the open warnings of every night without looking at each night's warnings anew. A night without
    events is a flat piece, so nights that were published count too.
    """
    return rows(
        con,
        TrendNight,
        """
        WITH moved AS (
            SELECT
                event_on,
                is_open - coalesce(lag(is_open) OVER (PARTITION BY warning_id ORDER BY event_no), 0) AS step
            FROM (
                SELECT warning_id, event_no, event_on, CAST(list_contains($open, warning_event.state) AS INTEGER) AS is_open
                FROM warning_event JOIN warning USING (warning_id)
                WHERE event_on <= $as_of AND rule_code <> $sample
            )
        ),
        published AS (
            SELECT
                as_of AS night,
                max_by(run_id, (run_id = $run_id, started_at, run_id)) AS run_id,
                max_by(rules_digest, (run_id = $run_id, started_at, run_id)) AS rules_digest,
                max_by(standards_digest, (run_id = $run_id, started_at, run_id)) AS standards_digest
            FROM run
            WHERE as_of <= $as_of AND (run_id = $run_id OR state IN ('published', 'published_with_remark'))
            GROUP BY as_of
        ),
        step AS (
            SELECT night, coalesce(sum(step), 0) AS step
            FROM (SELECT night FROM published UNION SELECT event_on FROM moved)
            LEFT JOIN moved ON event_on = night
            GROUP BY night
        ),
        silent AS (
            SELECT run_id, count(*) FILTER (NOT is_judged) AS not_judged FROM judgement GROUP BY run_id
        )
        SELECT
            night,
            sum(step) OVER (ORDER BY night) AS open,
            step,
            coalesce(not_judged, 0),
            coalesce(rules_digest <> lag(rules_digest IGNORE NULLS) OVER (ORDER BY night), false),
            coalesce(standards_digest <> lag(standards_digest IGNORE NULLS) OVER (ORDER BY night), false)
        FROM step LEFT JOIN published USING (night) LEFT JOIN silent USING (run_id)
        ORDER BY night
        """,
        run_id=run_id,
        as_of=as_of,
        open=list(LISTED),
        sample=SILENT_SAMPLE,
    )[-TREND_NIGHTS:]
