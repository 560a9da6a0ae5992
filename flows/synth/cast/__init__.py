"""The named cast: households whose outcome is known in advance, in every sample county.

Each stands for one sentence of the policy, most of them a fen, a day or a level to one side of a line, with one
beside it on the other. What is expected of them holds for the standards in force since 2022-01-01 (urban 871,
rural 660 yuan a month), for business dates from then to the end of 2025 (from 2026 the
basic pension counts as income), and for at least fifteen months of income. They live in the first village of the first street, unless their story says otherwise,
and no line about them is ever spoiled.
"""

from dataclasses import replace

from flows.synth.cast import (
    allowance,
    children,
    disability,
    illness,
    income,
    old_age,
    several,
    strangers,
    sudden,
    visited,
    work,
)
from flows.synth.story import Household

_TOPICS = (
    income,
    illness,
    work,
    allowance,
    disability,
    children,
    old_age,
    sudden,
    strangers,
    several,
    visited,
)

CAST: tuple[Household, ...] = tuple(
    replace(story, number=place)
    for place, story in enumerate((story for topic in _TOPICS for story in topic.STORIES), start=1)
)
