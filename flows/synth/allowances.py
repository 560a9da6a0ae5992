"""Who receives which assistance: whole households, single people, and benefits that have ended."""

from dataclasses import dataclass

import numpy as np

from flows.synth.days import NO_DAY, day_number
from flows.synth.disability import Disability
from flows.synth.earnings import Earnings
from flows.synth.households import (
    CHILD,
    COMFORTABLE,
    DIBAO,
    GRANDCHILD,
    HEAD,
    NEAR_DIBAO,
    NEAR_LINE,
    RIGID,
    SPOUSE,
    STANDARD_FEN,
    TEKUN,
    WATCHED,
    Block,
)
from flows.synth.window import Window

BENEFITS = (
    "最低生活保障",
    "特困人员救助供养",
    "低保边缘",
    "刚性支出困难",
    "防止返贫监测",
    "残疾人生活补贴",
    "残疾人护理补贴",
    "孤儿",
    "事实无人抚养儿童",
)
(
    ALLOWANCE,
    EXTREME_POVERTY,
    NEAR,
    RIGID_EXPENDITURE,
    POVERTY_RETURN,
    LIVING_SUBSIDY,
    CARE_SUBSIDY,
    ORPHAN,
    UNATTENDED,
) = range(len(BENEFITS))
BY_LOT = {
    DIBAO: ALLOWANCE,
    TEKUN: EXTREME_POVERTY,
    NEAR_DIBAO: NEAR,
    RIGID: RIGID_EXPENDITURE,
    WATCHED: POVERTY_RETURN,
}
WHOLE_HOUSEHOLD = -1
TEKUN_FEN = {True: 122_000, False: 96_200}


@dataclass(frozen=True)
class Allowances:
    """One entry per benefit; `person` is -1 for the whole household, `amount` 0 where none is paid."""

    household: np.ndarray
    person: np.ndarray
    benefit: np.ndarray
    started: np.ndarray
    ended: np.ndarray
    amount: np.ndarray
    reviewed: np.ndarray


class _Entries:
    """Collects benefits and gives each its dates: begun long ago, reviewed within the year, some overdue."""

    def __init__(self, rng: np.random.Generator, block: Block, window: Window) -> None:
        self._rng = rng
        self._cut = day_number(window.register_cut)
        self._closed = _closed_on(block)
        self._found: list[tuple[np.ndarray, ...]] = []

    def add(
        self,
        household: np.ndarray,
        person: np.ndarray,
        benefit: int,
        amount: np.ndarray,
        *,
        ended: np.ndarray | None = None,
        oldest: int = 3600,
    ) -> None:
        rng, size = self._rng, len(household)
        end = self._closed[household] if ended is None else ended
        last = np.where(end == NO_DAY, self._cut, end)
        started = last - rng.integers(60, oldest, size)
        is_overdue = rng.random(size) < 0.06
        since = np.where(is_overdue, rng.integers(400, 700, size), rng.integers(5, 350, size))
        reviewed = np.where(rng.random(size) < 0.04, NO_DAY, np.maximum(last - since, started))
        self._found.append((household, person, np.full(size, benefit), started, end, amount, reviewed))

    def in_household_order(self) -> Allowances:
        columns = [np.concatenate(column) for column in zip(*self._found, strict=True)]
        order = np.argsort(columns[0], kind="stable")
        return Allowances(*(column[order] for column in columns))


