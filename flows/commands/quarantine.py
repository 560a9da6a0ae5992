"""`doudi quarantine`: files held and rows that could not be believed, each with why and what next.

A row's text is shown on purpose only, with a reason, and the look is noted.
"""

import getpass
import json
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows import home
from flows.asked import asked
from flows.audit import note
from flows.correction_form import try_out, write_form
from flows.decide import day_of_decision, extract_of
from flows.home import Home
from flows.ingest.corrections import LINE
from flows.ingest.decisions import write_decision
from flows.message import Message, blocks, covered
from flows.missing_file import missing
from flows.new_file import new_file
from flows.talk import answer, say, table
from schemas import masks
from schemas.extracts import EXTRACTS
from schemas.faults import FAULTS, DoudiError

SHOWN = 20
"""Rows that `show` lists unless all are asked for."""

STATE = {
    "loaded": "入库 loaded",
    "held": "扣留 held",
    "same_again": "重复 the same again",
    "corrected": "更正 corrections",
}


@dataclass(frozen=True)
class Row:
    """A quarantined row: what is wrong with it, and its cells as they were delivered."""

    line: int
    messages: tuple[Message, ...]
    original: str

    def text(self, message: Message) -> str | None:
        cells: dict[str, str | None] = json.loads(self.original)
        return cells.get(message.column) if message.column else cells.get("line", self.original)


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    if options.unmask and not options.reason:
        raise DoudiError("E-USAGE", "--unmask --reason", exit_code=2)
    if options.action != "list" and not options.delivery:
        raise DoudiError("E-USAGE", f"doudi quarantine {options.action} <送达编号>", exit_code=2)
    if not bureau.warehouse.exists():
        raise DoudiError("E-NO-NIGHT", str(bureau.warehouse))
    with home.warehouse(bureau, read_only=True) as con:
        if options.action == "list":
            _list(con, options)
        elif options.action == "recover":
            _recover(con, bureau, options)
        elif options.form:
            _form(con, bureau, options)
        else:
            _show(con, bureau, options)
    return 0


def _list(con: duckdb.DuckDBPyConnection, options: Namespace) -> None:
    """One line per delivery and reason. A reason to hold a file counts all its rows."""
    rows = con.execute(
        f"""WITH refused AS (
            SELECT delivery_no, 'held' AS state, unnest(codes) AS code, rows_in AS row_count
            FROM delivery_now WHERE state = 'held'
            UNION ALL
            SELECT delivery_no, 'quarantined', split_part(fault, ':', 2), count(*)
            FROM (SELECT delivery_no, unnest(faults) AS fault FROM quarantine WHERE answered_on IS NULL) GROUP BY ALL)
        SELECT delivery_id, extract, CAST(delivered_on AS VARCHAR), {masks.free_text("file_name")},
            refused.state, code, row_count
        FROM refused JOIN delivery_now USING (delivery_no) ORDER BY 2, 3, 4, 1, 5, 6"""
    ).fetchall()
    names = ("delivery_id", "extract", "delivered_on", "file_name", "state", "code", "rows")
    if options.json:
        _json([dict(zip(names, row, strict=True)) for row in rows])
        return
    table(
        (
            "送达 delivery",
            "数据 extract",
            "日期 date",
            "文件 file",
            "处置 state",
            "原因 reason",
            "行 rows",
        ),
        [
            (*row[:4], "整份扣留 held" if row[4] == "held" else "隔离行 rows", _reason(row[5]), row[6])
            for row in rows
        ],
    )
    answer("逐行查看 / row by row: doudi quarantine show <送达编号 delivery>")


def _reason(code: str) -> str:
    return f"{code} {FAULTS[code].zh} {FAULTS[code].en}"


def _form(con: duckdb.DuckDBPyConnection, bureau: Home, options: Namespace) -> None:
    """The workbook in which the department corrects the rows: it holds their text, so the look is noted."""
    if not options.unmask:
        raise DoudiError("E-USAGE", "--form --unmask --reason", exit_code=2)
    path = new_file(options.form)
    count = write_form(con, options.delivery, path)
    note(bureau, "quarantine show --form", options.delivery, options.reason)
    say(
        f"已写出 {count} 行待更正：{path}（含个人信息，只给送数据的部门）"
        f" / {count} rows to correct, with personal data: for the sending department only"
    )


