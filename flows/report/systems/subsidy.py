"""The one-time subsidy in force, its lists and its people."""

from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.systems.system_row import SystemRow
from flows.words import Words


class _Paid(NamedTuple):
    lists: int
    list_rows: int
    persons: int
    on_several: int
    amount_cny: str


def subsidy_row(con: DuckDBPyConnection) -> SystemRow | None:
    found = rows(
        con,
        _Paid,
        """SELECT (SELECT count(*) FROM subsidy_count WHERE category IS NOT NULL AND other_category IS NULL),
            list_rows, persons, also_elsewhere, format('{:,.2f}', amount_cny)
        FROM subsidy_count WHERE category IS NULL""",
    )
    if not found:
        return None
    (paid,) = found
    return SystemRow(
        Words("一次性补贴", "One-time subsidy"),
        Words(
            f"{paid.lists} 类名单共 {paid.list_rows:,} 行、{paid.persons:,} 人，建议发放 {paid.amount_cny} 元；"
            f"{paid.on_several:,} 人在两类以上名单，只发一份。",
            f"{paid.lists} lists of {paid.list_rows:,} rows, {paid.persons:,} persons: {paid.amount_cny} yuan are "
            f"suggested. {paid.on_several:,} persons stand on several lists and are paid once.",
        ),
    )
