"""The countryside's own list of who might fall back into poverty; civil affairs knows nearly all of them."""

import numpy as np
import pyarrow as pa

from flows.synth.handing_in import HandingIn
from flows.synth.households import COMFORTABLE, DIBAO, WATCHED, Block

CAUSES = ("因病", "因残", "因学", "因灾", "因务工就业不稳", "缺劳动力")
_ALL_CAUSES = pa.array(CAUSES)


def deliver_watch_list(rng: np.random.Generator, block: Block, to: HandingIn) -> None:
    lot = block.person_lot
    chance = np.select([lot == WATCHED, lot == DIBAO, lot == COMFORTABLE], [0.97, 0.04, 0.0008], 0.0)
    is_listed = ~block.is_urban & block.is_counted & (rng.random(block.person_count) < chance)
    who = np.flatnonzero(is_listed)
    cause = rng.choice(len(CAUSES), len(who), p=(0.4, 0.15, 0.1, 0.05, 0.2, 0.1))
    to.departments.watch_list(
        (block.id_number.take(pa.array(who)), _ALL_CAUSES.take(pa.array(cause))), to.faults
    )
