"""Relatives living apart who owe support to the old and poor: nearly all known, nearly all able."""

import numpy as np
import pyarrow as pa

from flows.synth.earnings import Earnings
from flows.synth.handing_in import HandingIn
from flows.synth.households import DIBAO, NEAR_DIBAO, Block
from flows.synth.money import yuan


def deliver_obligors(rng: np.random.Generator, block: Block, earnings: Earnings, to: HandingIn) -> None:
    """One obligor for each household on allowance in which nobody is of working age."""
    members = block.per_household(block.is_counted)
    workers = block.per_household(block.is_counted & block.is_working_age)
    is_poor = np.isin(block.lot, (DIBAO, NEAR_DIBAO))
    supported = np.flatnonzero(is_poor & (members > 0) & (workers == 0) & (rng.random(len(is_poor)) < 0.95))
    line = block.line_fen()
    works = block.is_working_age & block.is_counted & (block.age >= 25)
    above = np.divide(earnings.counted_12m, 12 * line, out=np.zeros(len(line)), where=line > 0)[block.home]
    able, unable = (np.flatnonzero(works & fits) for fits in (above > 1.5, (above > 0) & (above < 0.95)))
    if not len(able) or not len(unable):
        supported = supported[:0]
    is_able = rng.random(len(supported)) < 0.995
    who = np.where(
        is_able,
        able[rng.integers(0, max(len(able), 1), len(supported))],
        unable[rng.integers(0, max(len(unable), 1), len(supported))],
    )
    fen = (earnings.counted_12m[block.home[who]] // 1200 * 100).astype(np.int64)
    counts = (members[block.home[who]], np.ones(len(who), np.int64), rng.integers(1, 4, len(who)))
    size, supported_by, children = (pa.array(count.astype(np.int64)).cast(pa.string()) for count in counts)
    columns = (
        block.household_id.take(pa.array(supported)),
        block.id_number.take(pa.array(who)),
        size,
        yuan(fen),
        supported_by,
        children,
    )
    to.departments.obligors(columns, int(fen.sum()), to.faults)
