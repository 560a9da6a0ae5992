"""Fires, floods and accidents: whole households are struck, a handful a month."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.synth.days import day_number
from flows.synth.handing_in import HandingIn
from flows.synth.households import Block
from flows.synth.money import yuan

KINDS = ("自然灾害", "火灾", "交通事故", "生产安全事故")
DISASTER, FIRE, TRAFFIC, WORK = range(len(KINDS))
_ALL_KINDS = pa.array(KINDS)
_EMPTY = pa.scalar("", pa.string())


def deliver_mishaps(rng: np.random.Generator, block: Block, to: HandingIn) -> None:
    count, cut = block.household_count, day_number(to.window.register_cut)
    # Over four months; some six households in ten thousand in each.
    is_struck = rng.random(count) < 0.0025
    kind = rng.choice(len(KINDS), count, p=(0.35, 0.25, 0.3, 0.1))
    on = cut - rng.integers(0, 120, count)
    loss = rng.lognormal(np.log(8_000), 0.9, count).astype(np.int64) * 100
    is_first = np.zeros(block.person_count, bool)
    is_first[block.first_member] = True
    # An accident strikes one, a fire or a flood everybody at home.
    is_hit = (is_struck[block.home] & block.is_counted) & (
        np.isin(kind, (DISASTER, FIRE))[block.home] | is_first
    )
    who = np.flatnonzero(is_hit)
    home = block.home[who]
    number = [f"SJ{block.number:05d}{place:05d}" for place in home.tolist()]
    columns = (
        pa.array(number, pa.string()),
        block.id_number.take(pa.array(who)),
        _ALL_KINDS.take(pa.array(kind[home])),
        to.days.iso(on[home]),
        pc.if_else(pa.array(is_first[who]), yuan(loss[home]), _EMPTY),
    )
    to.departments.mishaps(columns, to.faults)
