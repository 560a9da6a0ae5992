"""What civil affairs paid out in the last three months: exactly what the benefits then running say."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.synth.allowances import ALLOWANCE, BENEFITS, EXTREME_POVERTY, Allowances
from flows.synth.days import NO_DAY, day_number
from flows.synth.handing_in import HandingIn
from flows.synth.households import ELSEWHERE, Block
from flows.synth.money import yuan

_ALL_BENEFITS = pa.array(BENEFITS)
_ALL_ELSEWHERE = pa.array(ELSEWHERE)
_EMPTY = pa.scalar("", pa.string())


def deliver_payments(rng: np.random.Generator, block: Block, allowances: Allowances, to: HandingIn) -> None:
    is_paid = np.isin(allowances.benefit, (ALLOWANCE, EXTREME_POVERTY)) & (allowances.amount > 0)
    # Two people in a thousand have moved and are still paid where they came from.
    is_paid_twice = is_paid & (allowances.person >= 0) & (rng.random(len(is_paid)) < 0.002)
    elsewhere = rng.integers(0, len(ELSEWHERE), len(is_paid))
    for month in to.window.paid_months:
        first = day_number(month)
        runs = (allowances.started <= first) & ((allowances.ended == NO_DAY) | (allowances.ended >= first))
        once = np.flatnonzero(is_paid & runs)
        again = np.flatnonzero(is_paid_twice & runs)
        row = np.r_[once, again]
        number = block.id_number.take(pa.array(np.maximum(allowances.person[row], 0)))
        columns = (
            block.household_id.take(pa.array(allowances.household[row])),
            pc.if_else(pa.array(allowances.person[row] >= 0), number, _EMPTY),
            pa.array([f"{month:%Y-%m}"] * len(row), pa.string()),
            _ALL_BENEFITS.take(pa.array(allowances.benefit[row])),
            yuan(allowances.amount[row]),
            pa.concat_arrays(
                [
                    pa.array([to.county] * len(once), pa.string()),
                    _ALL_ELSEWHERE.take(pa.array(elsewhere[again])),
                ]
            ),
        )
        to.departments.payments(month, columns, int(allowances.amount[row].sum()), to.faults)
