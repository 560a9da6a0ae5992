"""Who is in prison, in rehabilitation, detained or in the army, or was until lately."""

import numpy as np
import pyarrow as pa

from flows.synth.days import NO_DAY, day_number
from flows.synth.handing_in import HandingIn
from flows.synth.households import DIBAO, TEKUN, Block
from flows.synth.work import Work

KINDS = ("服刑", "羁押", "强制隔离戒毒", "服兵役")
PRISON, DETENTION, REHABILITATION, MILITARY = range(len(KINDS))
_ALL_KINDS = pa.array(KINDS)


def deliver_absence(rng: np.random.Generator, block: Block, work: Work, to: HandingIn) -> None:
    """People without earnings only: what the tax office reports of a prisoner's wages would contradict it."""
    count, cut = block.person_count, day_number(to.window.register_cut)
    is_watched_closely = np.isin(block.person_lot, (DIBAO, TEKUN))
    is_there = block.is_counted & (block.died == NO_DAY) & ~work.is_waged & ~work.is_own_account
    is_adult = is_there & (block.age >= 19) & (block.age < 60)
    chance = np.where(block.is_male, 0.045, 0.008) * np.where(is_watched_closely, 0.2, 1.0)
    is_held = is_adult & (rng.random(count) < chance)
    serves = is_there & block.is_male & (block.age >= 18) & (block.age <= 21) & (rng.random(count) < 0.05)
    who = np.flatnonzero(is_held | serves)
    kind = np.where(
        serves[who], MILITARY, rng.choice((PRISON, DETENTION, REHABILITATION), len(who), p=(0.6, 0.25, 0.15))
    )
    low = np.array([240, 30, 600, 730])[kind]
    high = np.array([1_500, 200, 730, 731])[kind]
    term = rng.integers(low, high + 1)
    started = cut - (rng.random(len(who)) * np.minimum(term + 200, 1_000)).astype(np.int64)
    # Whoever is only detained has no day of release yet, unless it has passed.
    ended = np.where((kind == DETENTION) & (started + term > cut), NO_DAY, started + term)
    columns = (
        block.id_number.take(pa.array(who)),
        _ALL_KINDS.take(pa.array(kind)),
        to.days.chinese(started),
        to.days.chinese(ended),
    )
    to.departments.absences(columns, to.faults)
