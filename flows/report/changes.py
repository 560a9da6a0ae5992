"""What is different from the night before, and how the open warnings went over the last nights."""

from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.words import CHANGE
from schemas.silent_sample import CODE as SILENT_SAMPLE
from schemas.warning import CHANGED_BECAUSE


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
