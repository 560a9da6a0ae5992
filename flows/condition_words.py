"""A condition that failed, in words: what it asks, what the figure is now, and how much would change it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.conditions import Condition, Expression, Tried, columns, distance
from schemas.parameter_words import POPULATION
from schemas.table import Field, Table


@dataclass(frozen=True)
class Words:
    """One failed condition. `distance` is what the figure would have to move, in `unit`; `alternatives` are the parts of
    an OR, any one of which is enough; `together` the parts of such an alternative, all of which are needed."""

    zh: str
    en: str
    columns: tuple[str, ...] = ()
    operator: str = ""
    value: str | None = None
    line: str | None = None
    distance: str | None = None
    unit: str = ""
    alternatives: tuple["Words", ...] = ()
    together: tuple["Words", ...] = ()


_ASKED = {
    "<": ("须低于", "below"),
    "<=": ("须不高于", "not above"),
    ">": ("须高于", "above"),
    ">=": ("须达到", "at least"),
    "=": ("须为", ""),
    "<>": ("须不为", "other than"),
}
_ASKED_OF_DAY = {
    "<": ("须早于", "before"),
    "<=": ("须不晚于", "not after"),
    ">": ("须晚于", "after"),
    ">=": ("须不早于", "not before"),
    "=": ("须为", ""),
    "<>": ("须不为", "other than"),
}
_UNITS = (
    ("_fen", "元", "yuan"),
    ("_months", "个月", "month(s)"),
    ("_years", "岁", "year(s)"),
    ("points", "分", "point(s)"),
    ("dwelling", "套", "dwelling(s)"),
    ("member_count", "人", "people"),
    ("parent_", "人", "people"),
)
_COUNTED = ("人", "套")


def said(failed: Tried, table: Table) -> Words:
    """The words of a condition that does not hold."""
    fields = {field.name: field for field in table.fields}
    if failed.condition.kind == "any":
        ways = _once(said(part, table) for part in failed.parts if part.holds is not True)
        if len(ways) == 1:
            return ways[0]
        return Words(
            "以下有一项即可：" + "；".join(f"({place}) {way.zh}" for place, way in enumerate(ways, 1)),
            "one of these would do: " + "; ".join(f"({place}) {way.en}" for place, way in enumerate(ways, 1)),
            alternatives=ways,
        )
    if failed.condition.kind == "all":
        parts = _once(said(part, table) for part in failed.parts if part.holds is False)
        return Words(
            "，并且".join(part.zh for part in parts), ", and ".join(part.en for part in parts), together=parts
        )
    return _leaf(failed, fields)


def unknown_columns(unknown: Sequence[Tried], table: Table) -> Iterator[tuple[str, str, str]]:
    """The empty columns for which nobody can tell: name, Chinese, English."""
    fields = {field.name: field for field in table.fields}
    seen = set()
    for part in unknown:
        for leaf in part.leaves():
            for side, value in zip(leaf.condition.sides, leaf.values, strict=True):
                for name in columns(side) if leaf.holds is None and value is None else ():
                    if name not in seen:
                        seen.add(name)
                        yield name, fields[name].zh, _english(fields[name])


def _once(words: Iterator[Words]) -> tuple[Words, ...]:
    """Two conditions may ask the same of a family (a column not null, and not false)."""
    return tuple({each.zh: each for each in words}.values())


def _leaf(leaf: Tried, fields: dict[str, Field]) -> Words:
    condition = leaf.condition
    zh, en = _name(condition.sides[0], fields)
    value = leaf.values[0]
    if leaf.holds is None:
        return Words(f"{zh}不明", f"{en}: not known", condition.columns, condition.operator)
    if condition.kind == "flag" or isinstance(value, bool):
        now, asked = (("是", "yes"), ("否", "no")) if value else (("否", "no"), ("是", "yes"))
        return Words(
            f"{zh}：{now[0]}，须为{asked[0]}",
            f"{en}: {now[1]}, would have to be {asked[1]}",
            condition.columns,
            "=",
            now[1],
        )
    if condition.kind == "known":
        asked = (
            ("须有", "there would have to be one")
            if condition.wanted
            else ("须没有", "there would have to be none")
        )
        shown = _shown(value, condition)
        return Words(
            f"{zh}：现{'没有' if value is None else '为 ' + shown[0]}，{asked[0]}",
            f"{en}: {'none' if value is None else shown[1]}, {asked[1]}",
            condition.columns,
            "is not null" if condition.wanted else "is null",
            None if value is None else shown[1],
        )
    if condition.kind == "one_of":
        choices = [POPULATION.get(str(each), str(each)) for each in leaf.values[1:]]
        codes = ", ".join(str(each) for each in leaf.values[1:])
        asked = (
            ("须为", "would have to be one of")
            if condition.wanted
            else ("须不为", "would have to be none of")
        )
        return Words(
            f"{zh}现为 {POPULATION.get(str(value), value)}，{asked[0]} {'、'.join(choices)}{' 之一' if condition.wanted else ''}",
            f"{en} is {value}, {asked[1]} {codes}",
            condition.columns,
            "in" if condition.wanted else "not in",
            str(value),
            codes,
        )
    if condition.kind == "compare":
        return _comparison(leaf, fields, zh, en)
    return Words(f"{zh}：条件不成立", f"{en}: does not hold", condition.columns)


def _comparison(leaf: Tried, fields: dict[str, Field], zh: str, en: str) -> Words:
    condition = leaf.condition
    value, line = (_shown(each, condition) for each in leaf.values)
    asked = (_ASKED_OF_DAY if isinstance(leaf.values[0], date) else _ASKED)[condition.operator]
    named = _name(condition.sides[1], fields) if columns(condition.sides[1]) else None
    of = (f"（{named[0]}）", f" ({named[1]})") if named else ("", "")
    if condition.operator == "<" and leaf.values[1] == 1 and _unit(condition)[0] in _COUNTED:
        # Nobody says "fewer than one person".
        zh, en = f"{zh}须为 0，现为 {value[0]}", f"{en} would have to be none, is {value[1]}"
    else:
        zh, en = (
            f"{zh}{asked[0]} {line[0]}{of[0]}，现为 {value[0]}",
            f"{en} would have to be {asked[1]} {line[1]}{of[1]}, is {value[1]}",
        )
    gap = distance(leaf)
    if gap is None:
        return Words(zh, en, condition.columns, condition.operator, value[1], line[1])
    unit = ("天", "day(s)") if isinstance(leaf.values[0], date) else _unit(condition)
    shown = _number(gap, unit)
    return Words(
        f"{zh}，差 {shown} {unit[0]}".rstrip(),
        f"{en}: {_one(f'{shown} {unit[1]}')} away".replace("  ", " "),
        condition.columns,
        condition.operator,
        value[1],
        line[1],
        shown.replace(",", ""),
        unit[1],
    )


def _name(side: Expression, fields: dict[str, Field]) -> tuple[str, str]:
    named = [fields[name] for name in columns(side)]
    return "、".join(field.zh for field in named), ", ".join(_english(field) for field in named)


def _english(field: Field) -> str:
    """A column's meaning may lean on its neighbours'; its name stands by itself."""
    return (
        re.sub(r"_(fen|on)$", "", re.sub(r"^(is|has)_", "", field.name)).replace("_fen", "").replace("_", " ")
    )


def _unit(condition: Condition) -> tuple[str, str]:
    for name in condition.columns:
        for ending, zh, en in _UNITS:
            if ending in name:
                return zh, en
    return "", ""


def _shown(value: Any, condition: Condition) -> tuple[str, str]:
    if isinstance(value, date | str) or value is None:
        known = POPULATION.get(str(value), str(value)) if isinstance(value, str) else str(value)
        return known, str(value)
    unit = _unit(condition)
    number = _number(value, unit)
    return f"{number} {unit[0]}".rstrip(), _one(f"{number} {unit[1]}".rstrip())


def _one(counted: str) -> str:
    return "1 person" if counted == "1 people" else counted


def _number(value: int | Decimal, unit: tuple[str, str]) -> str:
    if unit[1] == "yuan":
        fen = abs(int(value))
        return f"{'-' if value < 0 else ''}{fen // 100:,}.{fen % 100:02d}"
    return f"{value.normalize():,f}" if isinstance(value, Decimal) else f"{value:,}"
