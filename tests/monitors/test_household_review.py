"""When a household that is helped is looked at again: twelve months, or six where somebody could work."""

from datetime import date

import pytest

from tests.monitors.county import County

NIGHT = date(2022, 5, 20)


@pytest.fixture
def county() -> County:
    county = County()
    county.holds("review_months", 12, "stable")
    county.holds("review_months", 6, "unstable")
    county.holds("severe_disability_level", 2)
    return county


def gets(county: County, benefit: str, started_on: date, *, household: str = "H", **cells: object) -> None:
    county.tell("benefit", household_id=household, benefit=benefit, started_on=started_on, **cells)


def review(county: County) -> tuple[date | None, date | None]:
    county.watch(NIGHT)
    row = county.household("H")
    return row["reviewed_on"], row["review_due_on"]


def test_sooner_where_somebody_could_work(county: County) -> None:
    cases = {
        ("1980-01-01", None): date(2022, 7, 10),
        ("1980-01-01", "3"): date(2022, 7, 10),
        ("1980-01-01", "2"): date(2023, 1, 10),  # severely disabled
        ("1950-01-01", None): date(2023, 1, 10),
        ("2010-01-01", None): date(2023, 1, 10),
    }
    for born, level in cases:
        name = f"{born} {level}"
        person = county.member(name, born)
        if level:
            county.tell("disability", person_no=person, kind="limb", level=level, issued_on=date(2020, 1, 1))
        gets(
            county,
            "subsistence_allowance",
            date(2020, 1, 1),
            household=name,
            reviewed_on=date(2022, 1, 10),
        )
    county.watch(NIGHT)
    due = {case: county.household(f"{case[0]} {case[1]}")["review_due_on"] for case in cases}
    assert due == cases


def test_the_latest_review_of_what_runs_counts(county: County) -> None:
    county.member("H", "1950-01-01")
    gets(county, "subsistence_allowance", date(2019, 1, 1), reviewed_on=date(2021, 3, 1))
    gets(county, "extreme_poverty_support", date(2020, 1, 1), reviewed_on=date(2021, 9, 30))
    gets(
        county,
        "subsistence_allowance",
        date(2018, 1, 1),
        reviewed_on=date(2022, 5, 1),
        ended_on=NIGHT.replace(day=19),
    )
    assert review(county) == (date(2021, 9, 30), date(2022, 9, 30))


def test_what_was_never_reviewed_was_looked_at_when_it_began(county: County) -> None:
    county.member("H", "1950-01-01")
    gets(county, "subsistence_allowance", date(2021, 8, 31))
    assert review(county) == (date(2021, 8, 31), date(2022, 8, 31))


def test_who_gets_neither_is_not_reviewed(county: County) -> None:
    county.member("H")
    gets(county, "near_dibao", date(2021, 8, 31), reviewed_on=date(2022, 1, 1))
    assert review(county) == (None, None)


def test_without_an_interval_nothing_falls_due() -> None:
    county = County()
    county.member("H")
    gets(county, "subsistence_allowance", date(2021, 8, 31))
    assert review(county) == (date(2021, 8, 31), None)
