"""Who asked for help: people of the register, strangers from elsewhere, and some known by name only."""

from datetime import timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.synth.days import EPOCH, NO_DAY, day_number
from flows.synth.handing_in import HandingIn
from flows.synth.households import ELSEWHERE, Block
from flows.synth.identity import number_of
from flows.synth.names import names, surnames

CHANNELS = ("热线", "窗口", "巡查", "救助站", "网格")
NEEDS = ("基本生活", "就医", "住宿", "就业", "就学", "照料", "返乡", "心理")
ACTIONS = ("提供食宿", "联系亲属并购票返乡", "转介社工", "当场给予救助", "政策解答")
STRANGER_MEN, STRANGER_WOMEN = 971, 972
"""Sequence numbers that neither the register's people nor the cast bear."""

_ALL_CHANNELS, _ALL_NEEDS, _ALL_ACTIONS = pa.array(CHANNELS), pa.array(NEEDS), pa.array(ACTIONS)
_ALL_ELSEWHERE = pa.array(ELSEWHERE)
_EMPTY = pa.scalar("", pa.string())


def deliver_help_requests(rng: np.random.Generator, block: Block, to: HandingIn) -> None:
    """The requests of the last two months; about three in a thousand people."""
    asks = block.is_counted & (block.age >= 16) & (rng.random(block.person_count) < 0.003)
    ours = np.flatnonzero(asks)
    guests = rng.binomial(block.household_count, 0.0018)
    count = len(ours) + guests
    home = np.r_[block.home[ours], rng.integers(0, max(block.household_count, 1), guests)]
    is_ours = np.arange(count) < len(ours)
    is_named_only = ~is_ours & (rng.random(count) < 0.25)
    is_male = rng.random(count) < 0.6
    born = day_number(to.window.as_of) - rng.integers(20 * 365, 70 * 365, count)
    strangers = [
        number_of(EPOCH + timedelta(days=day), STRANGER_MEN if is_man else STRANGER_WOMEN)
        for day, is_man in zip(born[len(ours) :].tolist(), is_male[len(ours) :].tolist(), strict=True)
    ]
    known = pa.concat_arrays([block.id_number.take(pa.array(ours)), pa.array(strangers, pa.string())])
    called = pa.concat_arrays(
        [block.name.take(pa.array(ours)), names(rng, surnames(rng, guests), is_male[len(ours) :])]
    )
    hukou = pa.concat_arrays(
        [
            block.hukou.take(pa.array(block.home[ours])),
            _ALL_ELSEWHERE.take(pa.array(rng.integers(0, len(ELSEWHERE), guests))),
        ]
    )
    received = day_number(to.window.register_cut) + 1 - rng.integers(0, 60, count)
    # Strangers are helped on the same day more often than not: they have nowhere to wait.
    is_resolved = rng.random(count) < np.where(is_ours, 0.67, 0.8)
    resolved = np.where(
        is_resolved, np.minimum(received + rng.integers(0, 4, count), day_number(to.window.as_of) - 2), NO_DAY
    )
    columns = (
        pa.array([f"QZ{to.county}{block.number:05d}{place:05d}" for place in range(count)], pa.string()),
        _at(to.days.iso(received), rng.integers(8 * 60, 13 * 60, count)),
        _ALL_CHANNELS.take(pa.array(rng.choice(len(CHANNELS), count, p=(0.4, 0.3, 0.1, 0.08, 0.12)))),
        pc.if_else(pa.array(is_named_only), _EMPTY, known),
        called,
        pc.if_else(pa.array(is_named_only), _EMPTY, hukou),
        block.village.take(pa.array(home)),
        _ALL_NEEDS.take(pa.array(rng.integers(0, len(NEEDS), count))),
        pc.if_else(
            pa.array(is_resolved), _ALL_ACTIONS.take(pa.array(rng.integers(0, len(ACTIONS), count))), _EMPTY
        ),
        _at(to.days.iso(resolved), rng.integers(13 * 60, 18 * 60, count)),
    )
    to.departments.help_requests(columns, to.faults)


def _at(day: pa.Array, minute: np.ndarray) -> pa.Array:
    """Day and time of day; no day, no time."""
    clock = pa.array([f" {each // 60:02d}:{each % 60:02d}" for each in minute.tolist()], pa.string())
    return pc.if_else(pc.equal(day, ""), _EMPTY, pc.binary_join_element_wise(day, clock, ""))
