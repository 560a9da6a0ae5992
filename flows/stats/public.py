"""What a bureau may publish of a night: the tables of `flows.stats.households`, as coarse as `flows.stats.disclosure` makes
them. Counts of households only, by township at the finest: no name, no village, no amount of money, for a sum of equal
amounts would tell the exact count behind it.
"""

from dataclasses import dataclass
from datetime import date

from flows import standards
from flows.home import Home
from flows.stats.disclosure import Coarseness, public
from flows.stats.households import TABLES, Counted
from schemas.faults import DoudiError
from schemas.in_force import Held, in_force


@dataclass(frozen=True)
class Figure:
    """One printed figure. Its exact count is no part of it."""

    code: str
    zh: str
    en: str
    households: str


@dataclass(frozen=True)
class PublicTable:
    by_zh: str
    by: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class PublicStatistics:
    area_code: str
    area_name: str
    as_of: date
    small: int
    step: int
    total: str
    tables: tuple[PublicTable, ...]

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                f"数字是 {self.as_of} 有在办预警的户数；一户有多条预警的，只按最急的一条计一次。预警是核实建议，不是认定。",
                f"Households with a warning still to be worked on, on {self.as_of}; each counts once, by its gravest. "
                "A warning suggests a visit; it recognises nothing.",
            ),
            (
                f"“≤{self.small}”是 0 到 {self.small} 中的任何一个数。其余取整到 {self.step} 的倍数，合计也单独取整，所以各项相加不等于合计。",
                f"“≤{self.small}” is any number from 0 to {self.small}. All others are rounded to a multiple of {self.step}, "
                "totals too, so the parts do not add up to them.",
            ),
            (
                "“8–17”“≥38”“—”：如果取整到更细，就能从合计或另一张表推出某个小数，所以写得更宽。",
                "“8–17”, “≥38”, “—”: a finer figure would let a small one be worked out from a total or from another table.",
            ),
        )


def public_statistics(home: Home, counted: Counted) -> PublicStatistics:
    """Raises: DoudiError E-NOT-FOUND where nobody has set what counts as small on that day."""
    held = in_force(standards.read(home.standards), home.area, counted.as_of)
    coarse = Coarseness(small=_whole(held, "public_small_count"), step=_whole(held, "public_rounding"))
    printed = public([[row.count for row in rows] for rows in counted.tables], coarse)
    return PublicStatistics(
        area_code=home.area,
        area_name=counted.area_name,
        as_of=counted.as_of,
        small=coarse.small,
        step=coarse.step,
        total=coarse.printed(printed.total),
        tables=tuple(
            PublicTable(
                zh,
                en,
                tuple(
                    Figure(row.code, row.zh, row.en, coarse.printed(found))
                    for row, found in zip(rows, ranges, strict=True)
                ),
            )
            for (zh, en), rows, ranges in zip(TABLES, counted.tables, printed.tables, strict=True)
        ),
    )


def _whole(held: Held, key: str) -> int:
    if (key, "all") not in held:
        raise DoudiError("E-NOT-FOUND", key)
    return int(held[key, "all"].value)
