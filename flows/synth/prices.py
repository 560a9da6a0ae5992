"""How prices rose against the year before: quietly, but for one month whose supplement nobody has paid yet."""

from collections.abc import Iterable
from datetime import date
from math import pi, sin


def price_index(county: str, months: Iterable[date]) -> list[tuple[str, ...]]:
    """The prefecture's figures, by which the subsidy is started, and the nation's: between one and three percent.

    The month before the latest starts the linkage and the latest no longer does: what it owes is easily forgotten.
    """
    months = list(months)
    rows: list[tuple[str, ...]] = []
    for region, height in ((county[:4], 1.8), ("00", 2.0)):
        for month in months:
            wave = sin(2 * pi * (month.year * 12 + month.month) / 17)
            consumer, food, poor = height + 0.6 * wave, height + 0.4 - 0.5 * wave, height + 0.1 + 0.5 * wave
            if region != "00" and month in months[-2:-1]:
                consumer = 3.6
            rows.append(
                (
                    region,
                    f"{month:%Y-%m}",
                    f"{consumer:.1f}",
                    f"{food:.1f}",
                    f"{poor:.1f}",
                    f"{_published(month)}",
                )
            )
    return rows


def _published(month: date) -> date:
    """A month's figures come out on the 12th of the next one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 12)
