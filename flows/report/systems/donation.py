"""What social organisations gave in the year so far."""

from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.systems.system_row import SystemRow
from flows.words import Words


class _Given(NamedTuple):
    donations: int
    unvalued: int
    amount_cny: str | None
    organisations: int
    areas: int


def donation_row(con: DuckDBPyConnection) -> SystemRow | None:
    found = rows(
        con,
        _Given,
        """SELECT whole.donations, whole.donations - whole.valued, format('{:,.2f}', whole.amount_cny),
            (SELECT count(*) FROM donation_count WHERE organisation IS NOT NULL AND area_code IS NULL),
            (SELECT count(*) FROM donation_count WHERE organisation IS NULL AND area_code IS NOT NULL)
        FROM donation_count whole
        WHERE whole.organisation IS NULL AND whole.area_code IS NULL AND whole.kind IS NULL""",
    )
    return SystemRow(Words("社会捐赠", "Donations"), _says(found[0])) if found else None


def _says(given: _Given) -> Words:
    zh = f"本年 {given.organisations:,} 个组织捐赠 {given.donations:,} 件，涉及 {given.areas:,} 个区划"
    en = f"This year {given.organisations:,} organisations made {given.donations:,} gifts to {given.areas:,} areas"
    if given.amount_cny is not None:
        zh, en = f"{zh}，金额 {given.amount_cny} 元", f"{en}, {given.amount_cny} yuan"
    if given.unvalued:
        return Words(f"{zh}；{given.unvalued:,} 件没有金额。", f"{en}; {given.unvalued:,} without a value.")
    return Words(f"{zh}。", f"{en}.")
