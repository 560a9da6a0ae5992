"""Who was called on this month, and who was missed."""

from datetime import date
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.systems.system_row import SystemRow
from flows.words import Words


class _Month(NamedTuple):
    on: date
    listed: int
    visited: int


class _Overdue(NamedTuple):
    village: int
    township: int
    county: int


def investigation(con: DuckDBPyConnection) -> SystemRow | None:
    months = rows(
        con,
        _Month,
        """SELECT month_on, listed, visited FROM visit_coverage
        WHERE township_code IS NULL AND level IS NULL ORDER BY month_on DESC""",
    )
    if not months:
        return None
    (late,) = rows(
        con,
        _Overdue,
        """SELECT count(*) FILTER (level = 'village'), count(*) FILTER (level = 'township'),
        count(*) FILTER (level = 'county') FROM visit_task WHERE is_overdue""",
    )
    this = months[0]
    zh = f"应走访 {this.listed:,} 户：本月已走访 {this.visited:,} 户"
    en = f"{this.listed:,} households listed: {this.visited:,} households called on this month"
    for before in months[1:]:
        zh += f"，上月走访其中 {before.visited:,} 户"
        en += f", {before.visited:,} of them last month"
    zh += f"。逾期：村级 {late.village:,} 户，乡镇级 {late.township:,} 户，县级 {late.county:,} 户。"
    en += (
        f". Overdue: {late.village:,} households for villages, {late.township:,} for townships, "
        f"{late.county:,} for the county."
    )
    return SystemRow(Words("三级走访", "Visits on three levels"), Words(zh, en))
