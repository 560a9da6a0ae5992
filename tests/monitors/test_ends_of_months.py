"""The ends of months and years: which months, which year's bills and which school year a night looks at."""

from datetime import date

import pytest

from monitors.watch import Night
from tests.monitors.county import County, yuan


@pytest.mark.parametrize(
    ("as_of", "first_month", "last_month", "school_year"),
    [
        ("2022-12-31", "2021-12-01", "2022-11-01", "2022-09-01"),
        ("2023-01-01", "2022-01-01", "2022-12-01", "2022-09-01"),
        ("2023-02-28", "2022-02-01", "2023-01-01", "2022-09-01"),
        ("2024-02-29", "2023-02-01", "2024-01-01", "2023-09-01"),
        ("2024-03-01", "2023-03-01", "2024-02-01", "2023-09-01"),
        ("2022-08-31", "2021-08-01", "2022-07-01", "2021-09-01"),
        ("2022-09-01", "2021-09-01", "2022-08-01", "2022-09-01"),
    ],
)
def test_the_twelve_full_months_before_the_night_and_its_school_year(
    as_of: str, first_month: str, last_month: str, school_year: str
) -> None:
    night = Night(date.fromisoformat(as_of), date.fromisoformat(as_of))
    found = (night.month(12), night.month(1), night.school_year)
    assert [str(day) for day in found] == [first_month, last_month, school_year]


INCOMES = """
night      | 2021-12 2022-01 2022-11 2022-12 2023-01 2023-02 2023-03 2024-01 2024-02
2022-12-31 |       x       x       x       -       -       -       -       -       -
2023-01-01 |       -       x       x       x       -       -       -       -       -
2023-01-31 |       -       x       x       x       -       -       -       -       -
2024-02-29 |       -       -       -       -       -       x       x       x       -
2024-03-01 |       -       -       -       -       -       -       x       x       x
"""


def test_which_months_of_income_count() -> None:
    county = County()
    heading, *lines = INCOMES.strip().splitlines()
    listed = heading.partition("|")[2].split()
    earners = {month: county.member(month) for month in listed}
    for month, person in earners.items():
        county.earns(person, yuan("1200"), [date.fromisoformat(f"{month}-01")])
    for line in lines:
        night, _, marks = line.partition("|")
        county.watch(date.fromisoformat(night.strip()))
        counted = {month: county.household(month)["income_12m_fen"] for month in listed}
        expected = {
            # Nothing earned in the window is not known to be nothing.
            month: yuan("1200") if mark == "x" else None
            for month, mark in zip(listed, marks.split(), strict=True)
        }
        assert counted == expected, night


@pytest.mark.parametrize(
    ("night", "counted"),
    [("2022-12-31", "700"), ("2023-01-01", "80"), ("2024-02-29", "9"), ("2024-03-01", "9")],
)
def test_bills_count_in_their_calendar_year(night: str, counted: str) -> None:
    county = County()
    person = county.member("H")
    for settled_on, paid in (
        (date(2022, 12, 31), "700"),
        (date(2023, 1, 1), "80"),
        (date(2024, 2, 29), "9"),
    ):
        county.tell(
            "medical_expense",
            settlement_no=str(settled_on),
            person_no=person,
            settled_on=settled_on,
            visit_kind="inpatient",
            self_paid_fen=yuan(paid),
            known_from=settled_on,
        )
    county.watch(date.fromisoformat(night))
    assert county.of(person)["medical_self_paid_year_fen"] == yuan(counted)


@pytest.mark.parametrize(
    ("ended_on", "night", "is_watched"),
    [
        ("2024-02-29", "2024-05-29", True),
        ("2024-02-29", "2024-05-31", True),  # three months before 31 May is the last of February
        ("2024-02-29", "2024-06-01", False),
        ("2023-02-28", "2023-05-31", True),
        ("2023-02-28", "2023-06-01", False),
        ("2022-12-31", "2023-03-31", True),
        ("2022-12-31", "2023-04-01", False),
    ],
)
def test_months_back_from_the_end_of_a_month_end_with_the_month(
    ended_on: str, night: str, is_watched: bool
) -> None:
    county = County()
    county.holds("exit_watch_months", 3)
    county.member("H")
    county.tell(
        "benefit",
        household_id="H",
        benefit="subsistence_allowance",
        started_on=date(2020, 1, 1),
        ended_on=date.fromisoformat(ended_on),
    )
    county.watch(date.fromisoformat(night))
    (left,) = county.rows("household_exit")
    assert (left["subsistence_ended_on"] >= left["exit_watch_from_on"]) is is_watched
