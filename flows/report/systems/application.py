"""Applications of the year so far: how many wait, how long decisions took, and who took them."""

from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.systems.system_row import SystemRow
from flows.words import Words


class _Count(NamedTuple):
    pending: int
    overdue: int | None
    decided: int
    approved: int
    decided_late: int | None
    mean: str | None
    by_township: int
    by_county: int
    wrong_level: int | None


def application_row(con: DuckDBPyConnection) -> SystemRow | None:
    found = rows(
        con,
        _Count,
        """SELECT pending, overdue, decided, approved, decided_late, CAST(working_days_mean AS VARCHAR), by_township,
            by_county, wrong_level
        FROM application_count WHERE township_code IS NULL AND benefit IS NULL""",
    )
    return SystemRow(Words("委托审批", "Delegated approval"), _says(found[0])) if found else None


def _says(count: _Count) -> Words:
    mean_zh = f"，平均 {count.mean} 个工作日" if count.mean else ""
    mean_en = f", {count.mean} working days on average" if count.mean else ""
    return Words(
        f"在办申请 {count.pending:,} 件，{_zh(count.overdue, '超期未决')}；本年办结 {count.decided:,} 件、同意 {count.approved:,} 件，"
        f"{_zh(count.decided_late, '超期决定')}{mean_zh}。乡镇决定 {count.by_township:,} 件、县级 {count.by_county:,} 件，"
        f"{_zh(count.wrong_level, '层级不符')}。",
        f"{count.pending:,} applications pending, {_en(count.overdue, 'beyond the limit')}; {count.decided:,} settled this year, "
        f"{count.approved:,} approved, {_en(count.decided_late, 'late')}{mean_en}. {count.by_township:,} decided by townships, "
        f"{count.by_county:,} by the county, {_en(count.wrong_level, 'by the wrong level')}.",
    )


def _zh(number: int | None, what: str) -> str:
    return f"是否{what}未判断" if number is None else f"{what} {number:,} 件"


def _en(number: int | None, what: str) -> str:
    return f"whether {what} is not judged" if number is None else f"{number:,} {what}"
