"""Dated, cited values: what a standards file may hold, and when it is refused.

A locality is one TOML file named by its division code. Each value says whom it is for, from when, since when
it is known, and where it is written. A yearly raise adds a block; no block is ever edited.
"""

import re
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import PurePath
from typing import Any, Literal, NoReturn, get_args

from pydantic import BaseModel, ConfigDict

from schemas.faults import DoudiError
from schemas.parameter import WHOLE, Parameter, Unit
from schemas.parameters import PARAMETERS

Operator = Literal["below", "not_above", "above", "at_least"]
Confidence = Literal["official", "secondary", "assumed"]

MILLION = 1_000_000
FOREVER = date(9999, 12, 31)

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
"""No standard is older than subsistence allowance itself; a year beyond is a slip of the hand."""
FAR = timedelta(days=3 * 366)
"""Announced so long before or after it holds: one of the two years is mistyped."""


class Standard(BaseModel):
    """One dated, cited value. Shape: one per (area, key, population, valid_from, published_on)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    area_code: str
    key: str
    population: str
    value: str
    value_e6: int | None
    unit: Unit
    operator: Operator | None
    valid_from: date
    valid_to: date
    published_on: date | None
    source: str
    confidence: Confidence
    note: str
    checked: date | None
    file: str
    line: int
    """Where its block begins, so that a mistake found later can still be pointed at."""

    @property
    def known_from(self) -> date:
        """A value without a publication date is known from the day it holds."""
        return self.published_on or self.valid_from

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line} {self.key}"


_ENTRY = {
    "population",
    "value",
    "unit",
    "operator",
    "valid_from",
    "valid_to",
    "published_on",
    "source",
    "confidence",
    "note",
    "checked",
}
_TEXTS = ("population", "source", "note")
_DATES = ("valid_from", "valid_to", "published_on", "checked")
_HEAD = {"area", "name", "name_zh", "checked"}


def decode(data: bytes, file: str) -> str:
    """A file's text. Raises: DoudiError E-STANDARD-FILE naming the line that is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DoudiError("E-STANDARD-FILE", f"{file}:{line} UTF-8") from None


