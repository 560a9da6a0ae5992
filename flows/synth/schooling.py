"""Who studies at what stage, this school year and the last, what it costs and what aid bears."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.synth.days import ages
from flows.synth.handing_in import HandingIn
from flows.synth.households import CHILD, DIBAO, GRANDCHILD, NEAR_DIBAO, RIGID, TEKUN, WATCHED, Block
from flows.synth.money import yuan
from flows.synth.window import Window
from flows.synth.work import Work

STAGES = ("学前", "小学", "初中", "高中", "中职", "大专", "本科")
PRESCHOOL, PRIMARY, LOWER, UPPER, VOCATIONAL, COLLEGE, UNDERGRADUATE = range(len(STAGES))
# Yuan a school year, lowest and highest; compulsory school costs next to nothing.
_FEES = np.array([(2400, 6800), (0, 300), (0, 400), (800, 2600), (0, 1500), (5000, 8000), (4800, 9600)])
_AID = np.array([1200, 1000, 1250, 2000, 2000, 3300, 3300])
_ALL_STAGES = pa.array(STAGES)
_EMPTY = pa.scalar("", pa.string())


@dataclass(frozen=True)
class Schooling:
    """One entry per student of one school year, in fen."""

    person: np.ndarray
    stage: np.ndarray
    fee: np.ndarray
    aid: np.ndarray
    is_aid_reported: np.ndarray
    """For the poor a zero is written; of the others nobody says that they receive none."""


def draw_schooling(
    rng: np.random.Generator, block: Block, work: Work, window: Window
) -> tuple[Schooling, Schooling]:
    """This school year and the one before it; who finished in between stands in the earlier only."""
    count = block.person_count
    is_young = np.isin(block.relation, (CHILD, GRANDCHILD)) & block.is_counted
    studies = is_young & (block.age <= 22) & ~work.is_able
    has_finished = (
        is_young & (block.age >= 18) & (block.age <= 24) & work.is_able & (rng.random(count) < 0.08)
    )
    is_vocational = rng.random(count) < 0.4
    goes_to_kindergarten = rng.random(count) < 0.85

    def of_year(year: int, candidates: np.ndarray) -> Schooling:
        age = ages(block.born, date(year, 9, 1))
        fits = candidates & (age >= 3) & ((age >= 6) | goes_to_kindergarten)
        who = np.flatnonzero(fits)
        stage = np.select(
            [age < 6, age < 12, age < 15, age < 18],
            [PRESCHOOL, PRIMARY, LOWER, np.where(is_vocational, VOCATIONAL, UPPER)],
            np.where(is_vocational, COLLEGE, UNDERGRADUATE),
        )[who]
        return Schooling(who, stage, *_paid(rng, block.person_lot[who], stage))

    current, last = window.school_years
    return of_year(current, studies), of_year(last, studies | has_finished)


def _paid(rng: np.random.Generator, lot: np.ndarray, stage: np.ndarray) -> tuple[np.ndarray, ...]:
    """Fees, a few of them of private schools, and aid: nearly all of the poor receive it."""
    count = len(lot)
    low, high = _FEES[stage].T
    fee = low + ((high - low) * rng.random(count)).astype(np.int64) // 10 * 10
    is_private = ~np.isin(stage, (PRIMARY, LOWER)) & (rng.random(count) < 0.004)
    fee = np.where(is_private, rng.integers(1_150, 3_800, count) * 10, fee)
    chance = np.select(
        [np.isin(lot, (DIBAO, TEKUN, NEAR_DIBAO)), lot == WATCHED, lot == RIGID], [0.988, 0.985, 0.9], 0.04
    )
    aid = np.where(rng.random(count) < chance, _AID[stage], 0)
    return fee * 100, aid * 100, (chance > 0.5) | (aid > 0)


def deliver_schooling(found: tuple[Schooling, Schooling], block: Block, to: HandingIn) -> None:
    for year, students in zip(to.window.school_years, found, strict=True):
        columns = (
            block.id_number.take(pa.array(students.person)),
            pa.array([f"{year}-{year + 1}"] * len(students.person), pa.string()),
            _ALL_STAGES.take(pa.array(students.stage)),
            yuan(students.fee),
            pc.if_else(pa.array(students.is_aid_reported), yuan(students.aid), _EMPTY),
        )
        to.departments.students(year, columns, int(students.fee.sum()), to.faults)
