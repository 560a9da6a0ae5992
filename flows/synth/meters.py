"""Power, month by month, of the old who live alone and of a few households beside them."""

import numpy as np
import pyarrow as pa

from flows.synth.handing_in import HandingIn
from flows.synth.households import Block
from flows.synth.money import tenths, yuan

POWER = "电"
# By calendar month, January first: heating and cooling.
_SEASON = np.array([1.15, 1.1, 0.95, 0.85, 0.85, 1.0, 1.25, 1.25, 1.0, 0.85, 0.9, 1.1])


def deliver_meters(rng: np.random.Generator, block: Block, to: HandingIn) -> None:
    members = block.per_household(block.is_counted)
    old = block.per_household(block.is_counted & (block.age >= 60))
    is_lone = (members == 1) & (old == 1)
    homes = np.flatnonzero(is_lone | ((members > 0) & (rng.random(block.household_count) < 0.04)))
    count, months = len(homes), to.window.metered_months
    draw = rng.random(count)
    has_stopped = is_lone[homes] & (draw < 0.003)
    owes_for = np.select([draw > 0.997, draw > 0.985], [2, 1], 0)
    usual = rng.lognormal(np.log(np.where(is_lone[homes], 55.0, 130.0)), 0.35)
    due = rng.integers(20, 160, count) * 100
    account = pa.array([f"D{block.number:05d}{home:05d}" for home in homes.tolist()], pa.string())
    household = block.household_id.take(pa.array(homes))
    for back, month in zip(range(len(months), 0, -1), months, strict=True):
        noise = 1 + 0.12 * rng.standard_normal(count).clip(-2, 2)
        level = usual * _SEASON[month.month - 1] * noise * np.where(has_stopped & (back == 1), 0.08, 1.0)
        columns = (
            account,
            household,
            pa.array([f"{month:%Y-%m}"] * count, pa.string()),
            pa.array([POWER] * count, pa.string()),
            tenths(np.rint(level * 10).astype(np.int64)),
            yuan(np.where(back <= owes_for, due, 0), blank_zero=True),
        )
        to.departments.meters(month, columns, to.faults)
