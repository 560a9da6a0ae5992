"""The changelog's list of every dated value: a value is never edited, so that the list only grows."""

import tomllib
from pathlib import Path

from flows.handbook.markdown import table
from flows.standards import SHIPPED
from flows.value_words import in_words, interval
from schemas.standard import decode, parse


def values_section() -> str:
    """One table per shipped file, localities first: they are what a reader looks for."""
    paths = sorted(SHIPPED.glob("*.toml"), key=lambda path: (path.stem == "00", path.stem))
    return "\n\n".join(_file(path) for path in paths)


def _file(path: Path) -> str:
    text = decode(path.read_bytes(), path.name)
    head, rows = tomllib.loads(text), parse(text, path.name)
    where = (
        "全国，当地另有规定的除外 all areas without a value of their own" if path.stem == "00" else path.stem
    )
    return "\n\n".join(
        (
            f"#### {path.stem} {head['name_zh']} / {head['name']}",
            f"- 影响的日期 Impacted dates: {min(row.valid_from for row in rows)} 起。\n"
            f"- 影响的地区 Impacted areas: {where}。\n"
            f"- 文件 File: `data/standards/{path.name}`",
            table(
                ("参数 Key", "适用 Population", "起 From", "值 Value", "可信度 Confidence"),
                (
                    (f"`{row.key}`", row.population, interval(row), in_words(row), row.confidence)
                    for row in rows
                ),
            ),
        )
    )
