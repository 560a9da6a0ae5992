"""What social organisations gave to the county in the last months: money, goods with and without a value, a service."""

from datetime import date, timedelta

import numpy as np

from flows.synth.money import yuan_text
from flows.synth.places import Places

ORGANISATIONS = (
    "样例慈善总会",
    "样例社会工作协会",
    "样例义工联合会",
    "样例商会",
    "样例助学基金会",
    "样例养老服务中心",
    "样例青年志愿者协会",
    "样例邻里互助社",
)
KINDS = ("资金", "物资", "服务")
GIFTS = 40
_STREAM = 7


def donations(seed: int, places: Places, until: date) -> list[tuple[str, ...]]:
    """Forty gifts, one every fourth day; half of the goods and every service came without a value."""
    rng = np.random.default_rng([seed, 0, _STREAM])
    receiving = [area.code for area in places.areas if len(area.code) in (6, 9)]
    rows: list[tuple[str, ...]] = []
    for place in range(GIFTS):
        kind = int(rng.choice(len(KINDS), p=(0.5, 0.35, 0.15)))
        is_valued = kind == 0 or (kind == 1 and bool(rng.random() < 0.5))
        fen = int(rng.integers(5, 400)) * 100_00
        rows.append(
            (
                f"JZ{until:%Y}{place + 1:04d}",
                ORGANISATIONS[int(rng.integers(0, len(ORGANISATIONS)))],
                f"{until - timedelta(days=4 * (GIFTS - 1 - place)):%Y-%m-%d}",
                KINDS[kind],
                yuan_text(fen) if is_valued else "",
                receiving[int(rng.integers(0, len(receiving)))],
            )
        )
    return rows
