"""Applications for assistance: most of them settled in time, some that wait, a few for too long.

Drawn apart, and never spoiled, so that everybody else in the county stays as they were.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.synth.departments import columns_of
from flows.synth.handing_in import HandingIn
from flows.synth.households import Block

BENEFITS = ("最低生活保障", "特困人员救助供养", "低保边缘家庭", "刚性支出困难家庭", "临时救助")
LEVELS = {"临时救助": "乡镇"}
RESULTS = ("同意", "同意", "同意", "不同意", "终止")
WAITING = (
    # Calendar days since it was accepted, and whether the check has begun.
    (4, False),
    (12, False),
    (25, True),
    (75, True),
)


def deliver_applications(rng: np.random.Generator, block: Block, to: HandingIn) -> None:
    """One household in a hundred and fifty within the year; in every block each way of waiting once at least."""
    homes = np.flatnonzero(block.per_household(block.is_counted) > 0)
    if not len(homes):
        return
    count = len(WAITING) + block.household_count // 150
    chosen = homes[rng.integers(0, len(homes), count)]
    people = pa.array(block.first_member[chosen])
    drawn = zip(
        pc.utf8_slice_codeunits(block.village.take(pa.array(chosen)), 0, 9).to_pylist(),
        block.household_id.take(pa.array(chosen)).to_pylist(),
        block.id_number.take(people).to_pylist(),
        strict=True,
    )
    rows = [
        (f"SQ{block.number:05d}{place:05d}", *who, *_way(rng, place, to.window.as_of))
        for place, who in enumerate(drawn)
    ]
    to.departments.applications(columns_of(rows))


def _way(rng: np.random.Generator, place: int, as_of: date) -> Iterator[str]:
    """Benefit, the days of its steps, level, result and day of payment."""
    benefit = BENEFITS[int(rng.integers(len(BENEFITS)))]
    if place < len(WAITING):
        ago, is_checked = WAITING[place]
        benefit = BENEFITS[0]
    else:
        ago, is_checked = int(rng.integers(45, 330)), True
    accepted = as_of - timedelta(days=ago)
    if place < len(WAITING):
        checked = (accepted + timedelta(days=2)).isoformat() if is_checked else ""
        return iter((benefit, accepted.isoformat(), checked, *([""] * 5)))
    decided = accepted + timedelta(days=int(rng.integers(14, 44)))
    result = RESULTS[int(rng.integers(len(RESULTS)))]
    paid = (decided + timedelta(days=12)).isoformat() if result == "同意" else ""
    days = (accepted + timedelta(days=ahead) for ahead in (1, 9))
    return iter(
        (
            benefit,
            accepted.isoformat(),
            *(day.isoformat() for day in days),
            decided.isoformat(),
            LEVELS.get(benefit, "县"),
            result,
            paid,
        )
    )
