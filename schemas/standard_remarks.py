"""What is unusual among the values and yet may be right: said when a person checks them, refused by nobody."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby, pairwise

from pydantic import BaseModel, ConfigDict

from schemas.in_force import Held
from schemas.standard import Standard

STEEP = Decimal("1.5")
"""Yearly raises are of some ten per cent; half as much again is more often a slip of the hand."""

DIBAO, TEKUN = "subsistence_allowance_standard", "extreme_poverty_support_standard"


class Remark(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str
    zh: str
    en: str


def remarks(standards: Iterable[Standard], held: Held) -> list[Remark]:
    """About the values in force in one place, and about the latest change of each amount."""
    return [*_between_classes(held), *_extreme_poverty(held), *_changes(standards)]


def _between_classes(held: Held) -> Iterator[Remark]:
    for key in (DIBAO, TEKUN):
        urban, rural = held.get((key, "urban")), held.get((key, "rural"))
        if urban and rural and Decimal(urban.value) < Decimal(rural.value):
            yield Remark(
                place=urban.place,
                zh=f"城市标准 {urban.value} 低于农村标准 {rural.value}",
                en=f"the urban standard {urban.value} is below the rural one {rural.value}",
            )


def _extreme_poverty(held: Held) -> Iterator[Remark]:
    ratio = held.get(("extreme_poverty_support_ratio", "all"))
    for each in ("urban", "rural"):
        dibao, tekun = held.get((DIBAO, each)), held.get((TEKUN, each))
        if ratio and dibao and tekun and Decimal(tekun.value) < Decimal(ratio.value) * Decimal(dibao.value):
            yield Remark(
                place=tekun.place,
                zh=f"特困标准 {tekun.value} 低于低保标准 {dibao.value} 的 {ratio.value} 倍（{each}）",
                en=f"extreme-poverty support {tekun.value} is below {ratio.value} times the {each} standard {dibao.value}",
            )


def _changes(standards: Iterable[Standard]) -> Iterator[Remark]:
    """Only the latest change of each amount: an old one has been looked at."""

    def thing(row: Standard) -> tuple[str, str, str]:
        return row.area_code, row.key, row.population

    money = sorted(
        (row for row in standards if row.unit.startswith("cny")),
        key=lambda row: (thing(row), row.valid_from, row.known_from),
    )
    for _, rows in groupby(money, key=thing):
        for before, after in list(pairwise(rows))[-1:]:
            was, becomes = Decimal(before.value), Decimal(after.value)
            if becomes < was or becomes > was * STEEP:
                zh, en = ("降低", "falls") if becomes < was else ("提高超过一半", "rises by more than half")
                yield Remark(
                    place=after.place,
                    zh=f"自 {after.valid_from} 起从 {was} {zh}：{becomes}（{after.population}）",
                    en=f"{en} from {was} to {becomes} on {after.valid_from} ({after.population})",
                )
