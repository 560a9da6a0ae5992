"""From every household compared to those helped: where families are lost on the way."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.pictures.draw import spec_of
from flows.pictures.picture import Column, Picture, as_count, as_yuan
from flows.publish.saved_queries import statement_of
from flows.words import Words

_COLUMNS = (
    Column("what", "步骤", "step"),
    Column("household_count", "户", "households", as_count),
    Column("of_previous", "占上一步", "of the step before", lambda share: f"{share:.1%}"),
    Column("decided_cny", "实际救助，元", "decided, yuan", as_yuan),
    Column("label"),
)


class Step(NamedTuple):
    """**Shape** One row per step, each part of the one before. **Units** yuan."""

    step: int
    what: str
    what_zh: str
    household_count: int
    decided_cny: Decimal | None


def steps(con: DuckDBPyConnection) -> list[Step]:
    return [Step(*row) for row in con.execute(statement_of("funnel")).fetchall()]


def funnel(con: DuckDBPyConnection) -> Picture:
    found = steps(con)
    rows = []
    for before, each in zip([None, *found], found, strict=False):
        share = each.household_count / before.household_count if before and before.household_count else None
        of_before = "" if share is None else f"（上一步的 {share:.1%}）"
        rows.append(
            (
                f"{each.what_zh} {each.what}",
                each.household_count,
                share,
                each.decided_cny,
                f"{each.household_count:,}{of_before}",
            )
        )
    return Picture("funnel", _finding(found), _SEEN, _COLUMNS, rows, spec_of("funnel"))


_SEEN = Words(
    "条形图：比对、预警、下发、核查、属实、救助各有多少户，从零起。数字见表。",
    "Bars from zero: households compared, warned of, handed out, visited, confirmed, helped. The table has the figures.",
)


def _finding(found: Sequence[Step]) -> Words:
    counts = {each.what: each.household_count for each in found}
    decided = next((each.decided_cny for each in found if each.what == "helped"), None) or Decimal(0)
    return Words(
        f"比对 {counts['compared']:,} 户，预警 {counts['warned']:,} 户，核查 {counts['visited']:,} 户，"
        f"属实 {counts['confirmed']:,} 户，救助 {counts['helped']:,} 户、{decided:,.2f} 元",
        f"Of {counts['compared']:,} households {counts['warned']:,} were warned of, {counts['visited']:,} visited, "
        f"{counts['confirmed']:,} confirmed, {counts['helped']:,} helped with {decided:,.2f} yuan",
    )
