"""The named cast as rows of the departments' files."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pyarrow as pa

from flows.synth.cast import CAST, LAST_SETTLEMENT
from flows.synth.days import month_start
from flows.synth.departments import Departments, columns_of
from flows.synth.earnings import DEPARTMENTS
from flows.synth.story import Household, Member, Pay, Stay
from flows.synth.streams import KINDS
from flows.synth.window import Window

_DEPARTMENT_OF = {KINDS[kind]: department for department, kinds in DEPARTMENTS.items() for kind in kinds}
_PAYER = "样例单位"


def deliver_cast(departments: Departments, window: Window, county: str) -> int:
    """Hands the cast's rows in, ahead of everybody else's; returns the number of people."""
    departments.members(columns_of(_member_rows(county)))
    benefits = list(_benefit_rows(county, window))
    departments.benefits(columns_of(benefits), sum(_fen(row[5]) for row in benefits))
    _deliver_income(departments, window)
    _deliver_settlements(departments, window)
    departments.job_events(columns_of(_job_rows(window)))
    departments.deaths(columns_of(_death_rows(window)))
    return sum(len(household.members) for household in CAST)


def _fen(yuan: str) -> int:
    return int(Decimal(yuan) * 100)


def _people() -> Iterator[tuple[Household, Member]]:
    for household in CAST:
        for member in household.members:
            yield household, member


def _member_rows(county: str) -> Iterator[tuple[str, ...]]:
    for household, member in _people():
        yield (
            household.household_id(county),
            member.id_number,
            member.name,
            member.relation,
            member.residence,
            household.hukou or county,
            county + household.village,
            "",
            "",
        )


def _benefit_rows(county: str, window: Window) -> Iterator[tuple[str, ...]]:
    started, reviewed = month_start(window.as_of, 18), month_start(window.as_of, 4) + timedelta(days=8)
    for household in CAST:
        if household.allowance_cny is not None:
            yield (
                household.household_id(county),
                "",
                "最低生活保障",
                f"{started.year}/{started.month}/{started.day}",
                "",
                household.allowance_cny,
                f"{reviewed.year}/{reviewed.month}/{reviewed.day}",
            )


def _deliver_income(departments: Departments, window: Window) -> None:
    for back, month in enumerate(reversed(window.income_months), start=1):
        rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for _, member in _people():
            for pay in member.pays:
                if pay.newest <= back <= pay.oldest:
                    rows[_DEPARTMENT_OF[pay.kind]].append(_income_row(member, month, pay))
        for department, of_department in rows.items():
            amount = sum(_fen(row[3]) for row in of_department)
            departments.income(month, department, columns_of(of_department), amount)


def _income_row(member: Member, month: date, pay: Pay) -> tuple[str, ...]:
    payer = _PAYER if pay.kind == "工资" else ""
    return (member.id_number, f"{month:%Y-%m}", pay.kind, pay.yuan, pay.evidence, payer)


def settled_on(window: Window, index: int) -> date:
    """The cast's treatments, spread over the year up to May or to the business date."""
    first = date(window.as_of.year, 1, 1)
    last = min(date(window.as_of.year, *LAST_SETTLEMENT), window.as_of)
    return first + timedelta(days=(last - first).days * (index + 1) // 5)


def _deliver_settlements(departments: Departments, window: Window) -> None:
    number = 0
    for _, member in _people():
        for index, stay in enumerate(member.stays):
            number += 1
            _deliver_stay(departments, window, member, stay, index, number)


def _deliver_stay(
    departments: Departments, window: Window, member: Member, stay: Stay, index: int, number: int
) -> None:
    on = settled_on(window, index)
    total = _fen(stay.self_paid) + _fen(stay.pooled)

    def columns(self_paid: str) -> list[pa.Array]:
        aid = total - _fen(stay.pooled) - _fen(self_paid)
        written = (
            f"JS{on:%Y%m}9{number:09d}",
            member.id_number,
            on.isoformat(),
            "住院",
            f"{total / 100:.2f}",
            stay.pooled,
            "",
            f"{aid / 100:.2f}" if aid else "",
            self_paid,
            "0.00",
        )
        return columns_of([written])

    if stay.corrected is None:
        departments.settlements(on.replace(day=1), columns(stay.self_paid), _fen(stay.self_paid))
        return
    # A correction must come on a later day than what it corrects; on 1 January there is only the result.
    if on.replace(day=1) != month_start(window.as_of):
        departments.settlements(on.replace(day=1), columns(stay.self_paid), _fen(stay.self_paid))
    elif on < window.as_of:
        departments.early_settlements(columns(stay.self_paid), _fen(stay.self_paid))
    departments.corrected_settlements(columns(stay.corrected), _fen(stay.corrected))


def _job_rows(window: Window) -> Iterator[tuple[str, ...]]:
    for _, member in _people():
        for job in member.job_events:
            on = month_start(window.as_of, job.months_back) + timedelta(days=4)
            until = ""
            if job.until_ahead is not None:
                until = f"{month_start(window.as_of, -job.until_ahead) - timedelta(days=1):%Y%m%d}"
            yield member.id_number, job.event, f"{on:%Y%m%d}", until, ""


def _death_rows(window: Window) -> Iterator[tuple[str, ...]]:
    for _, member in _people():
        if member.died_months_back is not None:
            died = month_start(window.as_of, member.died_months_back) + timedelta(days=9)
            yield member.id_number, member.name, f"{died.year}年{died.month}月{died.day}日"
