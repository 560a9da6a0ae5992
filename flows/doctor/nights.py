"""The nights: whether the last one finished, whether one waits for a person, and whether what they left can be opened."""

from collections.abc import Iterator
from datetime import datetime

from duckdb import DuckDBPyConnection

from flows.doctor.finding import Finding
from flows.home import Home, warehouse
from flows.overdue_night import overdue_since
from flows.talk import this_command
from schemas.faults import DoudiError
from schemas.warehouse import VERSION


def look(home: Home, moment: datetime) -> Iterator[Finding]:
    for stray in sorted(home.published.glob("*.wal")):
        yield Finding("bad", "发布目录 published", stray.name, "移走该文件 / move this file away")
    what = "数据仓库 warehouse"
    if not home.warehouse.exists():
        if any(home.published.glob("doudi-*.duckdb")):
            yield Finding(
                "bad",
                what,
                "不在了，而公布的各晚还在 / gone, though nights are published",
                f"{this_command()} rebuild --home {home.path}",
            )
        else:
            yield Finding("ok", what, "首晚运行时建立 / made by the first night")
        return
    try:
        with warehouse(home, read_only=True) as con:
            yield Finding("ok", what, f"version {VERSION}")
            yield from _nights(con, home, moment)
    except DoudiError as error:
        if error.fault.code == "E-LOCK":
            yield Finding("ok", what, "正在使用 in use by a night")
        else:
            yield Finding("bad", what, error.where, error.fault.next_zh)


def _nights(con: DuckDBPyConnection, home: Home, moment: datetime) -> Iterator[Finding]:
    what = "最近一晚 last night"
    last = con.execute("SELECT max(as_of) FROM published_run").fetchall()[0][0]
    since = None if home.is_demo else overdue_since(con, moment)
    if since:
        yield Finding(
            "bad",
            what,
            f"{since} 以后没有完成的一晚 / no finished night since",
            f"看定时任务还在不在，再 / see whether the timer is there, then: {this_command()} catch-up --home {home.path}",
        )
    else:
        yield Finding("ok", what, str(last or "还没有 none yet"))
    held = con.execute(
        """SELECT run_id FROM run WHERE state = 'held' AND is_official
        AND run_no = (SELECT max(run_no) FROM run WHERE is_official)"""
    ).fetchall()
    for (run_id,) in held:
        fix = f'先问送数据的部门；属实的 / ask the department; if true: {this_command()} approve {run_id} --reason "……" --home {home.path}'
        yield Finding("warn", "暂停的一晚 a night held", str(run_id), fix)
    cut_off = con.execute("SELECT run_id FROM run WHERE state IN ('running', 'built')").fetchall()
    for (run_id,) in cut_off:
        yield Finding(
            "warn",
            "中断的一晚 a night cut off",
            str(run_id),
            "下一次运行会收拾好 / the next run puts it right",
        )
    begun = con.execute("SELECT max(started_at) FROM run").fetchall()[0][0]
    if begun and begun > moment:
        yield Finding(
            "bad",
            "时钟 clock",
            f"最近一次运行始于将来 the last run began in the future: {begun}",
            "校准本机时间 / set the machine's clock",
        )
