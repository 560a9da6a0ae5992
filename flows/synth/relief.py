"""Temporary assistance already paid: one household in a hundred within the year."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.synth.days import day_number
from flows.synth.handing_in import HandingIn
from flows.synth.households import POOR_LOTS, RIGID, Block
from flows.synth.money import yuan

CAUSES = ("因病", "因收入减少", "因学", "突发急难")
_ALL_CAUSES, _FUNDS = pa.array(CAUSES), pa.array(("备用金", "县级"))
_EMPTY = pa.scalar("", pa.string())


def deliver_relief(rng: np.random.Generator, block: Block, to: HandingIn) -> None:
    chance = np.where(np.isin(block.lot, (*POOR_LOTS, RIGID)), 0.022, 0.005)
    homes = np.flatnonzero(
        (rng.random(block.household_count) < chance) & (block.per_household(block.is_counted) > 0)
    )
    count = len(homes)
    fen = rng.integers(4, 53, count) * 10_000
    by_person = rng.random(count) < 0.5
    columns = (
        pa.array([f"LS{block.number:05d}{place:05d}" for place in range(count)], pa.string()),
        block.household_id.take(pa.array(homes)),
        pc.if_else(pa.array(by_person), block.id_number.take(pa.array(block.first_member[homes])), _EMPTY),
        to.days.compact(day_number(to.window.register_cut) - rng.integers(0, 360, count)),
        _ALL_CAUSES.take(pa.array(rng.choice(len(CAUSES), count, p=(0.5, 0.2, 0.1, 0.2)))),
        yuan(fen),
        # The township pays small sums on the spot from its own reserve.
        _FUNDS.take(pa.array((fen > 200_000).astype(np.int64))),
        pc.utf8_slice_codeunits(block.village.take(pa.array(homes)), 0, 9),
    )
    to.departments.relief(columns, int(fen.sum()), to.faults)
