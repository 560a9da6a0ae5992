"""`doudi stats`: figures that are asked for. `--article`: the source article's, with the product's own beside them."""

import json
from argparse import Namespace

from flows.stats.article import Compared, compare
from flows.talk import answer, progress, table

DIFFERS = 1


def run(options: Namespace) -> int:
    compared = compare(progress=progress())
    if options.json:
        print(json.dumps([_said(each) for each in compared], ensure_ascii=False, indent=2))  # noqa: T201
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
