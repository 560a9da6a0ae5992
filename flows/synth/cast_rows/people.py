"""Who the cast are, and what registers say of them one by one."""

from collections.abc import Iterator
from datetime import timedelta

from flows.synth.cast import CAST
from flows.synth.days import CHINESE, COMPACT, ISO, SLASHED, month_start
from flows.synth.departments import Departments, columns_of
from flows.synth.disability import VALID_DAYS
from flows.synth.money import fen_of
from flows.synth.story import Household, Member
from flows.synth.window import Window

Rows = Iterator[tuple[str, ...]]


def deliver_people(departments: Departments, window: Window, county: str) -> int:
    members = list(_members(county))
    departments.members(columns_of(members))
    departments.job_events(columns_of(_job_events(window)))
    departments.deaths(columns_of(_deaths(window)))
    departments.certificates(columns_of(_certificates(window)))
    for back, year in enumerate(window.school_years):
        students = list(_students(year, back))
        departments.students(year, columns_of(students), sum(fen_of(row[3]) for row in students))
    departments.absences(columns_of(_absences(window)))
    departments.mishaps(columns_of(_mishaps(window)))
    departments.watch_list(columns_of(_watched()))
    return len(members)


def registered() -> Iterator[tuple[Household, Member]]:
    """Everybody but the guests, whom no register has."""
    for household in CAST:
        if not household.is_guest:
            for member in household.members:
                yield household, member


def _members(county: str) -> Rows:
    for household, member in registered():
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


def _job_events(window: Window) -> Rows:
    for _, member in registered():
        for job in member.job_events:
            on = month_start(window.as_of, job.months_back) + timedelta(days=4)
            until = ""
            if job.until_ahead is not None:
                last = month_start(window.as_of, -job.until_ahead) - timedelta(days=1)
                until = COMPACT.format(last.year, last.month, last.day)
            yield member.id_number, job.event, COMPACT.format(on.year, on.month, on.day), until, ""


def _deaths(window: Window) -> Rows:
    for _, member in registered():
        if member.died_months_back is not None:
            died = month_start(window.as_of, member.died_months_back) + timedelta(days=9)
            yield member.id_number, member.name, CHINESE.format(died.year, died.month, died.day)


def _certificates(window: Window) -> Rows:
    for _, member in registered():
        if member.certificate is not None:
            issued = window.as_of - timedelta(days=member.certificate.days_back)
            expires = issued + timedelta(days=VALID_DAYS)
            days = (SLASHED.format(day.year, day.month, day.day) for day in (issued, expires))
            yield member.id_number, member.certificate.kind, member.certificate.level, *days


def _students(year: int, back: int) -> Rows:
    for _, member in registered():
        for school in member.schools:
            if school.years_back == back:
                yield member.id_number, f"{year}-{year + 1}", school.stage, school.fee, school.aid


def _absences(window: Window) -> Rows:
    for _, member in registered():
        if member.custody is not None:
            started = month_start(window.as_of, member.custody.months_back)
            ended = month_start(window.as_of, -member.custody.until_ahead) - timedelta(days=1)
            days = (CHINESE.format(day.year, day.month, day.day) for day in (started, ended))
            yield member.id_number, member.custody.kind, *days


def _mishaps(window: Window) -> Rows:
    for household, member in registered():
        if member.mishap is not None:
            on = window.as_of - timedelta(days=member.mishap.days_back)
            day = ISO.format(on.year, on.month, on.day)
            yield f"SJ9{household.number:07d}", member.id_number, member.mishap.kind, day, member.mishap.loss


def _watched() -> Rows:
    for _, member in registered():
        if member.watched_for is not None:
            yield member.id_number, member.watched_for
