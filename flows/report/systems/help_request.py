"""Requests for help of the year so far, and what was paid because of them."""

from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.systems.system_row import SystemRow
from flows.words import Words


class _Count(NamedTuple):
    person_times: int
    persons: int
    households: int
    same_day: int
    still_open: int
    rescue_times: int
    payments: int | None
    paid_persons: int | None
    paid_cny: str | None


def help_request_row(con: DuckDBPyConnection) -> SystemRow | None:
    found = rows(
        con,
        _Count,
        """SELECT whole.person_times, whole.persons, whole.households, whole.same_day, whole.still_open,
            rescue.person_times, whole.relief_payments, whole.relief_persons, format('{:,.2f}', whole.relief_cny)
        FROM help_count whole
        JOIN help_count rescue ON rescue.channel_group = 'rescue' AND rescue.registration IS NULL
        WHERE whole.channel_group IS NULL AND whole.registration IS NULL""",
    )
    return SystemRow(Words("求助", "Requests for help"), _says(found[0])) if found else None


def _says(count: _Count) -> Words:
    zh = (
        f"本年 {count.person_times:,} 人次、{count.persons:,} 人、{count.households:,} 户求助，"
        f"其中巡查和救助站 {count.rescue_times:,} 人次；当日办结 {count.same_day:,} 人次，未办结 {count.still_open:,} 人次。"
    )
    en = (
        f"This year {count.person_times:,} person-times, {count.persons:,} persons, {count.households:,} households; "
        f"{count.rescue_times:,} person-times of them by patrols and rescue stations. "
        f"{count.same_day:,} settled the same day, {count.still_open:,} open."
    )
    if count.payments is None:
        return Words(f"{zh}临时救助发放数据未送达。", f"{en} Payments of assistance were never delivered.")
    return Words(
        f"{zh}因求助发放临时救助 {count.payments:,} 笔、{count.paid_persons:,} 人、{count.paid_cny} 元。",
        f"{en} Assistance paid because of them: {count.payments:,} payments, {count.paid_persons:,} persons, "
        f"{count.paid_cny} yuan.",
    )
