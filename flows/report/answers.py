"""What came back from the offices: how often each rule was right, what is overdue, objections, what the lists hide.

The silent sample stands apart: it is no rule, and its visits are told nowhere else on the page.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.words import Words
from schemas.silent_sample import CODE as SILENT_SAMPLE
from schemas.warning import QUIET

FEWEST_ANSWERS = 10
"""Of fewer, a share says more about chance than about the rule."""


class RuleAnswers(NamedTuple):
    """The answers about one rule's warnings; None as the code stands for all rules."""

    rule_code: str | None
    listed: int
    dispatched: int
    answered: int
    confirmed: int
    refuted: int
    helped: int
    decided_cny: Decimal
    precision: float | None
    low: float | None
    high: float | None

    @property
    def right(self) -> Words:
        """How often the rule was right, in words where too few have answered."""
        if self.precision is None or self.confirmed + self.refuted < FEWEST_ANSWERS:
            return Words("不足以判断", "too few to tell")
        shown = f"{self.precision:.0%}（{self.low:.0%}–{self.high:.0%}）"
        return Words(shown, "")


class Overdue(NamedTuple):
    """Visits of one township that are past their day."""

    township: str
    households: int
    warnings: int


class Hidden(NamedTuple):
    state: str
    warnings: int


class Sample(NamedTuple):
    """The silent sample as a whole."""

    to_visit: int
    drawn: int
    answered: int
    found: int
    missed_low: int | None
    missed: int | None
    missed_high: int | None


@dataclass(frozen=True)
class Answers:
    funnel: tuple[tuple[Words, int], ...]
    decided_cny: Decimal
    by_rule: tuple[RuleAnswers, ...]
    overdue: tuple[Overdue, ...]
    objections_pending: int
    objections_overdue: int
    hidden: tuple[Hidden, ...]
    sample: Sample | None


def answers(con: DuckDBPyConnection) -> Answers:
    counted = rows(
        con,
        RuleAnswers,
        """SELECT rule_code, listed, dispatched, answered, confirmed, refuted, helped, decided_cny,
            precision, precision_low, precision_high
        FROM answer_count WHERE township_code IS NULL ORDER BY rule_code""",
    )
    whole = next((each for each in counted if each.rule_code is None), None)
    (warnings,) = rows(
        con, int, "SELECT count(*) FROM warning WHERE rule_code <> $sample", sample=SILENT_SAMPLE
    )
    (objections,) = rows(
        con,
        lambda *counts: counts,
        """SELECT count(*) FILTER (answered_on IS NULL), count(*) FILTER (answered_on IS NULL AND is_overdue)
        FROM objection""",
    )
    return Answers(
        funnel=(
            (Words("预警", "warnings"), warnings),
            (Words("已下发", "handed out"), whole.dispatched if whole else 0),
            (Words("已核查", "answered"), whole.answered if whole else 0),
            (Words("属实", "confirmed"), whole.confirmed if whole else 0),
            (Words("已救助", "helped"), whole.helped if whole else 0),
        ),
        decided_cny=whole.decided_cny if whole else Decimal(0),
        by_rule=tuple(each for each in counted if each.rule_code is not None and each.answered),
        overdue=tuple(_overdue(con)),
        objections_pending=objections[0],
        objections_overdue=objections[1],
        hidden=tuple(
            rows(
                con,
                Hidden,
                """SELECT state, count(*) FROM hidden WHERE ended_on IS NULL
                GROUP BY state ORDER BY list_position($quiet, state)""",
                quiet=list(QUIET),
            )
        ),
        sample=_sample(con),
    )


def _overdue(con: DuckDBPyConnection) -> list[Overdue]:
    return rows(
        con,
        Overdue,
        """SELECT coalesce(nullif(area.name, ''), township_code, '未定 unknown') AS township,
            count(DISTINCT coalesce(visit_warning_id, warning_id)), count(*)
        FROM warning LEFT JOIN area ON area.area_code = township_code
        WHERE is_overdue AND rule_code <> $sample
        GROUP BY township ORDER BY count(*) DESC, township""",
        sample=SILENT_SAMPLE,
    )


def _sample(con: DuckDBPyConnection) -> Sample | None:
    found = rows(
        con,
        Sample,
        """SELECT
            (SELECT count(*) FROM warning WHERE rule_code = $sample AND is_listed),
            drawn, answered, found_in_need, estimated_missed_low, estimated_missed, estimated_missed_high
        FROM silent_sample WHERE township_group IS NULL""",
        sample=SILENT_SAMPLE,
    )
    return found[0] if found else None
