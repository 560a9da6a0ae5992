"""Schooling: what this school year costs, until when last year's row holds, and who has left."""

from datetime import date

import pytest

from tests.monitors.county import County, yuan

THIS, LAST, BEFORE = date(2022, 9, 1), date(2021, 9, 1), date(2020, 9, 1)
AUTUMN = date(2022, 11, 20)
BOTH = {LAST: "upper_secondary", THIS: "upper_secondary"}


def enrolled(
    county: County, person: int, year: date, stage: str, fee: str = "12000", aid: str | None = None
) -> None:
    county.tell(
        "education",
        person_no=person,
        school_year=year,
        stage=stage,
        fee_fen=yuan(fee),
        aid_fen=None if aid is None else yuan(aid),
    )


def test_fees_less_aid() -> None:
    county = County()
    county.holds("education_line", 10_000, operator="above")
    cases = {
        ("12000", "2000"): "10000",
        ("12000", "1999.99"): "10000.01",
        ("12000", None): "12000",
        ("1000", "2000"): "0",
    }
    people = {case: county.member(str(case), "2003-01-01") for case in cases}
    for (fee, aid), person in people.items():
        enrolled(county, person, THIS, "undergraduate", fee, aid)
    county.watch(AUTUMN)
    for case, self_paid in cases.items():
        row = county.of(people[case])
        assert row["education_self_paid_fen"] == yuan(self_paid)
        assert row["education_self_paid_limit_fen"] == yuan("10000.01")
        assert (row["school_year_on"], row["education_stage"]) == (THIS, "undergraduate")


@pytest.mark.parametrize(
    ("as_of", "delivered", "expected"),
    [
        (date(2022, 5, 20), [(LAST, "upper_secondary")], LAST),
        (date(2022, 10, 1), [(LAST, "upper_secondary")], LAST),  # this year's has not come yet
        (AUTUMN, [(LAST, "upper_secondary"), (THIS, "primary")], LAST),  # nor has it for this stage
        (AUTUMN, [(LAST, "upper_secondary"), (THIS, "upper_secondary")], None),
        (date(2023, 9, 1), [(LAST, "upper_secondary")], None),  # a year too old
        (date(2021, 8, 31), [(LAST, "upper_secondary")], None),  # not begun
    ],
)
def test_last_years_row_holds_until_this_years_has_come(
    as_of: date, delivered: list[tuple[date, str]], expected: date | None
) -> None:
    county = County()
    person = county.member("H1", "2005-01-01")
    enrolled(county, person, LAST, "upper_secondary")
    for year, stage in delivered:
        county.cover("education", year, stage)
    county.watch(as_of)
    assert county.of(person)["school_year_on"] == expected


@pytest.mark.parametrize(
    ("born", "rows", "delivered", "expected"),
    [
        # Eighteen, last year at upper secondary school, this year nowhere, and all stages have come.
        ("2004-01-01", [(LAST, "upper_secondary")], BOTH, True),
        (
            "2004-01-01",
            [(LAST, "upper_secondary")],
            {LAST: "upper_secondary"},
            False,
        ),  # this year is not here
        (
            "2004-01-01",
            [(LAST, "upper_secondary"), (THIS, "undergraduate")],
            BOTH,
            False,
        ),
        # A child below sixteen who left lower secondary school; one of sixteen.
        (
            "2007-01-01",
            [(LAST, "lower_secondary")],
            {LAST: "lower_secondary", THIS: "lower_secondary"},
            False,
        ),
        ("2006-01-01", [(LAST, "lower_secondary")], {LAST: "lower_secondary", THIS: "lower_secondary"}, True),
        # Left long ago.
        ("2002-01-01", [(BEFORE, "upper_secondary")], BOTH, False),
    ],
)
def test_who_has_left_school(
    born: str, rows: list[tuple[date, str]], delivered: dict[date, str], expected: bool | None
) -> None:
    county = County()
    county.holds("unable_below_age", 16)
    person = county.member("H1", born)
    for year, stage in rows:
        enrolled(county, person, year, stage)
    for year, stage in delivered.items():
        county.cover("education", year, stage)
    county.watch(date(2022, 12, 20))
    assert county.of(person)["has_left_school"] is expected


def test_nobody_has_left_while_one_stage_of_last_year_is_outstanding() -> None:
    county = County()
    person = county.member("H1", "2004-01-01")
    enrolled(county, person, LAST, "upper_secondary")
    for year, stage in ((LAST, "upper_secondary"), (LAST, "undergraduate"), (THIS, "upper_secondary")):
        county.cover("education", year, stage)
    county.watch(AUTUMN)
    assert county.of(person)["has_left_school"] is False


def test_who_never_stood_in_a_list_has_not_left() -> None:
    county = County()
    adult = county.member("H1")
    county.watch(AUTUMN)
    assert county.of(adult)["has_left_school"] is None  # nothing has been delivered
    county.deliver("education")
    county.watch(AUTUMN)
    assert county.of(adult)["has_left_school"] is False
