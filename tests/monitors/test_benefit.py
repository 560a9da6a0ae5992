"""What somebody receives, received after a death, or left."""

from datetime import date
from typing import Any

from tests.monitors.county import County

AS_OF = date(2022, 5, 20)
YEARS_AGO = date(2020, 1, 1)


def dibao(county: County, started_on: date = YEARS_AGO, **cells: Any) -> None:
    county.tell("benefit", benefit="subsistence_allowance", started_on=started_on, **cells)


def test_a_benefit_runs_up_to_its_last_day() -> None:
    county = County()
    cases = {
        (AS_OF, None): True,
        (date(2022, 5, 21), None): False,
        (YEARS_AGO, AS_OF): True,
        (YEARS_AGO, date(2022, 5, 19)): False,
    }
    children = {}
    for place, (started_on, ended_on) in enumerate(cases):
        child = children[started_on, ended_on] = county.member(f"H{place}", "2015-01-01")
        county.tell(
            "benefit",
            household_id=f"H{place}",
            person_no=child,
            benefit="orphan",
            started_on=started_on,
            ended_on=ended_on,
        )
    county.watch(AS_OF)
    assert {case: county.of(child)["has_orphan_benefit"] for case, child in children.items()} == cases


def test_a_benefit_that_names_nobody_is_everyones() -> None:
    county = County()
    first, second = county.member("H1"), county.member("H1")
    named, other = county.member("H2"), county.member("H2")
    county.tell("benefit", household_id="H1", benefit="disability_care_subsidy", started_on=YEARS_AGO)
    county.tell(
        "benefit", household_id="H2", person_no=named, benefit="disability_care_subsidy", started_on=YEARS_AGO
    )
    county.watch(AS_OF)
    held = [county.of(person)["has_disability_care_subsidy"] for person in (first, second, named, other)]
    assert held == [True, True, True, False]


def test_what_names_a_person_follows_the_person() -> None:
    county = County()
    moved, stayed = county.member("new"), county.member("old")
    guest = county.person()
    county.tell(
        "help_request",
        request_no="Q1",
        received_at="2022-05-01 09:00:00",
        person_no=guest,
        incident_region="370902001",
        need="living",
    )
    for person in (moved, guest):
        dibao(county, household_id="old", person_no=person)
    county.watch(AS_OF)
    assert [county.of(person)["has_subsistence_allowance"] for person in (moved, guest, stayed)] == [True] * 3
    assert county.household("old")["has_subsistence_allowance"]


def test_what_was_paid_after_a_death() -> None:
    county = County()
    cases = {
        ("subsistence_allowance", date(2022, 3, 10)): (2, 2 * 87_100),  # April and May, at 871
        ("subsistence_allowance", date(2022, 4, 30)): (1, 87_100),
        ("subsistence_allowance", date(2022, 5, 1)): (0, None),  # a month that had begun is due
        ("disability_care_subsidy", date(2022, 3, 10)): (2, None),
        ("near_dibao", date(2022, 3, 10)): (0, None),  # recognised, not paid
    }
    people = {}
    for place, (benefit, died_on) in enumerate(cases):
        county.member(f"H{place}")
        dead = people[benefit, died_on] = county.member(f"H{place}")
        county.tell("death", person_no=dead, died_on=died_on)
        county.tell("benefit", household_id=f"H{place}", benefit=benefit, started_on=YEARS_AGO)
    county.watch(AS_OF)
    for case, expected in cases.items():
        row = county.of(people[case])
        assert (row["months_paid_after_death"], row["overpaid_after_death_fen"]) == expected, case


def test_a_benefit_in_several_rows_counts_each_month_after_a_death_once() -> None:
    county = County()
    cases = {
        "one after the other": ((YEARS_AGO, date(2022, 2, 28)), (date(2022, 3, 1), None)),
        "one over the other": ((YEARS_AGO, None), (date(2022, 3, 1), None)),
        "with a gap": ((YEARS_AGO, date(2022, 1, 31)), (date(2022, 3, 1), None)),
    }
    people = {}
    for case, periods in cases.items():
        county.member(case)
        dead = people[case] = county.member(case)
        county.tell("death", person_no=dead, died_on=date(2021, 12, 5))
        for started_on, ended_on in periods:
            dibao(county, started_on, household_id=case, ended_on=ended_on)
    county.watch(AS_OF)
    # January to May; without February.
    paid = {case: county.of(dead)["months_paid_after_death"] for case, dead in people.items()}
    assert paid == {"one after the other": 5, "one over the other": 5, "with a gap": 4}


def test_a_household_that_left_is_watched_for_some_months() -> None:
    county = County()
    county.holds("exit_watch_months", 6)
    for household in ("ended", "still", "again", "never"):
        county.member(household)
    dibao(county, household_id="ended", ended_on=date(2022, 3, 31))
    dibao(county, household_id="still", ended_on=AS_OF)
    dibao(county, household_id="again", ended_on=date(2022, 3, 31))
    dibao(county, household_id="again", started_on=date(2022, 5, 1))
    county.watch(AS_OF)
    left = county.household("ended")
    assert (left["subsistence_ended_on"], left["exit_watch_from_on"]) == (
        date(2022, 3, 31),
        date(2021, 11, 20),
    )
    for household in ("still", "again", "never"):
        assert county.household(household)["subsistence_ended_on"] is None


def test_a_row_that_vanished_from_the_register_has_ended() -> None:
    county = County()
    for household in ("gone", "corrected", "dated"):
        county.member(household)
    dibao(county, household_id="gone", known_to=date(2022, 4, 8))
    dibao(county, household_id="corrected", known_to=date(2022, 4, 8))
    dibao(county, household_id="corrected", ended_on=date(2022, 2, 28), known_from=date(2022, 4, 8))
    dibao(county, household_id="dated", ended_on=date(2022, 1, 31), known_to=date(2022, 4, 8))
    county.watch(AS_OF)
    ends = {row["household_id"]: row["subsistence_ended_on"] for row in county.rows("household_exit")}
    assert ends == {
        "gone": date(2022, 4, 8),
        "corrected": date(2022, 2, 28),
        "dated": date(2022, 1, 31),
    }
    county.watch(date(2022, 4, 7))  # nobody knew it then
    assert county.household("gone")["subsistence_ended_on"] is None
