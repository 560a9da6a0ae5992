"""Who holds a disability certificate: mostly the old, a quarter of them severe, a few of them lately."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from flows.synth.days import NO_DAY, day_number
from flows.synth.handing_in import HandingIn
from flows.synth.households import POOR_LOTS, TEKUN, Block
from flows.synth.window import Window

KINDS = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
VISUAL, HEARING, SPEECH, LIMB, INTELLECTUAL, MENTAL, MULTIPLE = range(len(KINDS))
LEVELS = ("一级", "二级", "三级", "四级")
VALID_DAYS = 3_652
_KIND_SHARES = (0.14, 0.16, 0.03, 0.43, 0.10, 0.09, 0.05)
_LEVEL_SHARES = (0.09, 0.16, 0.30, 0.45)
_ALL_KINDS, _ALL_LEVELS = pa.array(KINDS), pa.array(LEVELS)


@dataclass(frozen=True)
class Disability:
    """Per person; `level` is 0 without a certificate, else 1 (gravest) to 4."""

    kind: np.ndarray
    level: np.ndarray
    issued: np.ndarray
    is_new: np.ndarray
    """Issued within two months: nothing follows a certificate so soon."""

    @property
    def is_disabled(self) -> np.ndarray:
        return self.level > 0

    @property
    def is_severe(self) -> np.ndarray:
        """Level one or two: the care subsidy's group (国发〔2015〕52号)."""
        return self.is_disabled & (self.level <= 2)

    @property
    def supports_alone(self) -> np.ndarray:
        """Severe, or intellectual and mental at level three: may be supported alone (民发〔2021〕57号)."""
        is_of_mind = np.isin(self.kind, (INTELLECTUAL, MENTAL))
        return self.is_severe | ((self.level == 3) & is_of_mind)

    @property
    def loses_parent(self) -> np.ndarray:
        """Too gravely disabled to bring a child up: severe, or of the mind at any level (民发〔2019〕62号)."""
        return self.is_severe | (self.is_disabled & np.isin(self.kind, (INTELLECTUAL, MENTAL)))


def draw_disability(rng: np.random.Generator, block: Block, window: Window) -> Disability:
    count, cut, age = block.person_count, day_number(window.register_cut), block.age
    chance = np.select([age < 3, age < 18, age < 60], [0.0, 0.014, 0.049], 0.115)
    chance *= np.select([block.person_lot == TEKUN, np.isin(block.person_lot, POOR_LOTS)], [2.2, 1.5], 0.9)
    is_disabled = (rng.random(count) < chance) & (block.died == NO_DAY)
    kind = rng.choice(len(KINDS), count, p=_KIND_SHARES)
    level = np.where(is_disabled, 1 + rng.choice(len(LEVELS), count, p=_LEVEL_SHARES), 0)
    draw = rng.random(count)
    is_new = is_disabled & (draw < 0.015)
    # Two in a hundred have run out and were never renewed.
    is_past = is_disabled & (draw > 0.98) & (age >= 20)
    ago = np.select(
        [is_new, is_past],
        [rng.integers(3, 50, count), rng.integers(VALID_DAYS + 30, VALID_DAYS + 700, count)],
        rng.integers(80, VALID_DAYS - 200, count),
    )
    issued = np.maximum(cut - ago, block.born + 300)
    return Disability(kind, level, issued, is_new)


def deliver_disability(found: Disability, block: Block, to: HandingIn) -> None:
    who = np.flatnonzero(found.is_disabled)
    columns = (
        block.id_number.take(pa.array(who)),
        _ALL_KINDS.take(pa.array(found.kind[who])),
        _ALL_LEVELS.take(pa.array(found.level[who] - 1)),
        to.days.slashed(found.issued[who]),
        to.days.slashed(found.issued[who] + VALID_DAYS),
    )
    to.departments.certificates(columns, to.faults)
