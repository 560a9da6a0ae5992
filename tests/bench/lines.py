"""What the comparisons hold households against: the values in force in the sample county, read from the same dated rows
as the product's, and the window of the night. Fen and whole numbers, as limits that are not below the line.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

STANDARDS = Path(__file__).parents[2] / "data" / "standards"
AREA = "370902"
STEP = {"above": 1, "not_above": 1}
"""A wording under which the value itself is still below the line."""

KINDS_OF_WAGES = {
    "scholarship": "奖学金",
    "assistance": "救助",
    "veteran_care": "优抚",
    "resident_pension": "城乡居民养老金",
}
AWAY = {
    "prison": ("服刑", "监狱服刑"),
    "rehabilitation": ("强制隔离戒毒", "强制戒毒"),
    "declared_missing": ("宣告失踪", "法院宣告失踪", "被宣告失踪"),
    "clergy": ("宗教教职", "宗教教职人员"),
}


@dataclass(frozen=True)
class Lines:
    as_of: date
    urban: int
    rural: int
    near_ratio: Decimal
    red_ratio: Decimal
    drop_ratio: Decimal
    money_multiple: int
    capital_limit: int
    medical_low_income: int
    medical_watched: int
    medical_other: int
    income_urban: int
    """Above last year's disposable income per head, in fen."""
    income_rural: int
    exempt: tuple[str, ...]
    away_after_months: Mapping[str, int]
    """By the word that the department writes."""

    @property
    def month_start(self) -> date:
        return self.as_of.replace(day=1)

    def month(self, back: int) -> str:
        index = self.as_of.year * 12 + self.as_of.month - 1 - back
        return f"{index // 12}-{index % 12 + 1:02d}"

    @property
    def months_back(self) -> dict[str, int]:
        """The fifteen full months before the night's, as departments write them."""
        return {self.month(back): back for back in range(1, 16)}

    @property
    def school_years(self) -> tuple[str, str]:
        year = self.as_of.year - (self.as_of.month < 9)
        return f"{year - 1}-{year}", f"{year}-{year + 1}"


def read(as_of: date, landing: Path) -> Lines:
    month_start = as_of.replace(day=1)
    income = _disposable_income(landing, as_of.year - 1)
    return Lines(
        as_of=as_of,
        urban=_fen(_value("subsistence_allowance_standard", month_start, "urban")),
        rural=_fen(_value("subsistence_allowance_standard", month_start, "rural")),
        near_ratio=Decimal(_value("near_dibao_ratio", month_start)["value"]),
        red_ratio=Decimal(_value("subsistence_red_ratio", month_start)["value"]),
        drop_ratio=Decimal(_value("income_drop_ratio", as_of)["value"]),
        money_multiple=int(_value("financial_assets_multiple", as_of, "subsistence_allowance")["value"]),
        capital_limit=_fen(_value("business_capital", as_of, "subsistence_allowance")),
        medical_low_income=_fen(_value("medical_self_paid_line", as_of, "low_income")),
        medical_watched=_fen(_value("medical_self_paid_line", as_of, "poverty_return")),
        medical_other=_fen(_value("medical_self_paid_line", as_of, "other")),
        income_urban=income["城镇"] + STEP[_value("medical_disposable_income_ratio", as_of)["operator"]],
        income_rural=income["农村"] + STEP[_value("medical_disposable_income_ratio", as_of)["operator"]],
        exempt=tuple(
            word
            for kind, word in KINDS_OF_WAGES.items()
            if _value("income_exempt", month_start, kind)["value"]
        ),
        away_after_months={
            word: int(_value("absent_after_months", as_of, kind)["value"])
            for kind, words in AWAY.items()
            for word in words
        },
    )


def _value(key: str, day: date, population: str = "all") -> dict[str, Any]:
    """The county's own value in force, else the nation's; the newest that has begun."""
    for area in (AREA, "00"):
        rows = tomllib.loads((STANDARDS / f"{area}.toml").read_text("utf-8"), parse_float=Decimal).get(
            key, []
        )
        begun = [
            row
            for row in rows
            if row.get("population", "all") == population
            and row["valid_from"] <= day < row.get("valid_to", date.max)
        ]
        if begun:
            return dict(max(begun, key=lambda row: row["valid_from"]))
    raise LookupError(f"{key} {population}")


def _fen(row: dict[str, Any]) -> int:
    return int(Decimal(row["value"]) * 100) + STEP.get(row.get("operator", ""), 0)


def _disposable_income(landing: Path, year: int) -> dict[str, int]:
    """Small enough to lie in a workbook: (region, year, class, amount, published)."""
    (path,) = landing.glob("disposable_income/*/*.xlsx")
    _, *rows = openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True)
    return {row[2]: int(Decimal(row[3]) * 100) for row in rows if int(row[1]) == year}


def fingerprint(**rules: tuple[object, ...]) -> str:
    """How many households each rule finds and the sums of their figures, as text that can be held against another."""
    return json.dumps(
        {code: [int(figure) for figure in figures] for code, figures in sorted(rules.items())}  # type: ignore[call-overload]
    )
