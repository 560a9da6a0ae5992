"""`make bench-exports`: what handing out costs, per row of a list, in processor seconds, with nothing left out.

A province: 2,000 townships, each with its workbook (drop-downs, protection, print settings), its CSV and its visit slips,
and the bureau's total. Rows are as long as those of the sample county: 15 in a hundred tell several reasons. `BENCH_ROWS`
sets the sizes (default 100000 365000); the bar is for workbooks and CSVs.
"""

import os
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from flows.exports import office_lists, write_office_lists
from flows.exports.work_lists import LISTS as WORK_LISTS
from flows.publish.overdue import overdue_rows
from schemas.office import OFFICE_ROW
from tests.flows.test_exports import make_work_table

TOWNSHIPS = 2_000
MOST_MICROSECONDS = 100
"""Of processor time per row, workbooks and CSVs together."""
AS_OF = date(2022, 6, 22)

ILL = (
    "户主本人：本年医疗个人自付累计 20,500.00 元，超过界限 15,678.00 元。当地低保标准每人每月 871.00 元（2022-01-01 起执行）。"
    "建议按 6 倍给予该家庭临时救助：871.00 × 6 = 5,226.00 元。审批：县级民政部门。"
)
NO_WORK = "家庭成员：2022-01-05 登记失业至今已 5 个月，无失业保险金，本年未获临时救助。建议按一个月标准给予一次性临时救助。"
LOW = "2021-06 至 2022-05 家庭月人均收入 642.13 元，低于当地低保标准 871.00 元，未享受低保。共同生活 3 人，收入已送达 12 个月。"
STRUCK = "户主本人：一名成员于 2022-06-12 首次大病住院（大病保险参与支付）。当地低保标准每人每月 871.00 元（2022-01-01 起执行）。"
VERIFY = "本条为建议，由乡镇（街道）入户核实后决定。"
SOURCES = "共同生活家庭成员 2022-06-21；医疗费用结算 2022-06-22；收入 2022-06-20（送达日）"

ROWS = f"""
    INSERT INTO office_row BY NAME
    SELECT printf('W370902-20220622-%06d', n) AS warning_id, t AS township_code, '青溪街道' AS township_name,
        t || printf('%03d', n % 20) AS village_code, '王家庄社区' AS village_name, printf('JT370902%08d', n) AS household_id,
        '龚小成' AS head_name, '龚*成' AS head_name_masked, '990101********9615' AS head_id_masked,
        CAST(1 + n % 5 AS INTEGER) AS member_count, CAST(CASE WHEN n % 20 < 3 THEN 3 ELSE 1 END AS INTEGER) AS warning_count,
        CASE WHEN n % 20 < 3 THEN '医疗自付累计过高；失业无保障；低保疑似未保' ELSE '医疗自付累计过高' END AS rule_title_zh,
        ['red', 'orange', 'orange', 'yellow', 'yellow', 'yellow', 'blue'][1 + n % 7] AS severity,
        lead || CASE WHEN n % 20 < 3
            THEN chr(10) || '①（橙色，新增）{ILL}' || chr(10) || '②（橙色，持续）{NO_WORK}' || chr(10)
                || '③（黄色，持续）{LOW}' || chr(10) || '多项建议金额不叠加，取最高一项（①）。'
            ELSE ['{ILL}', '{NO_WORK}', '{LOW}', '{STRUCK}'][1 + n % 4] END || '{VERIFY}' AS reason_zh,
        CASE WHEN n % 20 < 3 THEN '国发〔2014〕47号；国办发〔2021〕42号；民发〔2021〕57号第六条' ELSE '国发〔2014〕47号；国办发〔2021〕42号' END
            AS legal_basis,
        CASE WHEN n % 3 = 0 THEN 522600 END AS suggested_fen, '{SOURCES}' AS sources_zh,
        DATE '2022-06-24' + CAST(n % 30 AS INTEGER) AS due_on,
        CASE WHEN n % 10 = 9 THEN 'cleared' WHEN n % 4 = 0 THEN 'new' ELSE 'continuing' END AS change,
        CASE WHEN n % 10 = 9 THEN '解除' WHEN n % 4 = 0 THEN '新增' ELSE '持续' END AS change_zh
    FROM (SELECT range AS n, printf('37%07d', range % {TOWNSHIPS}) AS t,
        printf('该户（户主龚*成，%d人，城镇）：', 1 + range % 5) AS lead FROM range($rows))"""

SLIPS = f"""
    CREATE TEMP TABLE visit_slip AS
    SELECT warning_id, ['龚*成（户主，42岁）', '王*（配偶，40岁）', '龚*（子女，12岁）'] AS members,
        list_transform(range(warning_count), lambda nth: {{mark: CASE WHEN warning_count > 1 THEN chr(CAST(9312 + nth AS INTEGER)) ELSE '' END,
            title: '医疗自付累计过高', level: '橙色，新增', said: '{ILL}',
            asks: ['自付费用是否还有商业保险、互助金可以报销', '是否借钱看病，借了多少', '后续还要不要治疗']}}) AS warnings,
        CASE WHEN warning_count > 1 THEN ['多项建议金额不叠加，取最高一项（①）。'] ELSE [] END AS remarks
    FROM office_row"""


def seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def province(rows: int) -> duckdb.DuckDBPyConnection:
    """The tables that a night leaves for its lists."""
    con = duckdb.connect()
    con.execute("SET threads = 2")
    con.execute(OFFICE_ROW.create())
    con.execute(ROWS, {"rows": rows})
    con.execute(SLIPS)
    con.execute("CREATE TEMP TABLE difference_row (difference_fen BIGINT)")
    con.execute(
        """CREATE TEMP TABLE transfer_row (township_code VARCHAR, township_name VARCHAR, warning_id VARCHAR,
        household_id VARCHAR, head_name_masked VARCHAR, to_township_name VARCHAR, moved_on DATE)"""
    )
    for each in WORK_LISTS:
        make_work_table(con, each)
    overdue_rows(con, AS_OF)
    return con


def apart(step: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """The step, noting what it takes."""

    def timed(*words: Any, **named: Any) -> Any:
        before = seconds()
        try:
            return step(*words, **named)
        finally:
            spent.append(seconds() - before)

    return timed


def main() -> None:
    sizes = [int(size) for size in os.environ.get("BENCH_ROWS", "100000 365000").split()]
    slips: list[float] = []
    office_lists.visit_slips = apart(office_lists.visit_slips, slips)
    print(
        f"{TOWNSHIPS:,} townships; the bar: {MOST_MICROSECONDS} microseconds of CPU per row, workbooks and CSVs"
    )
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder, province(rows) as con:
            slips.clear()
            begun, on_the_wall = seconds(), time.monotonic()
            files = write_office_lists(
                con,
                Path(folder),
                area_code="37",
                area_name="样例省",
                as_of=AS_OF,
                run_id="R20220622-01",
                notices_zh=["就业数据未到（沿用 2022-06-21）"],
            )
            spent, wall = seconds() - begun, time.monotonic() - on_the_wall
            size = sum((Path(folder) / file.file_name).stat().st_size for file in files)
        lists = spent - sum(slips)
        print(
            f"{rows:>8,} rows, {len(files):,} files, {size / 1e6:,.0f} MB: workbooks and CSVs {lists:.1f} CPU s = "
            f"{lists / rows * 1e6:.0f} µs per row; visit slips {sum(slips):.1f} CPU s = {sum(slips) / rows * 1e6:.0f} µs; "
            f"wall {wall:.0f} s; peak memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
        )


if __name__ == "__main__":
    main()
