"""`doudi stats`: figures that are asked for. Alone: households by township, main reason and severity, exact and for the
bureau only. `--public`: the same as everybody may read it. `--article`: the source article's, with the product's beside."""

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from flows import home
from flows.audit import note
from flows.stats.article import Compared, compare
from flows.stats.households import TABLES, Counted, households
from flows.stats.public import PublicStatistics, public_statistics
from flows.stats.public_files import lines, write_public_files
from flows.talk import answer, progress, say, table
from schemas.faults import DoudiError

DIFFERS = 1


def run(options: Namespace) -> int:
    if options.article:
        return _article(options)
    if options.out and not options.public:
        raise DoudiError("E-USAGE", "stats --public --out", exit_code=2)
    bureau = home.find(home.resolve(options.home))
    counted = households(bureau, options.month)
    if not options.public:
        return _internal(counted, is_json=options.json)
    found = public_statistics(bureau, counted)
    if options.out:
        written = write_public_files(found, Path(options.out).expanduser())
        note(bureau, "stats --public", " ".join(path.name for path in written))
        for path in written:
            say(f"已写出 / written: {path}")
    return _public(found, is_json=options.json)


def _public(found: PublicStatistics, *, is_json: bool) -> int:
    if is_json:
        _print({**asdict(found), "as_of": str(found.as_of), "notes": found.notes})
        return 0
    table(("分组 by", "代码 code", "名称 name", "户数 households"), lines(found))
    for number, (zh, en) in enumerate(found.notes, 1):
        answer(f"{number}. {zh} / {en}")
    return 0


def _internal(counted: Counted, *, is_json: bool) -> int:
    say(
        "▲ 内部数字，未作处理，不得公开；要公开的用 doudi stats --public / "
        "internal and exact, not for publication: publish what doudi stats --public prints"
    )
    if is_json:
        _print({**asdict(counted), "as_of": str(counted.as_of), "total": counted.total, "is_internal": True})
        return 0
    table(
        ("分组 by", "代码 code", "名称 name", "户数 households"),
        [("合计 total", "", counted.area_name, counted.total)]
        + [
            (f"{zh} {en}", row.code, f"{row.zh} {row.en}", row.count)
            for (zh, en), rows in zip(TABLES, counted.tables, strict=True)
            for row in rows
        ],
    )
    return 0


def _print(said: object) -> None:
    print(json.dumps(said, ensure_ascii=False, indent=2))  # noqa: T201


def _article(options: Namespace) -> int:
    compared = compare(progress=progress())
    if options.json:
        _print([_said(each) for each in compared])
    else:
        table(
            ("系统", "地方 place", "数字 figure", "文章 article", "本系统 Doudi", "相符"),
            [
                (
                    each.figure.system,
                    f"{each.place.name_zh} {each.place.name}",
                    f"{each.figure.zh} {each.figure.en}",
                    each.figure.article or f"（{each.figure.says}）",
                    each.found or "—",
                    "是 yes" if each.is_equal else "否 NO",
                )
                for each in compared
            ],
        )
        differing = sum(not each.is_equal for each in compared)
        answer(
            f"\n{len(compared)} 个数字，{len(compared) - differing} 个相符。括号里的数字文章没有写，是按它的叙述应得的数。"
            f"\n{len(compared)} figures, {len(compared) - differing} agree. One in brackets is not in the article: it is what "
            "its account comes to."
        )
    return DIFFERS if any(not each.is_equal for each in compared) else 0


def _said(each: Compared) -> dict[str, object]:
    return {
        **each.figure.model_dump(exclude={"query"}),
        "place": each.place.name,
        "as_of": str(each.place.as_of),
        "found": each.found,
        "is_equal": each.is_equal,
    }
