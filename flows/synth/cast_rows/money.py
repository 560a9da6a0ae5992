"""What the cast earn and receive."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from flows.synth.allowances import ALLOWANCE, BENEFITS, EXTREME_POVERTY
from flows.synth.cast import CAST
from flows.synth.cast_rows.people import registered
from flows.synth.days import SLASHED, month_start
from flows.synth.departments import Departments, columns_of
from flows.synth.earnings import DEPARTMENTS
from flows.synth.money import fen_of
from flows.synth.story import Grant, Household, Member, Pay
from flows.synth.streams import KINDS
from flows.synth.window import Window

_DEPARTMENT_OF = {KINDS[kind]: department for department, kinds in DEPARTMENTS.items() for kind in kinds}
_PAYER = "样例单位"
_PAID_OUT = (BENEFITS[ALLOWANCE], BENEFITS[EXTREME_POVERTY])
Rows = Iterator[tuple[str, ...]]


def deliver_money(departments: Departments, window: Window, county: str) -> None:
    benefits = list(_benefits(county, window))
    departments.benefits(columns_of(benefits), sum(fen_of(row[5]) for row in benefits))
    for month in window.paid_months:
        payments = list(_payments(county, window, month))
        departments.payments(month, columns_of(payments), sum(fen_of(row[4]) for row in payments))
    for back, month in enumerate(reversed(window.income_months), start=1):
        rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for _, member in registered():
            for pay in member.pays:
                if pay.newest <= back <= pay.oldest:
                    rows[_DEPARTMENT_OF[pay.kind]].append(_income(member, month, pay))
        for department, of_department in rows.items():
            amount = sum(fen_of(row[3]) for row in of_department)
            departments.income(month, department, columns_of(of_department), amount)


def _grants() -> Iterator[tuple[Household, Grant, str]]:
    """Every benefit with the number it is entered under: none for a whole household's."""
    for household in CAST:
        for grant in household.grants:
            whose = "" if grant.member is None else household.members[grant.member].id_number
            yield household, grant, whose


def _ended_on(grant: Grant, window: Window) -> date | None:
    return None if grant.ended is None else month_start(window.as_of, grant.ended - 1) - timedelta(days=1)


def _benefits(county: str, window: Window) -> Rows:
    started, reviewed = month_start(window.as_of, 18), month_start(window.as_of, 4) + timedelta(days=8)
    for household, grant, whose in _grants():
        ended = _ended_on(grant, window)
        yield (
            household.household_id(county),
            whose,
            grant.benefit,
            _slashed(started),
            _slashed(ended) if ended else "",
            grant.yuan,
            _slashed(min(reviewed, ended) if ended else reviewed),
        )


def _payments(county: str, window: Window, month: date) -> Rows:
    for household, grant, whose in _grants():
        ended = _ended_on(grant, window)
        if grant.benefit in _PAID_OUT and (ended is None or ended >= month):
            for place in filter(None, (county, grant.also_paid_in)):
                yield (
                    household.household_id(county),
                    whose,
                    f"{month:%Y-%m}",
                    grant.benefit,
                    grant.yuan,
                    place,
                )


def _income(member: Member, month: date, pay: Pay) -> tuple[str, ...]:
    payer = _PAYER if pay.kind == "工资" else ""
    return member.id_number, f"{month:%Y-%m}", pay.kind, pay.yuan, pay.evidence, payer


def _slashed(day: date) -> str:
    return SLASHED.format(day.year, day.month, day.day)
