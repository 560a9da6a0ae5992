"""Days as whole numbers, and the several ways in which a department writes them.

Inside the generator a day is a count since 1970-01-01, so that a block of people is one array; `NO_DAY`
is an empty cell.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Self

import numpy as np
import pyarrow as pa

EPOCH = date(1970, 1, 1)
NO_DAY = -1_000_000

ISO = "{0:04d}-{1:02d}-{2:02d}"
COMPACT = "{0:04d}{1:02d}{2:02d}"
SLASHED = "{0}/{1}/{2}"
CHINESE = "{0}年{1}月{2}日"


def day_number(day: date) -> int:
    return (day - EPOCH).days


def year_month_day(days: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    stamps = days.astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    year = stamps.astype("datetime64[Y]").astype(np.int64) + 1970
    return year, months.astype(np.int64) % 12 + 1, (stamps - months).astype(np.int64) + 1


def ages(born: np.ndarray, on: date) -> np.ndarray:
    """Whole years on the day; the birthday itself counts."""
    year, month, day = year_month_day(born)
    return on.year - year - (month * 100 + day > on.month * 100 + on.day)


def month_start(day: date, back: int = 0) -> date:
    """First day of the month that lies `back` months before the day's own."""
    count = day.year * 12 + day.month - 1 - back
    return date(count // 12, count % 12 + 1, 1)


class DayText:
    """Writes an array of days in one style; every day is spelled once and then looked up."""

    FIRST = day_number(date(1915, 1, 1))

    def __init__(self, style: str, last: date) -> None:
        days = np.arange(self.FIRST, day_number(last) + 1)
        parts = (part.tolist() for part in year_month_day(days))
        self._spelled = pa.array([*map(style.format, *parts), ""], pa.string())
        self._empty = len(days)

    def __call__(self, days: np.ndarray) -> pa.Array:
        return self._spelled.take(pa.array(np.where(days == NO_DAY, self._empty, days - self.FIRST)))


@cache
def day_text(style: str, last: date) -> DayText:
    """The writer of one style up to the given day, made once."""
    return DayText(style, last)


@dataclass(frozen=True)
class DayTexts:
    """The departments' styles side by side."""

    iso: DayText
    compact: DayText
    slashed: DayText
    chinese: DayText

    @classmethod
    def until(cls, last: date) -> Self:
        return cls(*(day_text(style, last) for style in (ISO, COMPACT, SLASHED, CHINESE)))
