"""Price linkage in time, as it may leave the warehouse."""

import duckdb

from monitors.watch import Night
from schemas.money import yuan


def price_months(con: duckdb.DuckDBPyConnection, _night: Night) -> None:
    """Leave `outward_price_month`."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_price_month AS
        SELECT price.* EXCLUDE (paid_fen), {yuan("paid_fen")} AS paid_cny,
            is_started AND NOT is_paid AND coalesce(pay_by_on < night.as_of, FALSE) AS is_overdue
        FROM price_month price CROSS JOIN night
        ORDER BY area_code, month_on"""
    )
