"""`doudi person`: what is held about one person, for the person; and the form with which a wrong row is put right.

The number never stands on the command line, which every account of the machine can read: it comes from standard input or
a file. Every look is noted, under the person's pseudonym.
"""

import json
import os
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from flows import home
from flows.audit import note
from flows.home import Home
from flows.missing_file import missing
from flows.new_file import new_file
from flows.person_correction import correctable, way, write_form
from flows.person_record import Record, record
from flows.state_words import STATE_ZH
from flows.talk import answer, say
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    if bool(options.correct) != bool(options.form):
        raise DoudiError("E-USAGE", "--correct EXTRACT --form FILE", exit_code=2)
    extract = correctable(options.correct) if options.correct else None
    for place in filter(None, (options.page, options.form)):
        new_file(place)
    number = _number(options.file)
    try:
        found = record(bureau, number)
    except DoudiError:
        note(bureau, "person", "not found", options.reason)
        raise
    if extract:
        count = write_form(bureau, number, extract, Path(options.form))
        note(bureau, "person --correct", f"{found.key} {extract.name} rows={count}", options.reason)
        say(
            f"已写出 {count} 行：{options.form}（含个人信息，只给{extract.department_zh}）。灰色的列是主键，不要改；改好后放进 "
            f"{bureau.landing / extract.name}/<送达日期>/，下一晚取代原来的行 / {count} rows written; grey columns are the key, "
            "leave them; put it there, and the next night takes it in the place of the old rows"
        )
        return 0
    note(
        bureau,
        "person --page" if options.page else "person",
        f"{found.key} rows={len(found.rows)} refused={len(found.refused)}",
        options.reason,
    )
    if options.page:
        _write_page(bureau, found, Path(options.page))
        say(f"已写出，只给本人 / written, for the person alone: {options.page}")
    elif options.json:
        print(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str))  # noqa: T201
    else:
        _tell(found)
    return 0


def _number(file: str | None) -> str:
    """The first line of the file or of standard input. Raises: DoudiError E-USAGE, E-NO-FILE."""
    if file:
        path = Path(file)
        if not path.is_file():
            raise missing(path)
        with path.open(encoding="utf-8-sig") as lines:
            said = lines.readline()
    else:
        said = sys.stdin.readline()
    if not said.strip():
        raise DoudiError(
            "E-USAGE", "证件号码从标准输入或 --file 读 / the number is read from stdin or --file", exit_code=2
        )
    return said.strip()


def _write_page(bureau: Home, found: Record, path: Path) -> None:
    from flows.page_template import page_template

    page = page_template(Path(__file__).parents[1] / "person_page.html.j2").render(
        record=found, extracts=EXTRACTS, way=way, states=STATE_ZH, bureau=bureau.name or bureau.area
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(page.encode("utf-8"))


def _tell(found: Record) -> None:
    answer(
        f"人员 person {found.key}   截至 as of {found.as_of}   {len(found.rows)} 行 rows，未入库 refused {len(found.refused)}，"
        f"预警 warnings {len(found.warnings)}"
    )
    for extract in EXTRACTS.values():
        rows = [row for row in found.rows if row.extract == extract.name]
        if not rows:
            continue
        answer()
        answer(f"{extract.zh} {extract.name}   {extract.department_zh} {extract.department}")
        answer(f"  规则 rules   : {'、'.join(found.rules[extract.name]) or '没有 none'}")
        zh, en = way(extract)
        answer(f"  更正 correct : {zh} / {en}")
        for row in rows:
            gone = f"   {row.known_to} 起已被取代 superseded" if row.known_to else ""
            answer(f"  · {'；'.join(f'{heading} {cell}' for heading, cell in row.cells.items())}{gone}")
            used = f"   预警 warnings {'、'.join(row.warnings)}" if row.warnings else ""
            answer(f"    {row.file} 第 {row.line} 行 line{used}")
    if found.refused:
        answer()
        answer("未能入库、按原文保存的行 / rows that could not be believed, kept as they came")
        for refused in found.refused:
            answer(f"  · {refused.file} 第 {refused.line} 行 line   {'、'.join(refused.codes)}")
    if found.warnings:
        answer()
        answer("预警 / warnings")
        for warning in found.warnings:
            answer(
                f"  · {warning.warning_id}  {warning.rule_code}  {warning.opened_on}  {STATE_ZH[warning.state]} {warning.state}"
            )
