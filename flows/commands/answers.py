"""`doudi answers`: offices' filled-in lists taken in, and what is refused written back to them with its problem.

The file goes into the landing folder whole and the next night takes its good rows, so that what is said here is what
will be; a correction of earlier answers is a person's decision and is entered as one.
"""

import getpass
import json
import shutil
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from flows import home
from flows.audit import note
from flows.decide import day_of_work
from flows.home import Home
from flows.ingest.answers.origin import origin_of
from flows.ingest.decisions import write_decision
from flows.ingest.landing import shown
from flows.message import Message, blocks
from flows.missing_file import missing
from flows.refused_rows import write_refused
from flows.returned_list import ANSWER, Tried, try_out
from flows.talk import answer, say
from schemas.faults import DoudiError
from schemas.faults import told as fault_words

PLACES_SHOWN = 20


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    paths = list(dict.fromkeys(Path(file).resolve() for file in options.files))
    if options.supersede and not options.reason:
        raise DoudiError("E-USAGE", "--supersede --reason", exit_code=2)
    for path in paths:
        if not path.is_file():
            raise missing(path)
    if not bureau.warehouse.exists():
        raise DoudiError("E-NO-NIGHT", str(bureau.warehouse))
    with home.warehouse(bureau, read_only=True) as con:
        on = options.on or day_of_work(con)
        found = try_out(con, bureau, paths, on, supersedes=options.supersede)
    folder = Path(options.out) if options.out else bureau.exports / "returned"
    told = [_settle(bureau, tried, on, folder, options) for tried in found]
    if options.json:
        print(json.dumps({"on": str(on), "files": told}, ensure_ascii=False, indent=2))  # noqa: T201
    refused = any(tried.refused or tried.file.codes for tried in found)
    useful = any(tried.news or tried.same_again or tried.is_copy for tried in found)
    return 0 if not refused else 3 if useful else 1


def _settle(bureau: Home, tried: Tried, on: date, folder: Path, options: Namespace) -> dict[str, Any]:
    """Put one file where it belongs, write back what is refused, and say both."""
    returned = write_refused(tried, origin_of(tried.file), folder) if tried.refused else None
    landed = _land(bureau, tried, on, options) if tried.news else None
    told: dict[str, Any] = {
        "file": shown(tried.path.name),
        "sha256": tried.file.found.sha256,
        "same_file_again": tried.is_copy,
        "codes": tried.file.codes,
        "taken": tried.taken,
        "completing": tried.completing,
        "replacing": tried.replacing,
        "same_again": tried.same_again,
        "unanswered": tried.unanswered,
        "refused_rows": len(tried.refused),
        "refused": dict(sorted(tried.refused_codes.items())),
        "landed": str(landed.relative_to(bureau.path)) if landed else None,
        "returned": str(returned) if returned else None,
    }
    counts = {name: count for name, count in told.items() if isinstance(count, int)}
    note(
        bureau,
        "answers --supersede" if options.supersede else "answers",
        f"{tried.file.found.sha256[:16]} {json.dumps(counts)}",
        options.reason or "",
    )
    if not options.json:
        _tell(tried, landed, returned)
    return told


def _land(bureau: Home, tried: Tried, on: date, options: Namespace) -> Path:
    """The file in the landing folder under its own name; another file that bears it keeps it."""
    if options.supersede:
        return write_decision(
            bureau.landing,
            kind="supersede",
            extract=ANSWER.name,
            decided_on=on,
            reason=options.reason,
            by=getpass.getuser(),
            corrected=tried.path,
        )
    folder = bureau.landing / ANSWER.name / str(on)
    folder.mkdir(parents=True, exist_ok=True)
    if tried.path.parent == folder.resolve():
        return tried.path
    place = folder / tried.path.name.lstrip(".~$")
    if place.exists():
        place = place.with_name(f"{place.stem}-{tried.file.found.sha256[:8]}{place.suffix}")
    aside = place.with_name(f".{place.name}")
    shutil.copyfile(tried.path, aside)
    aside.replace(place)
    return place


def _tell(tried: Tried, landed: Path | None, returned: Path | None) -> None:
    answer(shown(tried.path.name))
    if tried.is_copy:
        answer("  同一份文件已经收过，不再重复 / the same file came before; nothing is done")
        return
    if tried.file.codes:
        for place, code in enumerate(tried.file.codes):
            where = "" if place else tried.file.where
            for line in blocks([Message(code, file=shown(tried.path.name), where=where, is_returned=True)]):
                answer(f"  {line}")
        return
    answer(
        f"  采纳 {tried.taken:,}，补充 {tried.completing:,}，改正 {tried.replacing:,}，重复 {tried.same_again:,}，"
        f"未填 {tried.unanswered:,}，退回 {len(tried.refused):,}（行）"
    )
    answer(
        f"  taken {tried.taken:,}, completing {tried.completing:,}, replacing {tried.replacing:,}, same again "
        f"{tried.same_again:,}, not answered {tried.unanswered:,}, refused {len(tried.refused):,} (rows)"
    )
    for code, count in sorted(tried.refused_codes.items()):
        fault = fault_words(code, is_returned=True)
        lines = [str(row.line) for row in tried.refused if code in row.codes]
        more = "…" if len(lines) > PLACES_SHOWN else ""
        answer(f"  {code}  {count:,}  {fault.zh} / {fault.en}")
        answer(f"    行 lines    : {'、'.join(lines[:PLACES_SHOWN])}{more}")
        answer(f"    处理 next   : {fault.next_zh} / {fault.next_en}")
    if returned:
        answer(f"  退回清单 written back: {returned}（含个人信息，只给该乡镇 for its township only）")
    if landed:
        say(f"已登记，下一晚采用：{landed} / entered; the next night takes it")
    elif tried.refused:
        say("没有可用的行，未登记 / nothing can be used, nothing entered")
    elif not tried.same_again:
        say(
            "这份清单还没有填，或没有新的内容；未登记 / nothing is filled in yet, or nothing new; nothing is entered"
        )