def _recover(con: duckdb.DuckDBPyConnection, bureau: Home, options: Namespace) -> None:
    """Enter a corrected file as a decision of the day; the next night takes it."""
    if not options.file or not options.reason:
        raise DoudiError("E-USAGE", "doudi quarantine recover <送达编号> <文件> --reason", exit_code=2)
    file = Path(options.file)
    if not file.is_file():
        raise missing(file)
    number, extract = extract_of(con, options.delivery)
    decided_on = day_of_decision(con, number, options.on)
    tried = try_out(con, bureau, options.delivery, file, decided_on)
    for line in blocks([_fault(extract, file.name, line, fault) for line, fault in tried.faults]):
        answer(line)
    if not tried.good:
        raise DoudiError("E-NOTHING-BELIEVED", file.name)
    path = write_decision(
        bureau.landing,
        kind="recover",
        extract=extract,
        delivery_id=options.delivery,
        decided_on=decided_on,
        reason=options.reason,
        by=getpass.getuser(),
        corrected=file,
    )
    note(bureau, "quarantine recover", options.delivery, options.reason)
    answer(
        f"可信 {tried.good:,} 行，仍不可信 {len({line for line, _ in tried.faults}):,} 行"
        f" / rows believed: {tried.good:,}, still not believed: {len({line for line, _ in tried.faults}):,}"
    )
    say(f"已登记，下一晚入库：{path} / entered; the next night takes it")


def _fault(extract: str, file: str, line: int, fault: str) -> Message:
    column, _, code = fault.partition(":")
    return Message(
        code,
        file=file,
        line=line,
        column=column,
        column_zh=_heading(extract, column),
        is_returned=_is_returned(extract),
    )


def _show(con: duckdb.DuckDBPyConnection, bureau: Home, options: Namespace) -> None:
    found = con.execute(
        """SELECT delivery_no, extract, delivered_on, file_name, state, codes, where_found, rows_in, encoding
        FROM delivery_now WHERE delivery_id = ?""",
        [options.delivery],
    ).fetchall()
    if not found:
        raise DoudiError("E-NOT-FOUND", asked(str(options.delivery)))
    number, extract, day, name, state, codes, where, rows_in, encoding = found[0]
    file = f"landing/{'decision' if state == 'corrected' else extract}/{day}/{name}"
    # A file's place is noted with the first of its codes; what follows was found without looking further.
    held = [
        Message(code, file=file, where="" if place else where or "", is_returned=_is_returned(extract))
        for place, code in enumerate(codes if state == "held" else ())
    ]
    total = int(
        con.execute(
            "SELECT count(*) FROM quarantine WHERE delivery_no = ? AND answered_on IS NULL", [number]
        ).fetchall()[0][0]
    )
    answered = con.execute(
        "SELECT count(*) FROM quarantine WHERE delivery_no = ? AND answered_on IS NOT NULL", [number]
    ).fetchall()[0][0]
    shown = total if options.all or options.json else min(total, SHOWN)
    rows = [
        _row(extract, file, *row)
        for row in con.execute(
            """SELECT line, faults, original FROM quarantine WHERE delivery_no = ? AND answered_on IS NULL
            ORDER BY line LIMIT ?""",
            [number, shown],
        ).fetchall()
    ]
    if options.unmask:
        note(bureau, "quarantine show --unmask", options.delivery, options.reason)
    if options.json:
        _json(
            [
                *(message.as_object() for message in held),
                *(
                    message.as_object() | ({"text": row.text(message)} if options.unmask else {})
                    for row in rows
                    for message in row.messages
                ),
            ]
        )
        return
    zh = EXTRACTS[extract].zh if extract in EXTRACTS else ""
    answer(f"{options.delivery}  {zh} {extract}  {STATE.get(state, state)}  {encoding}".rstrip())
    answer(
        f"  {rows_in:,} 行，其中不可信 {total:,} 行 / rows, of which not believed: {total:,}"
        + (f"；下列前 {shown} 行，全部用 --all / the first {shown}, all with --all" if shown < total else "")
    )
    if answered:
        answer(f"  另有 {answered:,} 行已更正 / rows already corrected: {answered:,}")
    for line in blocks([*held, *(message for row in rows for message in row.messages)]):
        answer(line)
    if options.unmask:
        answer("原文 text:")
        for row in rows:
            print(f"  第 {row.line} 行 line: {row.original}")  # noqa: T201


def _row(extract: str, file: str, line: int, faults: list[str], original: str) -> Row:
    cells: dict[str, str | None] = json.loads(original)
    messages = []
    for fault in faults:
        column, _, code = fault.partition(":")
        # A line that could not be split is one cell; of rows that contradict each other none is at fault.
        masked = covered(cells.get(column or "line")) if column or "line" in cells else None
        messages.append(
            Message(
                code,
                file=file,
                line=line,
                column=column,
                column_zh=_heading(extract, column),
                masked=masked,
                is_returned=_is_returned(extract),
            )
        )
    return Row(line, tuple(messages), original)


def _is_returned(extract: str) -> bool:
    return extract in EXTRACTS and EXTRACTS[extract].is_returned


def _heading(extract: str, column: str) -> str:
    contract = EXTRACTS.get(extract)
    columns = (LINE, *contract.columns) if contract else ()
    return next((found.zh for found in columns if found.name == column), "")


def _json(found: list[dict[str, Any]]) -> None:
    print(json.dumps(found, ensure_ascii=False, indent=2))  # noqa: T201
