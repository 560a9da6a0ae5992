"""Townships' reserve funds: how many have one, what is left, where it is low."""

from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.systems.system_row import SystemRow
from flows.words import Words


class _Sum(NamedTuple):
    townships: int
    with_ledger: int
    spent_cny: str
    balance_cny: str
    low: int
    unknown: int


def reserve_row(con: DuckDBPyConnection) -> SystemRow | None:
    (found,) = rows(
        con,
        _Sum,
        """SELECT count(*), count(*) FILTER (has_ledger), format('{:,.2f}', coalesce(sum(spent_cny), 0)),
            format('{:,.2f}', coalesce(sum(balance_cny), 0)), count(*) FILTER (is_low),
            count(*) FILTER (has_ledger AND balance_cny IS NULL)
        FROM reserve_fund""",
    )
    return SystemRow(Words("备用金", "Reserve funds"), _says(found)) if found.townships else None


def _says(found: _Sum) -> Words:
    zh = (
        f"{found.townships:,} 个乡镇（街道）中 {found.with_ledger:,} 个有台账；支出 {found.spent_cny} 元，"
        f"结余 {found.balance_cny} 元；结余不足 {found.low:,} 个。"
    )
    en = (
        f"{found.with_ledger:,} of {found.townships:,} townships keep a ledger; spent {found.spent_cny} yuan, "
        f"left {found.balance_cny} yuan; low: {found.low:,}."
    )
    if found.unknown:
        return Words(
            f"{zh}另有 {found.unknown:,} 个没有期初，结余不明。",
            f"{en} Without an opening, balance unknown: {found.unknown:,}.",
        )
    return Words(zh, en)
