"""`doudi quarantine`: rows that could not be believed, by delivery and reason; their text only on purpose."""

import json
import re
from argparse import Namespace

from flows import home
from flows.audit import note
from flows.talk import answer, table
from schemas.faults import FAULTS, DoudiError


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    if options.unmask and not options.reason:
        raise DoudiError("E-USAGE", "--unmask --reason", exit_code=2)
    if options.action == "show" and not options.delivery:
        raise DoudiError("E-USAGE", "doudi quarantine show <送达编号>", exit_code=2)
    if not bureau.warehouse.exists():
        raise DoudiError("E-NOT-FOUND", str(bureau.warehouse))
    with home.warehouse(bureau, read_only=True) as con:
        if options.action == "list":
            rows = con.execute(
                """SELECT d.delivery_id, d.extract, CAST(d.delivered_on AS VARCHAR), d.file_name,
                split_part(fault, ':', 2) AS code, count(*)
                FROM (SELECT delivery_no, unnest(faults) AS fault FROM quarantine) q JOIN delivery d USING (delivery_no)
                GROUP BY ALL ORDER BY 2, 3, 4, 5"""
            ).fetchall()
            if options.json:
                names = ("delivery_id", "extract", "delivered_on", "file_name", "code", "rows")
                print(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False))  # noqa: T201
            else:
                table(
                    ("送达 delivery", "数据 extract", "日期 date", "文件 file", "原因 reason", "行 rows"),
                    [(*row[:4], f"{row[4]} {FAULTS[row[4]].zh}", row[5]) for row in rows],
                )
            return 0
        rows = con.execute(
            """SELECT q.line, q.faults, q.original FROM quarantine q JOIN delivery d USING (delivery_no)
            WHERE d.delivery_id = ? ORDER BY q.line""",
            [options.delivery],
        ).fetchall()
    if not rows:
        raise DoudiError("E-NOT-FOUND", str(options.delivery))
    if options.unmask:
        note(bureau, "quarantine show --unmask", options.delivery, options.reason)
    for line, faults, original in rows:
        what = "；".join(
            f"{fault.partition(':')[0]} {fault.partition(':')[2]} {FAULTS[fault.partition(':')[2]].zh}".strip()
            for fault in faults
        )
        answer(f"第 {line} 行 line: {what}")
        if options.unmask:
            print(original)  # noqa: T201
        else:
            answer(f"    {masked(original)}")
    return 0


def masked(original: str) -> str:
    """The row's shape without its people: letters and digits are covered, marks and lengths remain."""
    cells = json.loads(original)
    return json.dumps(
        {name: cell and re.sub(r"[^\W_]", "*", cell) for name, cell in cells.items()}, ensure_ascii=False
    )
