"""The policy once more, in plain Python with integers and fractions: what the SQL must agree with, to the fen.

Written from the law and the standards file, not from the SQL. Values are those of Taishan since 2022-01-01.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

STANDARD = {"urban": 87100, "rural": 66000}
DISPOSABLE = {"urban": 3_600_000, "rural": 1_800_000}
"""Last year's disposable income per head, in fen."""
EXEMPT = {"scholarship", "assistance", "veteran_care", "resident_pension"}
MULTIPLE = {"illness": 6, "income_loss": 4, "education": 3, "emergency": 2}
AWAY = {"prison", "rehabilitation"}
SCHOOL_YEAR = date(2024, 9, 1)

Finding = tuple[str, int | None]
"""Severity, and the suggested amount in fen."""


@dataclass
class Person:
    born: date
    residence_class: str = "urban"
    income: dict[tuple[int, str, str], int] = field(default_factory=dict)
    """(months back from the month of the night, kind, evidence) -> fen"""
    treated: list[tuple[date, str, int]] = field(default_factory=list)
    """(day, inpatient | outpatient | chronic_outpatient, self-paid fen)"""
    events: list[tuple[str, date]] = field(default_factory=list)
    custody: tuple[str, date, date | None] | None = None
    disability: tuple[str, int, date] | None = None
    """kind, level, day of the certificate"""
    school: tuple[int, int] | None = None
    """fees and aid of the school year, fen"""
    former_numbers: int = 0
    """How often the identity number changed: the facts stand under all of the numbers, the person is one."""


@dataclass
class Household:
    people: list[Person]
    benefits: set[str] = field(default_factory=set)


def age(person: Person, as_of: date) -> int:
    return as_of.year - person.born.year - ((as_of.month, as_of.day) < (person.born.month, person.born.day))


def in_custody(person: Person, as_of: date) -> bool:
    if person.custody is None:
        return False
    _, since, until = person.custody
    return since <= as_of and (until is None or until >= as_of)


def counts(person: Person, as_of: date) -> bool:
    """Prisoners and people in compulsory rehabilitation are no members; conscripts and the detained are."""
    return not (in_custody(person, as_of) and person.custody is not None and person.custody[0] in AWAY)


def is_zero_confirmed(person: Person, as_of: date) -> bool:
    past = [(event, day) for event, day in person.events if day <= as_of]
    lost = max((day for event, day in past if event in ("unemployed", "insurance_stopped")), default=None)
    work = max((day for event, day in past if event in ("insured", "employed")), default=date.min)
    return lost is not None and lost > work


def is_known(person: Person, as_of: date) -> bool:
    if not 16 <= age(person, as_of) <= 59 or person.school is not None:
        return True
    rows = [
        back for back, _, evidence in person.income if 1 <= back <= 12 and evidence != "contribution_base"
    ]
    return bool(rows) or is_zero_confirmed(person, as_of)


def counted(
    person: Person, newest: int, oldest: int, evidences: tuple[str, ...] = ("actual", "declared")
) -> int:
    return sum(
        fen
        for (back, kind, evidence), fen in person.income.items()
        if newest <= back <= oldest and kind not in EXEMPT and evidence in evidences
    )


