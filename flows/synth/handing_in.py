"""What every topic needs to hand its rows of a block in."""

from dataclasses import dataclass

import numpy as np

from flows.synth.days import DayTexts
from flows.synth.departments import Departments
from flows.synth.window import Window


@dataclass(frozen=True)
class HandingIn:
    """The departments that write the rows, how they spell days, and the faults of this block."""

    departments: Departments
    window: Window
    county: str
    days: DayTexts
    faults: np.random.Generator
