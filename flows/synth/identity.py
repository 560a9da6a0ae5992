"""Identity numbers that are right in every digit and can belong to nobody.

The region is unassigned (990101, then 990000), the birth date is the person's own, the check digit follows
GB 11643. A number is unique without anyone keeping a list: each block of households owns a *lane*, four
sequence numbers per birth date and sex, that no other block may use. Sequence numbers from 961 on are
left to the named cast.
"""

from datetime import date

import numpy as np
import pyarrow as pa

from flows.synth.days import year_month_day

REGIONS = (990101, 990000, *range(990102, 990200))
PER_LANE = 4
LANES_PER_REGION = 120
WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
CHECK_CHARACTERS = "10X98765432"


def check_character(first_17: str) -> str:
    total = sum(int(digit) * int(weight) for digit, weight in zip(first_17, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def number_of(born: date, sequence: int, region: int = REGIONS[0]) -> str:
    """One number, for a person whose birth date and sequence are chosen by hand."""
    first_17 = f"{region}{born:%Y%m%d}{sequence:03d}"
    return first_17 + check_character(first_17)


def numbers(block: int, born: np.ndarray, is_male: np.ndarray) -> tuple[pa.Array, np.ndarray]:
    """The numbers of one block's people, and their birth dates.

    Where a day is full (five boys of one block on one day) the fifth is born a day earlier: rare, and
    believable.
    """
    region, lane = divmod(block, LANES_PER_REGION)
    if region >= len(REGIONS):
        raise ValueError(f"block {block}: no unassigned region is left for more identity numbers")
    born, rank = _ranked(born.copy(), is_male)
    sequence = 2 * (lane * PER_LANE + rank) + np.where(is_male, 1, 2)
    year, month, day = year_month_day(born)
    digits = np.empty((len(born), 18), np.uint8)
    _spell(digits[:, 0:6], np.full(len(born), REGIONS[region]))
    _spell(digits[:, 6:14], year * 10_000 + month * 100 + day)
    _spell(digits[:, 14:17], sequence)
    remainder = (digits[:, :17].astype(np.int64) @ WEIGHTS) % 11
    digits[:, :17] += ord("0")
    digits[:, 17] = np.frombuffer(CHECK_CHARACTERS.encode(), np.uint8)[remainder]
    offsets = np.arange(0, 18 * len(born) + 1, 18, dtype=np.int32)
    text = pa.StringArray.from_buffers(len(born), pa.py_buffer(offsets), pa.py_buffer(digits.tobytes()))
    return text, born


def _spell(into: np.ndarray, values: np.ndarray) -> None:
    for column in range(into.shape[1] - 1, -1, -1):
        values, into[:, column] = np.divmod(values, 10)


def _ranked(born: np.ndarray, is_male: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each person's place among the block's people of one sex and birth date."""
    while True:
        key = born * 2 + is_male
        order = np.argsort(key, kind="stable")
        is_first = np.r_[True, np.diff(key[order]) != 0]
        start = np.maximum.accumulate(np.where(is_first, np.arange(len(born)), 0))
        rank = np.empty(len(born), np.int64)
        rank[order] = np.arange(len(born)) - start
        if (rank < PER_LANE).all():
            return born, rank
        born[rank >= PER_LANE] -= 1