def month_before(as_of: date, back: int) -> date:
    index = as_of.year * 12 + as_of.month - 1 - back
    return date(index // 12, index % 12 + 1, 1)


def self_paid(person: Person, since: date, until: date, kinds: tuple[str, ...] = ()) -> int:
    return sum(
        fen for day, kind, fen in person.treated if since <= day <= until and (not kinds or kind in kinds)
    )


def fees(person: Person) -> int:
    return 0 if person.school is None else max(0, person.school[0] - person.school[1])


def findings(household: Household, as_of: date) -> dict[tuple[str, int | None], Finding]:
    """(rule code, place of the person or None for the household) -> severity and suggested fen."""
    members = [person for person in household.people if counts(person, as_of)]
    if not members:
        return _of_absent(household, as_of)
    standard = STANDARD[members[0].residence_class]
    relief = {
        cause: multiple * standard * (len(members) if cause == "emergency" else 1)
        for cause, multiple in MULTIPLE.items()
    }
    found = _of_absent(household, as_of)
    found |= {
        (code, None): finding for code, finding in _of_household(household, members, relief, as_of).items()
    }
    for place, person in enumerate(household.people):
        found |= {
            (code, place): finding
            for code, finding in _of_person(household, members, person, relief, as_of).items()
        }
    return found


def _of_absent(household: Household, as_of: date) -> dict[tuple[str, int | None], Finding]:
    if not household.benefits & {"subsistence_allowance", "extreme_poverty_support"}:
        return {}
    return {
        ("X06", place): ("orange", None)
        for place, person in enumerate(household.people)
        if in_custody(person, as_of)
    }


def _of_household(
    household: Household, members: list[Person], relief: dict[str, int], as_of: date
) -> dict[str, Finding]:
    found: dict[str, Finding] = {}
    line = 12 * sum(STANDARD[person.residence_class] for person in members)
    income = sum(counted(person, 1, 12) for person in members)
    known = all(is_known(person, as_of) for person in members)
    benefits = household.benefits
    helped = benefits & {"subsistence_allowance", "extreme_poverty_support"}
    if not helped and income < line:
        found["N01"] = ("yellow" if not known else "red" if income < Fraction(line, 2) else "orange", None)
    if not helped and "near_dibao" not in benefits and known and line <= income < Fraction(3, 2) * line:
        found["N02"] = ("yellow", None)

    window = month_before(as_of, 12), as_of.replace(day=1) - timedelta(days=1)
    medical = sum(self_paid(person, *window) for person in members)
    schooling = sum(fees(person) for person in members)
    disposable = DISPOSABLE[members[0].residence_class] * len(members)
    if (
        not benefits & {"subsistence_allowance", "extreme_poverty_support", "near_dibao", "rigid_expenditure"}
        and known
        and income < disposable
        and medical + schooling > Fraction(3, 5) * income
    ):
        found["N04"] = ("orange", relief["illness" if medical >= schooling else "education"])

    paid = max(self_paid(person, date(as_of.year, 1, 1), as_of) for person in members)
    low = benefits & {
        "subsistence_allowance",
        "extreme_poverty_support",
        "near_dibao",
        "rigid_expenditure",
    }
    limits = [2_000_000]
    limits += [700_001] if low else []
    limits += [500_000] if "poverty_return_watch" in benefits else []
    if paid >= min(limits) or paid > DISPOSABLE[members[0].residence_class]:
        grave = paid > DISPOSABLE[members[0].residence_class]
        found["N05"] = ("red" if grave else "orange", relief["illness"])

    recent = sum(counted(person, 1, 3) for person in members)
    former = sum(counted(person, 4, 15) for person in members)
    fell = Fraction(recent, 3) <= Fraction(1, 2) * Fraction(former, 12)
    if known and former > 0 and fell and recent < Fraction(3, 2) * 3 * line / 12:
        found["N08"] = ("orange", relief["income_loss"])

    over = all(
        sum(counted(person, 1 + back, 12 + back, ("actual",)) for person in members) >= line
        for back in range(3)
    )
    if "subsistence_allowance" in benefits and over:
        since = _months_earlier(as_of, 6)
        works = any(
            event in ("insured", "employed") and since <= day <= as_of
            for person in members
            for event, day in person.events
        )
        found["X03"] = ("yellow" if works else "orange", None)
    return found


def _of_person(
    household: Household, members: list[Person], person: Person, relief: dict[str, int], as_of: date
) -> dict[str, Finding]:
    found: dict[str, Finding] = {}
    if not any(person is member for member in members):
        return found
    helped = household.benefits & {"subsistence_allowance", "extreme_poverty_support"}
    month = as_of.replace(day=1)
    clinics = ("outpatient", "chronic_outpatient")
    spent = max(
        self_paid(person, month_before(as_of, 1), month - timedelta(days=1), clinics),
        self_paid(person, month, as_of, clinics),
    )
    if spent >= 50_000:
        found["N06"] = ("yellow", None)
    if fees(person) > 1_000_000:
        found["N07"] = ("yellow", relief["education"])
    if person.disability is not None:
        kind, level, issued = person.disability
        if level <= 2 and issued >= as_of - timedelta(days=60) and not helped:
            found["N10"] = ("yellow", None)
        line = 12 * sum(STANDARD[member.residence_class] for member in members)
        income = sum(counted(member, 1, 12) for member in members)
        known = all(is_known(member, as_of) for member in members)
        near = known and line <= income < Fraction(3, 2) * line
        alone = level <= 2 or (level == 3 and kind in ("intellectual", "mental"))
        if alone and not helped and (near or "near_dibao" in household.benefits):
            found["N03"] = ("orange", None)
    return found


def _months_earlier(day: date, months: int) -> date:
    first = month_before(day, months)
    last = (month_before(day, months - 1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))
