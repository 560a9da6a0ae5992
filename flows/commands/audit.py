"""`doudi audit verify`: whether the log of who did what is as it was written; every broken line by its number."""

import json
from argparse import Namespace
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from flows import home
from flows.audit import log, writing
from flows.audit.head import Head, parse, read_head
from flows.audit.seal import seals
from flows.audit.verify import Broken, Kind, Verdict, verify
from flows.missing_file import missing
from flows.talk import answer
from schemas.faults import DoudiError

BROKEN = 1

SAID: dict[Kind, tuple[str, str]] = {
    "edited": ("被改过", "edited"),
    "removed": ("被删掉", "removed"),
    "inserted": ("是后来插入的", "inserted"),
    "moved": ("被挪动过", "moved"),
    "cut": ("（末尾）被截掉", "cut off at the end"),
    "older": ("及以前（封存以前的行）有改动", "and before, from before lines were sealed: changed"),
    "head": ("末行摘要 audit.head 不见了", "the digest of the last line, audit.head, is gone"),
}


def run(options: Namespace) -> int:
    elsewhere = [_seal(text) for text in options.seal]
    if options.file:
        path = Path(options.file)
        if not path.is_file():
            raise missing(path)
        found, counted = verify(path.read_bytes(), None, elsewhere, is_copy=True), len(elsewhere)
    else:
        bureau = home.find(home.resolve(options.home))
        noted = seals(bureau)
        outside = (*noted.in_warehouse, *noted.in_notices, *elsewhere)
        with writing(bureau):
            data = log(bureau).read_bytes() if log(bureau).exists() else b""
            found, counted = verify(data, read_head(bureau), outside), len(outside)
    if options.json:
        print(json.dumps(_said(found, counted), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        _tell(found, counted)
    return BROKEN if found.broken else 0


def _seal(text: str) -> Head:
    try:
        return parse(text)
    except ValueError:
        raise DoudiError("E-USAGE", "--seal 编号:摘要 / N:DIGEST", exit_code=2) from None


def _said(found: Verdict, counted: int) -> dict[str, object]:
    return {
        "sealed": found.sealed,
        "not_sealed": found.older,
        "erased": found.erased,
        "seals": counted,
        "broken": [each._asdict() for each in found.broken],
    }


def _tell(found: Verdict, counted: int) -> None:
    if found.older:
        answer(
            f"▲ 前 {found.older:,} 行是旧版写的，没有封存，无从核对 / the first {found.older:,} lines are of an older package "
            "and not sealed: nothing can be said of them"
        )
    if found.erased:
        answer(
            f"  前 {found.erased:,} 行已按保存期限清除 / the first {found.erased:,} lines were erased by rule, past their time"
        )
    if not found.broken:
        answer(
            f"✔ {found.sealed:,} 行都与写入时一致，另有 {counted:,} 处留存的摘要相符 / {found.sealed:,} lines are as they were "
            f"written; {counted:,} digests kept elsewhere agree"
        )
        return
    for kind, run_of in groupby(_ranges(found.broken), key=lambda each: each[0].kind):
        zh, en = SAID[kind]
        for first, last in run_of:
            answer(f"✘ {_which(first, last)}{zh} / {en}")
    answer(
        "请保全现场，与邮件里收到的末行摘要核对：doudi audit verify --seal / keep everything as it is, and hold the log against the "
        "digests that notices have brought"
    )


def _ranges(broken: Sequence[Broken]) -> list[tuple[Broken, Broken]]:
    """Lines of a kind that follow on each other, told as one."""
    found: list[tuple[Broken, Broken]] = []
    for each in sorted(broken, key=lambda each: (each.kind, _number(each))):
        if found and found[-1][1].kind == each.kind and _number(each) == _number(found[-1][1]) + 1:
            found[-1] = (found[-1][0], each)
        else:
            found.append((each, each))
    return found


def _number(broken: Broken) -> int:
    return broken.line or broken.no or 0


def _which(first: Broken, last: Broken) -> str:
    if not _number(first):
        return ""
    span = f"{_number(first):,}" if first == last else f"{_number(first):,}–{_number(last):,}"
    return f"第 {span} 行" if first.line else f"原第 {span} 行"
