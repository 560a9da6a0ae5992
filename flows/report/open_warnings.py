"""Warnings that somebody still has to work on, by township and rule; counts and sums, never a person.

Warnings and households are told apart: a household is one visit and one line on its list, whatever the number of
its warnings, and of what they suggest for it only the highest counts.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.words import SEVERITY, WARNING_STATE, words_of
from flows.words import Words
from schemas.silent_sample import CODE as SILENT_SAMPLE
from schemas.warning import LISTED


class Tally(NamedTuple):
    """Open warnings of one township and rule; a None stands for all of them together."""

    township: str | None
    rule_code: str | None
    visits: int
    warnings: int
    urgent: int
    suggested_cny: Decimal | None
    with_amount: int


@dataclass(frozen=True)
class OpenWarnings:
    """The open warnings added up every way the page needs them."""

    total: Tally
    visits_suggested_cny: Decimal | None
    by_township: tuple[Tally, ...]
    by_rule: tuple[Tally, ...]
    cells: dict[tuple[str, str], int]
    by_severity: tuple[tuple[str, Words, int], ...]
    by_state: tuple[tuple[Words, int, bool], ...]

    def cell(self, township: Tally, rule: Tally) -> int:
        return self.cells.get((str(township.township), str(rule.rule_code)), 0)


def open_warnings(con: DuckDBPyConnection) -> OpenWarnings:
    tallies = rows(
        con,
        Tally,
        """
        SELECT
            township, rule_code, count(DISTINCT visit), count(*),
            count(*) FILTER (severity IN ('red', 'orange')), sum(suggested_cny), count(suggested_cny)
        FROM (
            SELECT
                coalesce(nullif(area.name, ''), township_code, '未定 unknown') AS township,
                coalesce(visit_warning_id, warning_id) AS visit, rule_code, severity, suggested_cny
            FROM warning LEFT JOIN area ON area.area_code = township_code
            WHERE is_listed AND rule_code <> $sample
        )
        GROUP BY CUBE (township, rule_code)
        ORDER BY count(*) DESC, township, rule_code
        """,
        sample=SILENT_SAMPLE,
    )
    total = [each for each in tallies if each.township is None and each.rule_code is None]
    return OpenWarnings(
        # Over no rows at all, CUBE says nothing instead of zero.
        total=total[0] if total else Tally(None, None, 0, 0, 0, None, 0),
        visits_suggested_cny=_highest_of_each_visit(con),
        by_township=tuple(each for each in tallies if each.township is not None and each.rule_code is None),
        by_rule=tuple(
            sorted(
                (each for each in tallies if each.township is None and each.rule_code is not None),
                key=lambda each: str(each.rule_code),
            )
        ),
        cells={
            (each.township, each.rule_code): each.warnings
            for each in tallies
            if each.township is not None and each.rule_code is not None
        },
        by_severity=_by_severity(con),
        by_state=_by_state(con),
    )


def _highest_of_each_visit(con: DuckDBPyConnection) -> Decimal | None:
    """What the lists suggest in all."""
    (suggested,) = rows(
        con,
        lambda suggested: suggested,
        """SELECT sum(highest_cny) FROM (
            SELECT max(suggested_cny) AS highest_cny FROM warning WHERE is_listed AND rule_code <> $sample
            GROUP BY coalesce(visit_warning_id, warning_id)
        )""",
        sample=SILENT_SAMPLE,
    )
    return Decimal(suggested) if suggested is not None else None


def _by_severity(con: DuckDBPyConnection) -> tuple[tuple[str, Words, int], ...]:
    found: dict[str, int] = dict(
        rows(
            con,
            lambda severity, count: (severity, count),
            "SELECT severity, count(*) FROM warning WHERE is_listed AND rule_code <> $sample GROUP BY severity",
            sample=SILENT_SAMPLE,
        )
    )
    return tuple((code, words, found.get(code, 0)) for code, words in SEVERITY.items())


def _by_state(con: DuckDBPyConnection) -> tuple[tuple[Words, int, bool], ...]:
    """Every episode by where it stands, and whether that counts as open: the page hides none."""
    found = rows(
        con,
        lambda state, count: (state, count),
        "SELECT state, count(*) FROM warning WHERE rule_code <> $sample GROUP BY state ORDER BY state",
        sample=SILENT_SAMPLE,
    )
    order = list(WARNING_STATE)
    found.sort(key=lambda each: order.index(each[0]) if each[0] in order else len(order))
    return tuple((words_of(WARNING_STATE, state), count, state in LISTED) for state, count in found)
