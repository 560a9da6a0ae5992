"""Help that is not money: one person in a hundred asked for it within the year, most of them got it.

Which station a need was passed on to is drawn apart, so that the needs stay as they are."""

import numpy as np
import pyarrow as pa

from flows.synth.days import NO_DAY, day_number
from flows.synth.handing_in import HandingIn
from flows.synth.households import Block

KINDS = ("生活照料", "心理疏导", "学习辅导", "网课设备", "生活物资", "就业")
CARE, COUNSELLING, LEARNING, EQUIPMENT, SUPPLIES, JOB = range(len(KINDS))
_ALL_KINDS = pa.array(KINDS)
STATIONS = ("东湖社工站", "河滨社工站", "青禾志愿服务队", "敲门服务队", "")
_ALL_STATIONS = pa.array(STATIONS)


def deliver_service_needs(
    rng: np.random.Generator, passed_on: np.random.Generator, block: Block, to: HandingIn
) -> None:
    cut = day_number(to.window.register_cut)
    chance = np.select([block.age >= 70, (block.age >= 6) & (block.age < 18)], [0.02, 0.018], 0.005)
    who = np.flatnonzero(block.is_counted & (rng.random(block.person_count) < chance))
    age, draw = block.age[who], rng.random(len(who))
    kind = np.select(
        [age >= 60, age < 18],
        [
            np.where(draw < 0.7, CARE, SUPPLIES),
            np.select([draw < 0.5, draw < 0.7], [LEARNING, EQUIPMENT], COUNSELLING),
        ],
        np.where(draw < 0.5, JOB, COUNSELLING),
    )
    registered = cut - rng.integers(0, 330, len(who))
    resolved = np.minimum(registered + rng.integers(1, 40, len(who)), cut)
    is_resolved = rng.random(len(who)) < 0.95
    columns = (
        pa.array([f"XQ{block.number:05d}{place:05d}" for place in range(len(who))], pa.string()),
        block.id_number.take(pa.array(who)),
        _ALL_KINDS.take(pa.array(kind)),
        to.days.iso(registered),
        to.days.iso(np.where(is_resolved, resolved, NO_DAY)),
        _ALL_STATIONS.take(
            pa.array(passed_on.choice(len(STATIONS), len(who), p=(0.3, 0.25, 0.2, 0.15, 0.1)))
        ),
    )
    to.departments.service_needs(columns, to.faults)
