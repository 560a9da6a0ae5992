"""Work begun and lost, as the human resources bureau reports it; agrees with what people earn."""

from dataclasses import dataclass

import numpy as np

from flows.synth.days import NO_DAY, day_number, month_start
from flows.synth.households import Block
from flows.synth.streams import NO_PAYER
from flows.synth.window import Window
from flows.synth.work import BENEFIT_MONTHS, NEVER, Work

EVENTS = ("参保", "停保", "就业登记", "失业登记", "领取失业金", "停发失业金")
INSURED, STOPPED, EMPLOYED, UNEMPLOYED, BENEFIT_STARTED, BENEFIT_STOPPED = range(len(EVENTS))


@dataclass(frozen=True)
class JobEvents:
    """One entry per event; `firm` is an index into the payers of income."""

    person: np.ndarray
    event: np.ndarray
    on: np.ndarray
    until: np.ndarray
    firm: np.ndarray


def draw_job_events(rng: np.random.Generator, block: Block, work: Work, window: Window) -> JobEvents:
    found: list[JobEvents] = []
    count = block.person_count
    cut = day_number(window.register_cut)
    opened = day_number(window.income_months[0])

    def add(
        chosen: np.ndarray,
        event: int,
        on: np.ndarray,
        firm: np.ndarray | None = None,
        until: np.ndarray | None = None,
    ) -> None:
        """Events of the chosen people, where they had come of age by then and were still alive."""
        fits = (
            chosen & (on <= cut) & (on > block.born + 16 * 365) & ((block.died == NO_DAY) | (on < block.died))
        )
        who = np.flatnonzero(fits)
        found.append(
            JobEvents(
                person=who,
                event=np.full(len(who), event),
                on=on[who],
                until=np.full(len(who), NO_DAY) if until is None else until[who],
                firm=np.full(len(who), NO_PAYER) if firm is None else firm[who],
            )
        )

    hired = opened - rng.integers(500, 10 * 365, count)
    add(work.is_insured & (rng.random(count) < 0.8), INSURED, hired, work.firm)
    add(work.is_insured & (rng.random(count) < 0.25), EMPLOYED, hired - 1, work.firm)

    # A change of employer arrives as stop and start on one day.
    changed = work.is_insured & (work.changed_in != NEVER)
    change_day = _first_days(window, work.changed_in)
    add(changed, STOPPED, change_day, work.firm)
    add(changed, INSURED, change_day, work.next_firm)

    # Lost without insurance: two thirds register as unemployed, the rest only stop being insured.
    lost = work.lost_in != NEVER
    lost_day = _first_days(window, work.lost_in)
    is_registered = rng.random(count) < 0.66
    add(lost & ~is_registered, STOPPED, lost_day, work.firm)
    add(lost & is_registered, UNEMPLOYED, lost_day + rng.integers(1, 25, count))

    # Lost with insurance: the benefit runs for a year, then comes the next job.
    paid = work.benefit_from != NEVER
    paid_day, again_day = (_first_days(window, work.benefit_from + later) for later in (0, BENEFIT_MONTHS))
    add(paid, STOPPED, paid_day - rng.integers(2, 6, count), work.firm)
    add(paid, UNEMPLOYED, paid_day - 1)
    add(paid, BENEFIT_STARTED, paid_day, until=again_day - 1)
    add(paid, BENEFIT_STOPPED, again_day)
    add(paid, INSURED, again_day, work.next_firm)

    # Long without work: some registered, all stopped paying in.
    idle_day = cut - rng.integers(120, 1200, count)
    add(work.is_idle_registered & (rng.random(count) < 0.7), UNEMPLOYED, idle_day)
    add(work.is_idle_registered, STOPPED, idle_day - rng.integers(20, 90, count))
    return _joined(found)


def _first_days(window: Window, index: np.ndarray) -> np.ndarray:
    """First day of the month with that index in the window; indices may lie outside it."""
    around = range(-BENEFIT_MONTHS, window.months + BENEFIT_MONTHS + 1)
    days = np.array([day_number(month_start(window.as_of, window.months - month)) for month in around])
    return days[np.clip(index + BENEFIT_MONTHS, 0, len(days) - 1)]


def _joined(parts: list[JobEvents]) -> JobEvents:
    return JobEvents(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("person", "event", "on", "until", "firm")
        )
    )
