"""Services asked for this year and given, and the needs that are open."""

from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows
from flows.report.systems.system_row import SystemRow
from flows.words import Words


class _Year(NamedTuple):
    services: int
    persons: int
    resolved: int
    stations: int


class _Open(NamedTuple):
    needs: int
    child: int
    elder: int
    alone: int
    counselling: int
    unnamed: int


def service(con: DuckDBPyConnection) -> SystemRow | None:
    year = rows(
        con,
        _Year,
        """SELECT services, persons, resolved, stations FROM service_count
        WHERE township_code IS NULL AND kind IS NULL AND person_group IS NULL""",
    )
    (open_,) = rows(
        con,
        _Open,
        """SELECT count(*), count(*) FILTER (person_group = 'child'), count(*) FILTER (person_group = 'elder'),
        count(*) FILTER (lives_alone), count(*) FILTER (kind = 'counselling'), count(*) FILTER (station IS NULL)
        FROM service_referral""",
    )
    if not year and not open_.needs:
        return None
    zh, en = "", ""
    for this in year:
        zh += (
            f"本年登记服务 {this.services:,} 件、{this.persons:,} 人，已办结 {this.resolved:,} 件，"
            f"承接站点 {this.stations:,} 个。"
        )
        en += (
            f"{this.services:,} services for {this.persons:,} people registered this year, {this.resolved:,} given, "
            f"{this.stations:,} stations. "
        )
    zh += (
        f"未办结 {open_.needs:,} 件：儿童 {open_.child:,} 件，老人 {open_.elder:,} 件；其中独居 {open_.alone:,} 件，"
        f"心理疏导 {open_.counselling:,} 件，未指定站点 {open_.unnamed:,} 件。"
    )
    en += (
        f"{open_.needs:,} needs open: {open_.child:,} of children, {open_.elder:,} of old people; {open_.alone:,} of people "
        f"living alone, {open_.counselling:,} for counselling, {open_.unnamed:,} without a station."
    )
    return SystemRow(Words("服务转介", "Services"), Words(zh, en))
