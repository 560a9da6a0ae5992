"""What the cast's treatment cost, settlement by settlement."""

from datetime import date, timedelta

import pyarrow as pa

from flows.synth.cast_rows.people import registered
from flows.synth.days import month_start
from flows.synth.departments import Departments, columns_of
from flows.synth.money import fen_of, yuan_text
from flows.synth.story import Member, Stay
from flows.synth.window import Window

LAST_SETTLEMENT = (5, 15)
"""Month and day by which the treatment of the year is settled, unless a story says otherwise."""


def deliver_treatment(departments: Departments, window: Window) -> None:
    number = 0
    for _, member in registered():
        for index, stay in enumerate(member.stays):
            number += 1
            _deliver_stay(departments, window, member, stay, _settled_on(window, stay, index), number)


def _settled_on(window: Window, stay: Stay, index: int) -> date:
    if stay.days_back is not None:
        return window.as_of - timedelta(days=stay.days_back)
    if stay.months_back is not None:
        return month_start(window.as_of, stay.months_back) + timedelta(days=9)
    first = date(window.as_of.year, 1, 1)
    last = min(date(window.as_of.year, *LAST_SETTLEMENT), window.as_of)
    return first + timedelta(days=(last - first).days * (index + 1) // 5)


def _deliver_stay(
    departments: Departments, window: Window, member: Member, stay: Stay, on: date, number: int
) -> None:
    borne = fen_of(stay.pooled) + fen_of(stay.serious)
    total = fen_of(stay.self_paid) + borne

    def columns(self_paid: str) -> list[pa.Array]:
        aid = total - borne - fen_of(self_paid)
        written = (
            f"JS{on:%Y%m}9{number:09d}",
            member.id_number,
            on.isoformat(),
            stay.visit,
            yuan_text(total),
            stay.pooled,
            stay.serious,
            yuan_text(aid) if aid else "",
            self_paid,
            "0.00",
        )
        return columns_of([written])

    if stay.corrected is None:
        departments.settlements(on.replace(day=1), columns(stay.self_paid), fen_of(stay.self_paid))
        return
    # A correction must come on a later day than what it corrects; on 1 January there is only the result.
    if on.replace(day=1) != month_start(window.as_of):
        departments.settlements(on.replace(day=1), columns(stay.self_paid), fen_of(stay.self_paid))
    elif on < window.as_of:
        departments.early_settlements(columns(stay.self_paid), fen_of(stay.self_paid))
    departments.corrected_settlements(columns(stay.corrected), fen_of(stay.corrected))
