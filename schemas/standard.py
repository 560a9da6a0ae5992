"""Dated, cited values: what a standards file may hold, and when it is refused.

A locality is one TOML file named by its division code. Each value says whom it is for, from when, since when
it is known, and where it is written. A yearly raise adds a block; no block is ever edited.
"""

import re
import tomllib
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.faults import DoudiError
from schemas.parameter import Parameter, Unit
from schemas.parameters import PARAMETERS

Operator = Literal["below", "not_above", "above", "at_least"]

MILLION = 1_000_000
FOREVER = date(9999, 12, 31)


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
    confidence: Literal["official", "secondary", "assumed"]
    note: str
    checked: date | None
    line: int
    """Where its block begins, so that a mistake found later can still be pointed at."""

    @property
    def known_from(self) -> date:
        """A value without a publication date is known from the day it holds."""
        return self.published_on or self.valid_from


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
}
_HEAD = {"area", "name", "name_zh", "checked"}


def parse(text: str, file: str) -> list[Standard]:
    """The values of one file. Raises: DoudiError E-STANDARD-* naming file and line."""
    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DoudiError("E-STANDARD-FORM", f"{file}: {error}") from None
    lines = _entry_lines(text)
    area = document.get("area")
    if not isinstance(area, str) or not re.fullmatch(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", area):
        raise DoudiError("E-STANDARD-FORM", f"{file}:1 area")
    if not file.endswith(f"{area}.toml"):
        raise DoudiError("E-STANDARD-FORM", f"{file}:1 area = {area}")
    checked = document.get("checked")
    standards = []
    for key, entries in document.items():
        if key in _HEAD:
            continue
        if key not in PARAMETERS or not isinstance(entries, list):
            raise DoudiError("E-STANDARD-FORM", f"{file}:{lines.get((key, 0), 1)} {key}")
        for place, entry in enumerate(entries):
            standards.append(
                _standard(area, PARAMETERS[key], entry, file, lines.get((key, place), 1), checked)
            )
    return standards


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


def _standard(
    area: str, parameter: Parameter, entry: dict[str, object], file: str, line: int, checked: object
) -> Standard:
    where = f"{file}:{line} {parameter.key}"
    unknown = sorted(entry.keys() - _ENTRY)
    if unknown:
        raise DoudiError("E-STANDARD-FORM", f"{where}: {'、'.join(unknown)}")
    if not str(entry.get("source", "")).strip():
        raise DoudiError("E-STANDARD-SOURCE", where)
    population = str(entry.get("population", "all"))
    if population not in (*parameter.populations, "all"):
        raise DoudiError("E-STANDARD-FORM", f"{where}: population = {population}")
    unit = entry.get("unit", parameter.unit)
    if unit != parameter.unit:
        raise DoudiError("E-STANDARD-VALUE", f"{where}: unit = {unit} ≠ {parameter.unit}")
    operator = entry.get("operator")
    if (operator is None) == parameter.has_operator or operator not in (
        None,
        "below",
        "not_above",
        "above",
        "at_least",
    ):
        raise DoudiError("E-STANDARD-FORM", f"{where}: operator")
    for name in ("valid_from", "valid_to", "published_on"):
        if not isinstance(entry.get(name), date | None) or (name == "valid_from" and name not in entry):
            raise DoudiError("E-STANDARD-FORM", f"{where}: {name}")
    valid_from, valid_to = entry["valid_from"], entry.get("valid_to", FOREVER)
    assert isinstance(valid_from, date) and isinstance(valid_to, date)
    if valid_to <= valid_from:
        raise DoudiError("E-STANDARD-FORM", f"{where}: valid_to")
    confidence = entry.get("confidence", "official")
    if confidence not in ("official", "secondary", "assumed"):
        raise DoudiError("E-STANDARD-FORM", f"{where}: confidence")
    value, value_e6 = _value(parameter, entry.get("value"), where)
    return Standard(
        area_code=area,
        key=parameter.key,
        population=population,
        value=value,
        value_e6=value_e6,
        unit=parameter.unit,
        operator=operator,
        valid_from=valid_from,
        valid_to=valid_to,
        published_on=entry.get("published_on"),  # type: ignore[arg-type]
        source=str(entry["source"]),
        confidence=confidence,
        note=str(entry.get("note", "")),
        checked=checked if isinstance(checked, date) else None,
        line=line,
    )


def _value(parameter: Parameter, value: object, where: str) -> tuple[str, int | None]:
    """The value as cited, and in millionths, exactly."""
    if parameter.choices:
        if value not in parameter.choices:
            raise DoudiError("E-STANDARD-VALUE", f"{where}: value = {value}")
        return str(value), None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise DoudiError("E-STANDARD-VALUE", f"{where}: value")
    exact = Decimal(value)
    places = 2 if parameter.unit.startswith("cny") else 6
    if not parameter.lowest <= exact <= parameter.highest or exact != round(exact, places):
        raise DoudiError("E-STANDARD-VALUE", f"{where}: value = {value}")
    return str(value), int(exact * MILLION)


def refuse_doubles(standards: list[tuple[str, Standard]]) -> None:
    """Two values of one thing for one date: nobody could say which holds. Raises: E-STANDARD-DOUBLE."""
    seen: dict[tuple[object, ...], str] = {}
    for file, row in standards:
        key = (row.area_code, row.key, row.population, row.valid_from, row.known_from)
        if key in seen:
            raise DoudiError(
                "E-STANDARD-DOUBLE",
                f"{file}:{row.line} {row.key} {row.population} {row.valid_from}（{seen[key]}）",
            )
        seen[key] = f"{file}:{row.line}"
