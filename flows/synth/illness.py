"""What treatment cost and who bore it: mostly small, seldom ruinous, always adding up to the fen."""

from dataclasses import dataclass

import numpy as np

from flows.synth.days import NO_DAY, day_number
from flows.synth.households import DIBAO, NEAR_DIBAO, RIGID, TEKUN, WATCHED, Block
from flows.synth.window import Window

VISITS = ("住院", "门诊", "门诊慢特病")
INPATIENT, OUTPATIENT, CHRONIC = range(3)
_LARGEST_YUAN = 700_000


@dataclass(frozen=True)
class Settlements:
    """One entry per settlement, in fen; the five parts add up to the total."""

    person: np.ndarray
    on: np.ndarray
    visit: np.ndarray
    total: np.ndarray
    pooled: np.ndarray
    serious: np.ndarray
    aid: np.ndarray
    self_paid: np.ndarray
    self_other: np.ndarray
    reimbursed: np.ndarray
    """Of the self-payment, what was reimbursed afterwards; 0: never delivered again."""


def draw_settlements(rng: np.random.Generator, block: Block, window: Window) -> Settlements:
    first, last = day_number(window.medical_months[0]), day_number(window.as_of)
    span = last - first + 1
    months = span / 30.4
    age = block.age
    count = block.person_count

    wellness = rng.gamma(1.2, 1 / 1.2, count)
    outpatient = rng.poisson(
        np.select([age >= 70, age >= 50, age < 8], [0.13, 0.09, 0.09], 0.04) * wellness * months
    )
    inpatient = rng.poisson(np.select([age >= 70, age >= 50], [0.014, 0.008], 0.003) * wellness * months)
    has_chronic = rng.random(count) < np.select([age >= 65, age >= 45], [0.16, 0.06], 0.006)
    chronic = rng.poisson(np.where(has_chronic, 0.6, 0.0) * months)

    # Grave illness: several stays within a few months of its onset.
    yearly = np.select([age >= 60, age >= 30], [0.0125, 0.0065], 0.0018)
    is_grave = rng.random(count) < yearly * span / 365
    stays = np.where(is_grave, rng.integers(2, 7, count), 0)

    visits = ((OUTPATIENT, outpatient), (CHRONIC, chronic), (INPATIENT, inpatient), (INPATIENT, stays))
    everyone = np.arange(count)
    person = np.concatenate([np.repeat(everyone, times) for _, times in visits])
    visit = np.concatenate([np.full(times.sum(), kind) for kind, times in visits])
    grave = np.r_[np.zeros(len(person) - stays.sum(), bool), np.ones(stays.sum(), bool)]
    onset = first - 60 + (rng.random(count) * (span + 60)).astype(np.int64)
    on = np.where(
        grave,
        onset[person] + rng.integers(0, 130, len(person)),
        first + (rng.random(len(person)) * span).astype(np.int64),
    )
    is_dated = (on >= first) & (on <= last) & (on > block.born[person])
    is_dated &= (block.died[person] == NO_DAY) | (on <= block.died[person])
    person, visit, on, grave = person[is_dated], visit[is_dated], on[is_dated], grave[is_dated]
    return _settled(rng, block, window, person, visit, on, grave)


def _settled(
    rng: np.random.Generator,
    block: Block,
    window: Window,
    person: np.ndarray,
    visit: np.ndarray,
    on: np.ndarray,
    grave: np.ndarray,
) -> Settlements:
    """Amounts: the insured list is shared by pool, serious-illness insurance, aid and the patient."""
    count = len(person)
    median = np.select([grave, visit == INPATIENT, visit == CHRONIC], [30_000, 6_500, 240], 150)
    width = np.select([grave, visit == INPATIENT, visit == CHRONIC], [0.6, 0.7, 0.5], 0.75)
    cost = np.exp(rng.standard_normal(count) * width) * median
    total = np.rint(cost.clip(8, _LARGEST_YUAN) * 100).astype(np.int64)
    low, high = np.where(visit == INPATIENT, 0.52, 0.3), np.where(visit == INPATIENT, 0.74, 0.65)
    pooled = (total * rng.uniform(low, high)).astype(np.int64)
    self_other = (total * rng.uniform(0.0, 0.12, count) * (rng.random(count) < 0.6)).astype(np.int64)
    rest = total - pooled - self_other
    beyond = np.where(visit == INPATIENT, (rest - 1_000_000).clip(0), 0)
    serious = (beyond * rng.uniform(0.3, 0.6, count)).astype(np.int64)
    rest -= serious
    lot = block.person_lot[person]
    share = np.select(
        [np.isin(lot, (DIBAO, TEKUN)), np.isin(lot, (NEAR_DIBAO, WATCHED)), lot == RIGID],
        [0.85, 0.7, 0.45],
        0.0,
    )
    aid = (rest * share * rng.uniform(0.9, 1.1, count)).astype(np.int64)
    self_paid = rest - aid
    is_old_news = on < day_number(window.as_of.replace(day=1))
    is_reimbursed = is_old_news & (rng.random(count) < 0.0015)
    reimbursed = np.where(is_reimbursed, (self_paid * rng.uniform(0.2, 0.8, count)).astype(np.int64), 0)
    return Settlements(person, on, visit, total, pooled, serious, aid, self_paid, self_other, reimbursed)
