"""What a person should know about the values that hold in an area on a day, once no file has a mistake."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from rules.load import Rule
from schemas.in_force import in_force
from schemas.parameters import PARAMETERS
from schemas.standard import Standard
from schemas.standard_remarks import Remark, remarks

T = TypeVar("T")

STALE_DAYS = 400
"""A person should have read the source again within so many days."""
EXPIRING_DAYS = 60


@dataclass(frozen=True)
class Gap:
    """A parameter without a value in force; without it these rules are not judged."""

    area: str
    key: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Expiring:
    """A value about to lapse, and the one that will hold then, if any."""

    row: Standard
    then: Standard | None


@dataclass(frozen=True)
class Check:
    gaps: list[Gap]
    unset: list[str]
    """Parameters without a value that stop no rule."""
    stale: list[Standard]
    assumed: list[Standard]
    expiring: list[Expiring]
    remarks: list[Remark]

    @property
    def is_remarkable(self) -> bool:
        return bool(self.gaps or self.stale or self.expiring or self.remarks)


def check(standards: Sequence[Standard], rules: Sequence[Rule], area: str, as_of: date) -> Check:
    """Shape: each list in the order of the contract, each row once."""
    judging = [rule for rule in rules if rule.in_force(as_of)]
    held = {place: in_force(standards, place, as_of) for place in _places(standards, area)}
    used = _once(row for values in held.values() for row in values.values())
    missing = [
        Gap(place, key, tuple(dict.fromkeys(rule.code for rule in judging if key in rule.header.parameters)))
        for place, values in held.items()
        for key, parameter in PARAMETERS.items()
        if not any((key, population) in values for population in parameter.populations)
    ]
    return Check(
        gaps=[gap for gap in missing if gap.rules],
        unset=_once(gap.key for gap in missing if not gap.rules),
        stale=[row for row in used if row.checked is None or (as_of - row.checked).days > STALE_DAYS],
        assumed=[row for row in used if row.confidence == "assumed"],
        expiring=_once(
            Expiring(row, in_force(standards, place, row.valid_to).get(thing))
            for place, values in held.items()
            for thing, row in values.items()
            if row.valid_to <= as_of + timedelta(days=EXPIRING_DAYS)
        ),
        remarks=_once(
            remark
            for place, values in held.items()
            for remark in remarks([row for row in standards if _concerns(row, place)], values)
        ),
    )


def _places(standards: Iterable[Standard], area: str) -> list[str]:
    """The area itself; of a province or prefecture the counties that have a file, for there its values meet theirs."""
    counties = {row.area_code for row in standards if len(row.area_code) == 6}
    return sorted(code for code in counties if code.startswith(area)) or [area]


def _concerns(row: Standard, place: str) -> bool:
    return row.area_code == "00" or place.startswith(row.area_code) or row.area_code.startswith(place)


def _once(things: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(things))