def parse(text: str, file: str) -> list[Standard]:
    """The values of one file. Raises: DoudiError E-STANDARD-* naming file and line."""
    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        # At its end a file has no line to name: what is missing there began in the last one.
        line = found[1] if found else max(len(text.splitlines()), 1)
        raise DoudiError("E-STANDARD-FILE", f"{file}:{line} {error}") from None
    lines = _entry_lines(text)
    area = document.get("area")
    if not isinstance(area, str) or not re.fullmatch(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", area):
        _refuse("E-STANDARD-AREA", f"{file}:{_line_of('area', text)} area", "2, 4, 6, 9, 12 位数字 / digits")
    if PurePath(file).name != f"{area}.toml":
        _refuse("E-STANDARD-AREA", f"{file}:{_line_of('area', text)} area = {area}", f"{area}.toml")
    checked = document.get("checked")
    if checked is not None and type(checked) is not date:
        _refuse("E-STANDARD-DATE", f"{file}:{_line_of('checked', text)} checked")
    standards = []
    for key, entries in document.items():
        if key in _HEAD:
            continue
        if key not in PARAMETERS or not isinstance(entries, list):
            line = lines.get((key, 0)) or _line_of(key, text)
            _refuse("E-STANDARD-FORM", f"{file}:{line} {key}", "" if key not in PARAMETERS else f"[[{key}]]")
        for place, entry in enumerate(entries):
            line = lines.get((key, place)) or _line_of(key, text)
            if not isinstance(entry, dict):
                _refuse("E-STANDARD-FORM", f"{file}:{line} {key}", f"[[{key}]]")
            standards.append(entered(area, PARAMETERS[key], {"checked": checked} | entry, file, line))
    return standards


def _refuse(code: str, where: str, what: str = "") -> NoReturn:
    raise DoudiError(code, f"{where}: {what}" if what else where) from None


def _entry_lines(text: str) -> dict[tuple[str, int], int]:
    """On which line the n-th block of a key begins."""
    lines: dict[tuple[str, int], int] = {}
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if found := re.match(r"\s*\[\[?\s*([A-Za-z0-9_]+)\s*\]", line):
            key = found[1]
            lines[key, seen.get(key, 0)] = number
            seen[key] = seen.get(key, 0) + 1
    return lines


def _line_of(name: str, text: str) -> int:
    """The line on which a name is set; the first, where nobody wrote it."""
    found = re.search(rf"^\s*\"?{re.escape(name)}\"?\s*[=.]", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 1


def entered(area: str, parameter: Parameter, entry: dict[str, Any], file: str, line: int) -> Standard:
    """One value as it was entered, in a file or by command. Raises: DoudiError E-STANDARD-*."""
    where = f"{file}:{line} {parameter.key}"
    if unknown := sorted(entry.keys() - _ENTRY):
        _refuse("E-STANDARD-FORM", where, "、".join(unknown))
    for name in _TEXTS:
        if not isinstance(entry.get(name, ""), str):
            _refuse("E-STANDARD-FORM", where, f'{name} = "..."')
    if not entry.get("source", "").strip():
        _refuse("E-STANDARD-SOURCE", where)
    population = entry.get("population", "all")
    if population not in (*parameter.populations, "all"):
        _refuse("E-STANDARD-FORM", where, f"population = {population}（{', '.join(parameter.populations)}）")
    unit = entry.get("unit", parameter.unit)
    if unit != parameter.unit:
        _refuse("E-STANDARD-UNIT", where, f"unit = {unit} ≠ {parameter.unit}")
    operator = entry.get("operator")
    wanted = get_args(Operator) if parameter.has_operator else (None,)
    if operator not in wanted:
        said = "、".join(str(each) for each in wanted) if parameter.has_operator else "不用写 / none"
        _refuse("E-STANDARD-FORM", where, f"operator（{said}）")
    confidence = entry.get("confidence", "official")
    if confidence not in get_args(Confidence):
        _refuse("E-STANDARD-FORM", where, f"confidence（{'、'.join(get_args(Confidence))}）")
    _check_dates(entry, where)
    value, value_e6 = _value(parameter, entry.get("value"), where)
    return Standard(
        area_code=area,
        key=parameter.key,
        population=population,
        value=value,
        value_e6=value_e6,
        unit=parameter.unit,
        operator=operator,
        valid_from=entry["valid_from"],
        valid_to=entry.get("valid_to", FOREVER),
        published_on=entry.get("published_on"),
        source=entry["source"],
        confidence=confidence,
        note=entry.get("note", ""),
        checked=entry["checked"],
        file=file,
        line=line,
    )


def _check_dates(entry: dict[str, Any], where: str) -> None:
    """A value announced late, or ahead of its day, is usual; years apart is a slip of the hand."""
    if "valid_from" not in entry:
        _refuse("E-STANDARD-DATE", where, "valid_from")
    for name in _DATES:
        day = entry.get(name)
        if day is None:
            continue
        # A TOML date with a time is also a date to Python.
        if type(day) is not date or not (EARLIEST <= day < LATEST or (name, day) == ("valid_to", FOREVER)):
            _refuse("E-STANDARD-DATE", where, f"{name} = {day}")
    valid_from, valid_to = entry["valid_from"], entry.get("valid_to", FOREVER)
    if valid_to <= valid_from:
        _refuse("E-STANDARD-DATE", where, f"valid_to = {valid_to} ≤ valid_from = {valid_from}")
    published_on = entry.get("published_on")
    if published_on and abs(published_on - valid_from) > FAR:
        _refuse("E-STANDARD-DATE", where, f"published_on = {published_on}, valid_from = {valid_from}")


def _value(parameter: Parameter, value: object, where: str) -> tuple[str, int | None]:
    """The value as cited, and in millionths, exactly."""
    if parameter.choices:
        if value not in parameter.choices:
            _refuse("E-STANDARD-VALUE", where, f"value = {value}（{'、'.join(parameter.choices)}）")
        return str(value), None
    bounds = f"{parameter.lowest:f}–{parameter.highest:f}"
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        _refuse("E-STANDARD-VALUE", where, f"value（{bounds}）")
    exact = Decimal(value)
    # Not a number and infinity are numbers to TOML; they are compared with nothing.
    if not exact.is_finite() or not parameter.lowest <= exact <= parameter.highest:
        _refuse("E-STANDARD-VALUE", where, f"value = {value}（{bounds}）")
    places = 2 if parameter.unit.startswith("cny") else 0 if parameter.unit in WHOLE else 6
    if exact != round(exact, places):
        said = "整数 / a whole number" if not places else f"最多 {places} 位小数 / decimals"
        _refuse("E-STANDARD-VALUE", where, f"value = {value}（{said}）")
    return str(value), int(exact * MILLION)


def refuse_doubles(standards: list[Standard]) -> None:
    """Two values of one thing for one date: nobody could say which holds. Raises: E-STANDARD-DOUBLE."""
    seen: dict[tuple[object, ...], Standard] = {}
    for row in standards:
        key = (row.area_code, row.key, row.population, row.valid_from, row.known_from)
        if first := seen.get(key):
            _refuse(
                "E-STANDARD-DOUBLE",
                f"{row.place} {row.population} {row.valid_from}（{first.file}:{first.line}）",
            )
        seen[key] = row


def refuse_future_checks(standards: list[Standard], today: date) -> None:
    """Nobody has read a source tomorrow. Raises: E-STANDARD-DATE."""
    for row in standards:
        if row.checked and row.checked > today:
            _refuse("E-STANDARD-DATE", row.place, f"checked = {row.checked} > {today}")
