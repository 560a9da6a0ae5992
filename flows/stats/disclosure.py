"""Counts as everybody may read them: so coarse that nobody finds a small one, however the printed figures are added,
subtracted or laid beside each other.

Every table counts the same households another way, so that each adds up to the same total; that sum is all that ties one
table to another. A printed figure says in which of a row of ranges the count lies, and nothing else: up to `small`, nought
included, or among those that round to one multiple of `step`.

The figures are printed one after the other, and the ranges of each are laid out from what stands printed before it, never
from the count itself: where two of the usual ranges would give a small cell away, they are one. So whoever knows all this
learns of every count that it lies in its range, and no more. What holds after each figure: a cell of which it is not known
that it is greater than `small` can still be any number from 0 to `small`.

Why little has to be looked at for that: the total can be N when N lies within its own range and between the lowest and the
highest sum of every table. With one cell fixed at v, its own table reaches from v + (lowest sum of the others) to v +
(highest sum of the others), every number between included; the other tables are as before. So v is possible when that
stretch and the totals still possible meet; asked of 0 from above and of `small` from below it holds between, too.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Bound = int | float
"""A whole number, or infinity."""


class Range(NamedTuple):
    """What is printed of a count: it is at least `low` and at most `high`."""

    low: int
    high: Bound


UNPRINTED = Range(0, math.inf)


@dataclass(frozen=True)
class Coarseness:
    small: int
    step: int

    def usual(self, count: Bound) -> Range:
        """The range a count lies in when nothing printed before speaks against it."""
        if count == math.inf:
            return Range(self._least, math.inf)
        if count < self._least:
            return Range(0, self._least - 1)
        near = self._rounded(int(count))
        return Range(max(self._least, near - self.step // 2), near + (self.step - 1) // 2)

    def printed(self, found: Range) -> str:
        if found.high == math.inf:
            return f"≥{found.low}" if found.low else "—"
        if found.low == 0:
            return f"≤{found.high}"
        return (
            str(self._rounded(found.low)) if found == self.usual(found.low) else f"{found.low}–{found.high}"
        )

    @property
    def _least(self) -> int:
        """The smallest count that is shown; what would round to nought is small, too."""
        return max(self.small + 1, (self.step + 1) // 2)

    def _rounded(self, count: int) -> int:
        return (2 * count + self.step) // (2 * self.step) * self.step


@dataclass(frozen=True)
class Public:
    """Every table in the order given, its cells in theirs, and the total of each of them."""

    tables: tuple[tuple[Range, ...], ...]
    total: Range


def public(tables: Sequence[Sequence[int]], coarse: Coarseness) -> Public:
    """Of each table the counts of its cells. The first is printed first, then the total, then the others: what comes late
    is coarser where it has to be. The only cell of a table is its total.

    Raises: ValueError where the tables do not add up alike.
    """
    if len({sum(cells) for cells in tables}) != 1:
        raise ValueError("tables of different totals")
    several = [cells for cells in tables if len(cells) > 1]
    print_ = _Printer([[UNPRINTED] * len(cells) for cells in several], coarse)
    for place, cells in enumerate(several[:1]):
        print_.table(place, cells)
    print_.sum(sum(tables[0]))
    for place, cells in enumerate(several[1:], 1):
        print_.table(place, cells)
    printed = iter(print_.tables)
    return Public(
        tuple(tuple(next(printed)) if len(cells) > 1 else (print_.total,) for cells in tables), print_.total
    )


class _Printer:
    """What stands printed, and the next figure."""

    def __init__(self, tables: list[list[Range]], coarse: Coarseness) -> None:
        self.tables, self.coarse, self.total = tables, coarse, UNPRINTED

    def sum(self, count: int) -> None:
        least, most = self._possible(self.tables)
        reach, begin = self._needed(self.tables)
        self.total = self._range(count, least, most, begin, lambda high: high >= reach)

    def table(self, place: int, counts: Sequence[int]) -> None:
        others = [table for other, table in enumerate(self.tables) if other != place]
        for cell, count in enumerate(counts):
            beside = self.tables[place][:cell] + self.tables[place][cell + 1 :]
            self.tables[place][cell] = self._cell(count, beside, others)

    def _cell(self, count: int, beside: list[Range], others: list[list[Range]]) -> Range:
        small = self.coarse.small
        least, most = self._possible([*others, [self.total]])
        reach, begin = self._needed(others)
        low, high = _low(beside), _high(beside)
        if any(each.low <= small for each in beside):
            begin = min(begin, most - small)
        unprinted = beside.count(UNPRINTED)
        rest = _beside_one(beside, small)

        def may_end_at(end: Bound) -> bool:
            if high + end < reach:
                return False
            if unprinted == 1:
                # The one that comes last may be known by then to be greater than `small`, but never to be 3 or more.
                last = least - (_high([each for each in beside if each != UNPRINTED]) + end)
                return last <= 0 or last > small
            return rest + end >= least

        return self._range(count, least - high, most - low, begin - low, may_end_at)

    def _possible(self, tables: list[list[Range]]) -> tuple[Bound, Bound]:
        """Between which numbers the total is, by what is printed in these tables."""
        return max(map(_low, tables), default=0), min(map(_high, tables), default=math.inf)

    def _needed(self, tables: list[list[Range]]) -> tuple[Bound, Bound]:
        """How high the total must still be able to be for a hidden cell to be `small`, and how low for one to be 0."""
        small = self.coarse.small
        hiding = [table for table in tables if any(cell.low <= small for cell in table)]
        return (
            max((_low(table) + small for table in hiding), default=0),
            min((_beside_one(table, small) for table in hiding), default=math.inf),
        )

    def _range(
        self, count: int, least: Bound, most: Bound, latest: Bound, may_end_at: Callable[[Bound], bool]
    ) -> Range:
        """The range of a count that lies between `least` and `most` for all to know, when no range may begin after `latest`
        nor end where `may_end_at` says no: such a range and the next are one."""
        usual = self.coarse.usual
        low, high = usual(max(least, 0))
        while True:
            while not may_end_at(high):
                high = usual(high + 1).high
            if high >= most or high + 1 > latest:
                return Range(low, max(high, usual(most).high))
            if count <= high:
                return Range(low, high)
            low, high = usual(high + 1)


def _low(cells: Sequence[Range]) -> int:
    return sum(cell.low for cell in cells)


def _high(cells: Sequence[Range]) -> Bound:
    return sum(cell.high for cell in cells)


def _beside_one(cells: Sequence[Range], small: int) -> Bound:
    """The highest sum of all cells but one that may be small: the one beside which least is possible."""
    places = [place for place, cell in enumerate(cells) if cell.low <= small]
    if not places:
        return math.inf
    widest = max(places, key=lambda place: cells[place].high)
    return _high([cell for place, cell in enumerate(cells) if place != widest])