def draw_allowances(
    rng: np.random.Generator, block: Block, earnings: Earnings, disability: Disability, window: Window
) -> Allowances:
    entries = _Entries(rng, block, window)
    count, cut = block.household_count, day_number(window.register_cut)
    gap = (12 * block.line_fen() - earnings.counted_12m) / 1200
    allowance = (np.ceil(gap).clip(60) * 100).astype(np.int64)
    members = block.per_household(block.is_counted)
    first = block.first_member
    for lot, benefit in BY_LOT.items():
        homes = np.flatnonzero(block.lot == lot)
        person, amount = np.full(len(homes), WHOLE_HOUSEHOLD), np.zeros(len(homes), np.int64)
        if benefit == EXTREME_POVERTY:
            person = first[homes]
            amount = np.where(block.is_urban[person], TEKUN_FEN[True], TEKUN_FEN[False])
        elif benefit == ALLOWANCE:
            # Lone people are sometimes entered under their own number.
            is_lone = (members[homes] <= 1) & (rng.random(len(homes)) < 0.4)
            person, amount = np.where(is_lone, first[homes], WHOLE_HOUSEHOLD), allowance[homes]
        entries.add(homes, person, benefit, amount)

    # The severely disabled alone, within a household that is only near the line: 60 % of the standard.
    may_alone = disability.supports_alone & ~disability.is_new & block.is_counted
    is_alone = may_alone & (block.person_lot == NEAR_DIBAO) & (rng.random(block.person_count) < 0.85)
    who = np.flatnonzero(is_alone)
    own = np.where(block.is_urban[who], STANDARD_FEN[True], STANDARD_FEN[False])
    entries.add(block.home[who], who, ALLOWANCE, own * 6 // 1000 * 100)

    # Ended allowances: long ago where people now get along, lately where they are near the line again.
    for lot, share, latest, earliest in ((COMFORTABLE, 0.02, 240, 900), (NEAR_LINE, 0.1, 50, 170)):
        homes = np.flatnonzero((block.lot == lot) & (rng.random(count) < share))
        ended = cut - rng.integers(latest, earliest, len(homes))
        whole = np.full(len(homes), WHOLE_HOUSEHOLD)
        entries.add(homes, whole, ALLOWANCE, allowance[homes], ended=ended, oldest=1800)

    _personal(rng, block, disability, entries)
    return entries.in_household_order()


def _closed_on(block: Block) -> np.ndarray:
    """The day on which the last member left the register; a benefit ends with its household."""
    last = np.full(block.household_count, NO_DAY)
    np.maximum.at(last, block.home, block.left)
    return np.where(block.per_household(block.is_counted) == 0, last, NO_DAY)


def _personal(rng: np.random.Generator, block: Block, disability: Disability, entries: _Entries) -> None:
    """Disabled people's subsidies and children whom nobody can bring up."""
    lot = block.person_lot
    is_grandchild = block.relation == GRANDCHILD
    draw, again = rng.random(block.person_count), rng.random(block.person_count)
    # Who is supported alone counts as on the allowance.
    lives_on_it = (lot == DIBAO) | ((lot == NEAR_DIBAO) & disability.supports_alone)
    has_living = disability.is_disabled & (
        draw < np.select([lives_on_it, lot == NEAR_DIBAO], [0.985, 0.4], 0.0)
    )
    has_care = disability.is_severe & (again < np.where(np.isin(lot, tuple(BY_LOT)), 0.985, 0.93))
    # Most children of parents who are all too disabled to bring them up are known by now.
    is_able = np.isin(block.relation, (HEAD, SPOUSE)) & block.is_counted & ~disability.loses_parent
    nobody_is_able = (block.per_household(is_able) == 0)[block.home]
    is_unattended = (block.relation == CHILD) & (block.age < 18) & nobody_is_able & (draw < 0.85)
    is_unattended |= is_grandchild & (draw > 0.90) & (draw < 0.98)
    kinds = (
        (LIVING_SUBSIDY, has_living & ~disability.is_new, 14_300),
        (CARE_SUBSIDY, has_care & ~disability.is_new, 12_200),
        (ORPHAN, is_grandchild & (draw < 0.03), 140_000),
        (UNATTENDED, is_unattended, 140_000),
    )
    for benefit, chosen, fen in kinds:
        who = np.flatnonzero(chosen & block.is_counted)
        oldest = 2000 if benefit in (LIVING_SUBSIDY, CARE_SUBSIDY) else 700
        entries.add(block.home[who], who, benefit, np.full(len(who), fen), oldest=oldest)
