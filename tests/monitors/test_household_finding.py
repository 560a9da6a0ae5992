"""What a visit found, and for how long it speaks. On 2022-06-20, sixty days back is 2022-04-21."""

from datetime import date

import pytest

from tests.monitors.county import County

NIGHT = date(2022, 6, 20)

CASES: dict[str, tuple[tuple[tuple[str, str | None, str], ...], tuple[str, str] | None]] = {
    "below: sixty-one days ago": ((("2022-04-20", "illness", "village"),), None),
    "at: sixty days ago": ((("2022-04-21", "illness", "village"),), ("2022-04-21", "illness")),
    "above: yesterday": ((("2022-06-19", "care", "county"),), ("2022-06-19", "care")),
    "tomorrow is not known": ((("2022-06-21", "care", "county"),), None),
    "free text alone": ((("2022-06-19", None, "village"),), None),
    "nothing amiss": ((("2022-06-19", "none", "village"),), None),
    "taken back by a later visit": (
        (("2022-06-01", "illness", "village"), ("2022-06-10", "none", "township")),
        None,
    ),
    "not taken back by a visit that states no kind": (
        (("2022-06-01", "illness", "village"), ("2022-06-10", None, "village")),
        ("2022-06-01", "illness"),
    ),
    "not taken back by an earlier visit": (
        (("2022-06-01", "none", "village"), ("2022-06-10", "illness", "village")),
        ("2022-06-10", "illness"),
    ),
    "two on one day": (
        (("2022-06-10", "illness", "village"), ("2022-06-10", "none", "village")),
        ("2022-06-10", "illness"),
    ),
    "the newest of two": (
        (("2022-06-01", "illness", "village"), ("2022-06-10", "housing", "village")),
        ("2022-06-10", "housing"),
    ),
}


@pytest.fixture(scope="module")
def county() -> County:
    made = County()
    made.holds("visit_finding_days", 60)
    for place, (visits, _) in enumerate(CASES.values()):
        made.member(f"H{place}")
        for number, (day, kind, level) in enumerate(visits):
            made.tell(
                "visit",
                visit_no=f"V{place}-{number}",
                household_id=f"H{place}",
                level=level,
                visited_on=date.fromisoformat(day),
                visitor="某人",
                finding="生病住院",
                finding_kind=kind,
            )
    made.watch(NIGHT)
    return made


@pytest.mark.parametrize("case", CASES)
def test_a_finding(county: County, case: str) -> None:
    place, (_, expected) = list(CASES).index(case), CASES[case]
    row = county.household(f"H{place}")
    found = row["visit_finding_on"] and (str(row["visit_finding_on"]), row["visit_finding_kind"])
    assert found == expected


def test_whose_visit_it_was_stands_beside(county: County) -> None:
    assert county.household("H2")["visit_finding_level"] == "county"


def test_without_a_value_in_force_no_finding_speaks() -> None:
    made = County()
    made.member("H")
    made.tell(
        "visit",
        visit_no="V",
        household_id="H",
        level="village",
        visited_on=NIGHT,
        visitor="某人",
        finding_kind="illness",
    )
    made.watch(NIGHT)
    assert made.household("H")["visit_finding_kind"] is None
