"""Who called on the households that receive something: the village nearly every month, the others now and then.

A few are missed, and now and then a visitor finds a hardship. What was said in words is told of findings only.
"""

import numpy as np
import pyarrow as pa

from flows.synth.allowances import (
    ALLOWANCE,
    EXTREME_POVERTY,
    NEAR,
    POVERTY_RETURN,
    RIGID_EXPENDITURE,
    Allowances,
)
from flows.synth.days import NO_DAY, day_number, month_start
from flows.synth.handing_in import HandingIn
from flows.synth.households import Block

LEVELS = ("村", "乡镇", "县")
VILLAGE, TOWNSHIP, COUNTY = range(len(LEVELS))
FINDINGS = ("无异常", "因病", "收入减少", "因学", "突发急难", "无人照料", "心理", "住房", "其他")
_SAID = (
    "",
    "家人住院",
    "停工在家",
    "学费未交",
    "家中失火",
    "老人无人做饭",
    "情绪低落",
    "屋顶漏雨",
    "需要帮助",
)
_SHARES = (0.985, 0.005, 0.004, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001)
_ALL_LEVELS, _ALL_FINDINGS, _ALL_SAID = pa.array(LEVELS), pa.array(FINDINGS), pa.array(_SAID)
_LISTED = (ALLOWANCE, EXTREME_POVERTY, NEAR, RIGID_EXPENDITURE, POVERTY_RETURN)


def deliver_visits(rng: np.random.Generator, block: Block, allowances: Allowances, to: HandingIn) -> None:
    """This month and the last of the village; the township within seven months, the county within a year."""
    runs = np.isin(allowances.benefit, _LISTED) & (allowances.ended == NO_DAY)
    homes = np.unique(allowances.household[runs])
    this_month = day_number(to.window.as_of.replace(day=1))
    last_month = day_number(month_start(to.window.as_of, 1))
    cut = max(day_number(to.window.register_cut), this_month)
    yesterday = day_number(to.window.as_of) - 1
    made = [
        (VILLAGE, 0.93, last_month, this_month - 1),
        (VILLAGE, 0.8, this_month, cut),
        (TOWNSHIP, 0.96, last_month - 165, cut),
        (COUNTY, 0.97, last_month - 330, cut),
    ]
    level, home, on = [], [], []
    for whose, chance, first, last in made:
        seen = homes[rng.random(len(homes)) < chance]
        home.append(seen)
        level.append(np.full(len(seen), whose))
        on.append(np.minimum(rng.integers(first, last + 1, len(seen)), yesterday))
    levels, called, days = np.concatenate(level), np.concatenate(home), np.concatenate(on)
    finding = rng.choice(len(FINDINGS), len(called), p=_SHARES)
    columns = (
        pa.array([f"ZF{block.number:05d}{place:06d}" for place in range(len(called))], pa.string()),
        block.household_id.take(pa.array(called)),
        _ALL_LEVELS.take(pa.array(levels)),
        to.days.iso(days),
        pa.array(np.where(levels == VILLAGE, "村干部", "帮扶干部").tolist(), pa.string()),
        _ALL_SAID.take(pa.array(finding)),
        _ALL_FINDINGS.take(pa.array(finding)),
    )
    to.departments.visits(columns, to.faults)
