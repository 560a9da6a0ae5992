"""Price linkage of the last twelve months, and relief on power and water."""

from duckdb import DuckDBPyConnection

from flows.report.systems.system_row import SystemRow
from flows.words import Words


def price_row(con: DuckDBPyConnection) -> SystemRow | None:
    months, started, unpaid, overdue, last = con.execute(
        """SELECT count(*), count(*) FILTER (is_started), count(*) FILTER (is_started AND NOT is_paid),
            count(*) FILTER (is_overdue), strftime(max(month_on), '%Y-%m')
        FROM price_month"""
    ).fetchall()[0]
    if not months:
        return None
    return SystemRow(
        Words("价格联动", "Price linkage"),
        Words(
            f"最新指数 {last}；近十二个月启动 {started} 个月，其中 {unpaid} 个月还没有发放名单，超过时限 {overdue} 个月。",
            f"Latest index {last}; started in {started} of the last twelve months, {unpaid} of them without a list of "
            f"payments, {overdue} past their day.",
        ),
    )


def utility_relief_row(con: DuckDBPyConnection) -> SystemRow | None:
    households, power, water, without = con.execute(
        """SELECT count(DISTINCT household_key), count(*) FILTER (kind = 'power'), count(*) FILTER (kind = 'water'),
            count(*) FILTER (NOT has_account)
        FROM utility_relief"""
    ).fetchall()[0]
    if not households:
        return None
    return SystemRow(
        Words("水电减免", "Relief on power and water"),
        Words(
            f"{households:,} 户可以减免：电 {power:,} 户，水 {water:,} 户；没有户号的 {without:,} 户次。",
            f"{households:,} households: power {power:,}, water {water:,}; without a known account {without:,} times.",
        ),
    )
