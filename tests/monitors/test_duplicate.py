"""Paid twice, and benefits that exclude each other."""

from datetime import date
from typing import Any

from tests.monitors.county import County

AS_OF = date(2022, 5, 20)
APRIL, MARCH = date(2022, 4, 1), date(2022, 3, 1)


def paid(county: County, household: str, person: int | None, month: date = APRIL, **cells: Any) -> None:
    county.tell(
        "benefit_payment",
        **{
            "household_id": household,
            "person_no": person,
            "month": month,
            "benefit": "subsistence_allowance",
            "amount_fen": 87_100,
        }
        | cells,
    )


def test_one_month_in_two_households_or_places() -> None:
    county = County()
    people = {
        case: county.member(case)
        for case in (
            "two households",
            "two places",
            "one place told twice",
            "once",
            "two months",
            "two benefits",
            "long ago",
            "moved",
        )
    }

    def pay(case: str, household: str = "", **cells: Any) -> None:
        paid(county, household or case, people[case], **cells)

    pay("two households", month=MARCH)
    pay("two households", "elsewhere", month=MARCH)
    pay("two households")
    pay("two households", "elsewhere")
    pay("two places", paid_region="370902001")
    pay("two places", paid_region="370902002")
    pay("one place told twice", paid_region="370902")
    pay("one place told twice", paid_region="370902002")
    pay("once")
    pay("two months")
    pay("two months", "elsewhere", month=MARCH)
    pay("two benefits")
    pay("two benefits", "elsewhere", benefit="orphan")
    pay("long ago", month=date(2022, 1, 1))
    pay("long ago", "elsewhere", month=date(2022, 1, 1))
    # The household is paid here, the person once more where it came from.
    paid(county, "moved", None)
    pay("moved", "elsewhere")
    county.watch(AS_OF)
    doubled = {case for case, person in people.items() if county.of(person)["duplicate_payment_month_on"]}
    assert doubled == {"two households", "two places", "moved"}
    row = county.of(people["two households"])
    assert row["duplicate_payment_month_on"] == APRIL
    assert (row["duplicate_payment_benefit"], row["duplicate_payment_count"]) == ("subsistence_allowance", 2)


def test_for_a_household_paid_twice_the_head_answers() -> None:
    county = County()
    head, mate = county.member("H1"), county.member("H1")
    for region in ("370902001", "370903001"):
        paid(county, "H1", None, paid_region=region)
    county.watch(AS_OF)
    assert county.of(head)["duplicate_payment_count"] == 2
    assert county.of(mate)["duplicate_payment_count"] is None


def test_running_benefits_that_exclude_each_other() -> None:
    county = County()
    county.holds("exclusive_benefit", 1, "subsistence_allowance.extreme_poverty_support")
    county.holds("exclusive_benefit", 0, "extreme_poverty_support.orphan")
    cases = {
        (
            "subsistence_allowance",
            "extreme_poverty_support",
            None,
        ): "subsistence_allowance.extreme_poverty_support",
        ("subsistence_allowance", "extreme_poverty_support", date(2022, 5, 19)): None,  # one has ended
        ("subsistence_allowance", "orphan", None): None,
        ("extreme_poverty_support", "orphan", None): None,  # allowed here
    }
    people = {}
    for place, case in enumerate(cases):
        household, other, ended_on = case
        people[case] = county.member(f"H{place}")
        county.tell("benefit", household_id=f"H{place}", benefit=household, started_on=date(2020, 1, 1))
        county.tell(
            "benefit",
            household_id=f"H{place}",
            person_no=people[case],
            benefit=other,
            started_on=date(2020, 1, 1),
            ended_on=ended_on,
        )
    county.watch(AS_OF)
    assert {case: county.of(person)["exclusive_benefits"] for case, person in people.items()} == cases


def test_who_moved_in_later_was_not_paid_with_the_household_before() -> None:
    county = County()
    people = {
        joined_on: county.member(str(joined_on), joined_on=joined_on)
        for joined_on in (APRIL, date(2022, 4, 2))
    }
    for joined_on, person in people.items():
        paid(county, "former", person)
        paid(county, str(joined_on), None)
    county.watch(AS_OF)
    months = [county.of(person)["duplicate_payment_month_on"] for person in people.values()]
    assert months == [APRIL, None]
