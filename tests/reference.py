"""The arithmetic once more, in plain Python with integers: what the SQL must agree with, to the fen."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

STANDARD = {"urban": 87100, "rural": 66000}
EXEMPT = {"scholarship", "assistance", "veteran_care", "resident_pension"}


@dataclass
class Person:
    born: date
    residence_class: str = "urban"
    income: dict[tuple[int, str, str], int] = field(default_factory=dict)
    """(months back from the month of the night, kind, evidence) -> fen"""
    treated: list[tuple[date, int]] = field(default_factory=list)
    events: list[tuple[str, date]] = field(default_factory=list)
    former_numbers: int = 0
    """How often the identity number changed: the facts stand under all of the numbers, the person is one."""


@dataclass
class Household:
    people: list[Person]
    benefits: set[str] = field(default_factory=set)


def age(person: Person, as_of: date) -> int:
    return as_of.year - person.born.year - ((as_of.month, as_of.day) < (person.born.month, person.born.day))


def is_zero_confirmed(person: Person, as_of: date) -> bool:
    past = [(event, day) for event, day in person.events if day <= as_of]
    lost = max((day for event, day in past if event in ("unemployed", "insurance_stopped")), default=None)
    work = max((day for event, day in past if event in ("insured", "employed")), default=date.min)
    return lost is not None and lost > work


def is_known(person: Person, as_of: date) -> bool:
    if not 16 <= age(person, as_of) <= 59:
        return True
    rows = [
        back for back, _, evidence in person.income if 1 <= back <= 12 and evidence != "contribution_base"
    ]
    return bool(rows) or is_zero_confirmed(person, as_of)


def counted(person: Person, newest: int, oldest: int) -> int:
    return sum(
        fen
        for (back, kind, evidence), fen in person.income.items()
        if newest <= back <= oldest and kind not in EXEMPT and evidence != "contribution_base"
    )


def findings(household: Household, as_of: date) -> dict[str, tuple[str, int | None]]:
    """Rule code -> (severity, suggested fen), for the household rules."""
    found: dict[str, tuple[str, int | None]] = {}
    people = household.people
    line = 12 * sum(STANDARD[person.residence_class] for person in people)
    income = sum(counted(person, 1, 12) for person in people)
    known = all(is_known(person, as_of) for person in people)
    helped = household.benefits & {"subsistence_allowance", "extreme_poverty_support"}
    if not helped and income < line:
        found["N01"] = ("yellow" if not known else "red" if income < Fraction(line, 2) else "orange", None)
    if (
        not helped
        and "near_dibao" not in household.benefits
        and known
        and line <= income < Fraction(3, 2) * line
    ):
        found["N02"] = ("yellow", None)
    paid = max(
        sum(fen for day, fen in person.treated if date(as_of.year, 1, 1) <= day <= as_of) for person in people
    )
    low = household.benefits & {
        "subsistence_allowance",
        "extreme_poverty_support",
        "near_dibao",
        "rigid_expenditure",
    }
    limits = [2_000_000]
    limits += [700_001] if low else []
    limits += [500_000] if "poverty_return_watch" in household.benefits else []
    standard = STANDARD[people[0].residence_class]
    if paid >= min(limits):
        found["N05"] = ("orange", 6 * standard)
    recent = sum(counted(person, 1, 3) for person in people)
    former = sum(counted(person, 4, 15) for person in people)
    fell = Fraction(recent, 3) <= Fraction(1, 2) * Fraction(former, 12)
    if known and former > 0 and fell and recent < Fraction(3, 2) * 3 * line / 12:
        found["N08"] = ("orange", 4 * standard)
    return found
