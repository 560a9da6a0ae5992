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

Unit = Literal[
    "cny_per_person_month",
    "cny_per_person_year",
    "ratio",
    "multiple",
    "months",
    "years",
    "days",
    "flag",
    "choice",
]
Operator = Literal["below", "not_above", "above", "at_least"]

MILLION = 1_000_000
FOREVER = date(9999, 12, 31)


class Parameter(BaseModel):
    """One thing that a standards file can set: its unit, its bounds and what it is for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    zh: str
    en: str
    unit: Unit
    populations: tuple[str, ...] = ("all",)
    has_operator: bool = False
    lowest: Decimal = Decimal(0)
    highest: Decimal = Decimal(100_000)
    choices: tuple[str, ...] = ()


_CLASS = ("urban", "rural")
_CAUSE = ("illness", "income_loss", "education", "emergency")
_SEVERITY = ("red", "orange", "yellow", "blue")

PARAMETERS: dict[str, Parameter] = {
    parameter.key: parameter
    for parameter in (
        Parameter(
            key="subsistence_allowance_standard",
            zh="最低生活保障标准",
            en="Subsistence-allowance standard",
            unit="cny_per_person_month",
            populations=_CLASS,
            lowest=Decimal(50),
            highest=Decimal(5000),
        ),
        Parameter(
            key="extreme_poverty_support_standard",
            zh="特困人员基本生活标准",
            en="Extreme-poverty support, basic living",
            unit="cny_per_person_month",
            populations=_CLASS,
            lowest=Decimal(50),
            highest=Decimal(10000),
        ),
        Parameter(
            key="subsistence_ratio",
            zh="低保收入线(倍)",
            en="Subsistence line as a multiple of the standard",
            unit="ratio",
            has_operator=True,
            lowest=Decimal("0.1"),
            highest=Decimal(5),
        ),
        Parameter(
            key="subsistence_red_ratio",
            zh="红色预警收入线(倍)",
            en="Below this multiple of the line a subsistence warning is red",
            unit="ratio",
            has_operator=True,
            highest=Decimal(1),
        ),
        Parameter(
            key="near_dibao_ratio",
            zh="低保边缘收入线(倍)",
            en="Near-dibao line as a multiple of the standard",
            unit="ratio",
            has_operator=True,
            lowest=Decimal(1),
            highest=Decimal(5),
        ),
        Parameter(
            key="working_age_from",
            zh="劳动年龄下限",
            en="Working age begins",
            unit="years",
            highest=Decimal(100),
        ),
        Parameter(
            key="working_age_to",
            zh="劳动年龄上限",
            en="Last year of working age",
            unit="years",
            highest=Decimal(100),
        ),
        Parameter(
            key="income_exempt",
            zh="不计入收入的项目",
            en="Kinds of income that do not count",
            unit="flag",
            populations=("scholarship", "assistance", "veteran_care", "resident_pension", "family_support"),
            highest=Decimal(1),
        ),
        Parameter(
            key="medical_self_paid_line",
            zh="医疗自付线(年累计)",
            en="Yearly self-payment that is too high",
            unit="cny_per_person_year",
            populations=("low_income", "poverty_return", "other"),
            has_operator=True,
            highest=Decimal(1_000_000),
        ),
        Parameter(
            key="medical_disposable_income_ratio",
            zh="医疗自付与人均可支配收入之比",
            en="Self-payment as a multiple of last year's disposable income that is grave",
            unit="ratio",
            has_operator=True,
            highest=Decimal(10),
        ),
        Parameter(
            key="income_drop_ratio",
            zh="收入骤减比例",
            en="Recent income as a share of former income that is a sharp drop",
            unit="ratio",
            has_operator=True,
            highest=Decimal(1),
        ),
        Parameter(
            key="uninsured_months",
            zh="失业无收入月数",
            en="Months without income before an uninsured person is helped",
            unit="months",
            has_operator=True,
            highest=Decimal(24),
        ),
        Parameter(
            key="relief_multiple",
            zh="临时救助倍数",
            en="Temporary assistance as a multiple of the monthly standard",
            unit="multiple",
            populations=_CAUSE,
            highest=Decimal(24),
        ),
        Parameter(
            key="relief_basis",
            zh="临时救助计算口径",
            en="Whether the multiple is for the household or for each person",
            unit="choice",
            populations=_CAUSE,
            choices=("per_household", "per_person"),
        ),
        Parameter(
            key="visit_within_days",
            zh="核查时限(工作日)",
            en="Working days until a visit is due",
            unit="days",
            populations=_SEVERITY,
            lowest=Decimal(1),
            highest=Decimal(250),
        ),
        Parameter(
            key="reopen_within_days",
            zh="重新出现期限(日)",
            en="A warning that comes back within so many days is the same episode again",
            unit="days",
            highest=Decimal(3650),
        ),
    )
}


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
            where = f"{file}:{lines.get((key, place), 1)} {key}"
            standards.append(_standard(area, PARAMETERS[key], entry, where, checked))
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
    area: str, parameter: Parameter, entry: dict[str, object], where: str, checked: object
) -> Standard:
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
                "E-STANDARD-DOUBLE", f"{file}: {row.key} {row.population} {row.valid_from}（{seen[key]}）"
            )
        seen[key] = file
