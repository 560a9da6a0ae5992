"""Where the ink goes: bars and steps as plain numbers that the page draws as SVG.

Across, everything is a share of the width and text keeps its size, so one picture suits a phone, a wide
screen and paper; down, everything is in pixels.
"""

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from flows.report.changes import TrendNight
from flows.report.open_warnings import Tally

BARS_AT_MOST = 20
BAR_LEFT, BAR_WIDTH, BAR_STEP = 28.0, 60.0, 28
STEPS_LEFT, STEPS_WIDTH, STEPS_TOP, STEPS_HEIGHT = 0.0, 100.0, 34, 130
# In halves of a Chinese character: what fits beside the bars on a phone.
NAME_AT_MOST = 16


class Bar(NamedTuple):
    """One township: the dark part is what is urgent (red and orange)."""

    name: str
    y: int
    urgent_width: str
    width: str
    end: str
    warnings: int
    urgent: int


class Step(NamedTuple):
    """One night of the trend: a level from `x` to `x_next` at height `y`, reached from `y_before`."""

    x: str
    x_next: str
    width: str
    y: int
    y_before: int
    fall: int
    label: str
    night: str
    is_doubtful: bool


def bars(townships: Sequence[Tally]) -> list[Bar]:
    """The longest bars first, as many as stay readable; the table beside them has every township."""
    shown = townships[:BARS_AT_MOST]
    largest = max((each.warnings for each in shown), default=1)
    return [_bar(each, row, largest) for row, each in enumerate(shown)]


def _bar(each: Tally, row: int, largest: int) -> Bar:
    width = BAR_WIDTH * each.warnings / largest
    return Bar(
        name=_short(str(each.township)),
        y=row * BAR_STEP,
        urgent_width=f"{BAR_WIDTH * each.urgent / largest:.2f}%",
        width=f"{width:.2f}%",
        end=f"{BAR_LEFT + width:.2f}%",
        warnings=each.warnings,
        urgent=each.urgent,
    )


def _short(name: str) -> str:
    """A long name cut to fit; a code that stands for a missing name stays whole."""
    widths = [2 if east_asian_width(letter) in "WF" else 1 for letter in name]
    if sum(widths) <= NAME_AT_MOST:
        return name
    return f"{''.join(name[place] for place in range(len(name)) if sum(widths[: place + 1]) < NAME_AT_MOST)}…"


def steps(nights: Sequence[TrendNight]) -> list[Step]:
    """The scale starts at zero: a small change must not look like a landslide."""
    largest = max((each.open for each in nights), default=0) or 1
    heights = [STEPS_TOP + round(STEPS_HEIGHT * (1 - each.open / largest)) for each in nights]
    width = STEPS_WIDTH / max(len(nights), 1)
    told = _told(nights)
    return [
        Step(
            x=f"{STEPS_LEFT + width * place:.2f}%",
            x_next=f"{STEPS_LEFT + width * (place + 1):.2f}%",
            width=f"{width:.2f}%",
            y=heights[place],
            y_before=heights[max(place - 1, 0)],
            fall=STEPS_TOP + STEPS_HEIGHT - heights[place],
            label=f"{each.open:,}" if place in told else "",
            night=f"{each.night:%m-%d}" if place in (0, len(nights) - 1) else "",
            is_doubtful=each.not_judged > 0,
        )
        for place, each in enumerate(nights)
    ]


def _told(nights: Sequence[TrendNight]) -> set[int]:
    """The nights whose figure is written: first and last, lowest and highest, unless two would collide."""
    last = len(nights) - 1
    told = {0, last}
    for extreme in (max, min):
        place = nights.index(extreme(nights, key=lambda each: each.open))
        if all(abs(place - other) > 2 for other in told):
            told.add(place)
    return told
