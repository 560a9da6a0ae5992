"""What a standard announced late still owes, as the last published night found it."""

import json
from typing import Any

import duckdb

from flows.exports.exported_file import difference_stem
from flows.home import Home
from flows.talk import answer, table
from schemas.connection import connect
from schemas.faults import DoudiError


def differences(home: Home | None, *, is_json: bool) -> int:
    """Raises: DoudiError E-NO-NIGHT before the first night."""
    if home is None or not (home.published / "latest.duckdb").exists():
        raise DoudiError("E-NO-NIGHT", "published/latest.duckdb")
    with connect(home.published / "latest.duckdb", read_only=True) as con:
        if is_json:
            print(json.dumps(_every_row(con), ensure_ascii=False, indent=2))  # noqa: T201
            return 0
        as_of = con.execute("SELECT max(as_of) FROM run").fetchall()[0][0]
        sums = con.execute(
            """SELECT strftime(month_on, '%Y-%m'), announced_on, coalesce(area.name, township_code),
                count(DISTINCT household_key), sum(difference_cny)
            FROM standard_difference LEFT JOIN area ON area.area_code = township_code
            GROUP BY ALL ORDER BY 1, 2, min(township_code)"""
        ).fetchall()
    if not sums:
        answer(f"{as_of}: 没有因标准迟公布应补的差额 / nothing is owed for a standard announced late")
        return 0
    table(
        ("月份 month", "公布 announced", "乡镇 township", "户 households", "差额 difference (元)"),
        [
            (month, str(announced), name, f"{households:,}", f"{cny:,.2f}")
            for month, announced, name, households, cny in sums
        ],
    )
    answer(f"  合计 in all: {sum(row[-1] for row in sums):,.2f} 元 yuan")
    answer(
        f"  逐户清单 household by household: "
        f"{home.exports / str(as_of) / (difference_stem(home.area, as_of) + '.csv')}"
    )
    return 0


def _every_row(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    cursor = con.execute("SELECT * FROM standard_difference ORDER BY ALL")
    names = [column[0] for column in cursor.description or ()]
    return [
        {
            name: value if isinstance(value, int) else str(value)
            for name, value in zip(names, row, strict=True)
        }
        for row in cursor.fetchall()
    ]
