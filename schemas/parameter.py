"""One thing that a standards file can set: its unit, its bounds, whom it may be for."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

Unit = Literal[
    "cny",
    "cny_per_person_month",
    "cny_per_person_year",
    "ratio",
    "multiple",
    "percent",
    "months",
    "years",
    "days",
    "people",
    "count",
    "level",
    "points",
    "square_metres",
    "flag",
    "choice",
]

WHOLE: frozenset[Unit] = frozenset({"months", "years", "days", "people", "count", "level", "points", "flag"})
"""What is counted one by one: half a month, or half a person, is a slip of the hand."""


class Parameter(BaseModel):
    """One thing that a standards file can set: its unit, its bounds and what it is for.

    A population with a dot narrows another one (`illness.near_dibao`): without a value of its own the broader
    one holds, then `all`.
    """

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
