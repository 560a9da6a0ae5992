"""Who works at what, and what happened to the job: tax and human resources must agree on it."""

from dataclasses import dataclass

import numpy as np

from flows.synth.households import (
    BELOW_LINE,
    CHILD,
    COMFORTABLE,
    DIBAO,
    GRANDCHILD,
    HEAD,
    POOR_LOTS,
    RIGID,
    SPOUSE,
    TEKUN,
    UNINSURED,
    WATCHED,
    Block,
)
from flows.synth.streams import FIRMS, FIRST_FIRM, PAYERS
from flows.synth.window import Window

NEVER = -10_000
BENEFIT_MONTHS = 12


@dataclass(frozen=True)
class Work:
    """Who works at what, per person, and what happened to it: human resources and tax must agree.

    Months are indices into the window; `NEVER` where nothing happened.
    """

    is_able: np.ndarray
    is_waged: np.ndarray
    is_own_account: np.ndarray
    is_migrant: np.ndarray
    is_declared: np.ndarray
    level: np.ndarray
    firm: np.ndarray
    next_firm: np.ndarray
    changed_in: np.ndarray
    """The first month with the next employer."""
    lost_in: np.ndarray
    """The first month without the job, when nothing followed it."""
    benefit_from: np.ndarray
    """The first month on unemployment benefit, which lasts twelve; then the next employer."""
    is_idle_registered: np.ndarray

    @property
    def is_insured(self) -> np.ndarray:
        return self.is_waged & ~self.is_declared

    @property
    def is_idle(self) -> np.ndarray:
        return self.is_able & ~self.is_waged & ~self.is_own_account

    @property
    def works_until(self) -> np.ndarray:
        """The last month with the first employer."""
        ends = np.stack([self.changed_in, self.lost_in, self.benefit_from])
        return np.where(ends == NEVER, 10_000, ends - 1).min(axis=0)

    @property
    def works_again_from(self) -> np.ndarray:
        """The first month with the next employer, by a change or after a benefit."""
        after_benefit = self.benefit_from + BENEFIT_MONTHS
        return np.where(self.benefit_from != NEVER, after_benefit, self.changed_in)


def draw_work(rng: np.random.Generator, block: Block, window: Window) -> Work:
    count, months, lot = block.person_count, window.months, block.person_lot
    is_poor = np.isin(lot, POOR_LOTS)
    is_able = block.is_working_age & ~_is_student(rng, block)
    # The two partners of an uninsured household: one keeps the job, the other loses it.
    is_partner = (block.relation <= SPOUSE) & (lot == UNINSURED)
    keeps = is_partner & (block.relation != SPOUSE)
    loses = is_partner & (block.relation == SPOUSE) & is_able & block.is_counted

    is_main = (block.relation == HEAD) & ~is_poor
    chance = np.select([lot == TEKUN, is_poor, is_main], [0.0, 0.5, 0.97], 0.8)
    earns = is_able & ((rng.random(count) < chance) | is_partner)
    is_waged = earns & (is_partner | (rng.random(count) < np.where(block.is_urban, 0.78, 0.52)))
    is_migrant = is_waged & ~block.is_urban & ~is_partner
    level = rng.lognormal(np.log(np.where(is_migrant, 4500, 4700)), 0.33, count)

    firm = rng.integers(FIRST_FIRM, len(PAYERS), count)
    next_firm = FIRST_FIRM + (firm - FIRST_FIRM + rng.integers(1, len(FIRMS), count)) % len(FIRMS)
    is_steady = np.isin(lot, (COMFORTABLE, WATCHED, RIGID)) & (block.relation != HEAD)
    on_benefit = is_waged & is_steady & (rng.random(count) < 0.04)
    changes = is_waged & ~on_benefit & ~loses & ~keeps & (rng.random(count) < 0.05)
    others_earn = (block.per_household(earns & block.is_counted) > 0)[block.home]
    idle = is_able & ~earns
    may_be_unknown = ~is_poor | (lot == BELOW_LINE)
    leaves_no_trace = idle & others_earn & may_be_unknown & (rng.random(count) < 0.16)
    registered = rng.random(count) < np.select([lot == DIBAO, lot == TEKUN], [0.5, 0.0], 0.15)

    def when(happens: np.ndarray, first: int, last: int) -> np.ndarray:
        return np.where(happens, rng.integers(first, max(last, first + 1), count), NEVER)

    return Work(
        is_able=is_able & ~leaves_no_trace,
        is_waged=is_waged,
        is_own_account=earns & ~is_waged,
        is_migrant=is_migrant,
        is_declared=is_migrant & (rng.random(count) < 0.6),
        level=np.where(loses, level * 0.45, level),
        firm=firm,
        next_firm=next_firm,
        changed_in=when(changes, 1, months),
        # Three to six months without income by the business date.
        lost_in=when(loses, max(months - 6, 0), max(months - 2, 0)),
        benefit_from=when(on_benefit, -BENEFIT_MONTHS, months),
        is_idle_registered=idle & ~leaves_no_trace & registered,
    )


def _is_student(rng: np.random.Generator, block: Block) -> np.ndarray:
    is_child = np.isin(block.relation, (CHILD, GRANDCHILD))
    studies = rng.random(block.person_count) < np.select([block.age <= 18, block.age <= 22], [0.95, 0.6], 0.0)
    return (block.age >= 15) & (block.age <= 22) & is_child & studies
