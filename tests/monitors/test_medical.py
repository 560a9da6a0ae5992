"""What treatment cost: the year, one month as an outpatient, the first grave stay."""

from datetime import date
from typing import Any

from tests.monitors.county import County, yuan

AS_OF = date(2022, 5, 20)


def treated(
    county: County, person: int, day: date, self_paid: str, kind: str = "outpatient", **more: Any
) -> None:
    county.tell(
        "medical_expense",
        person_no=person,
        settled_on=day,
        visit_kind=kind,
        self_paid_fen=yuan(self_paid),
        **more,
    )


def test_the_dearer_of_last_month_and_this_one() -> None:
    county = County()
    county.holds("outpatient_month_line", 500, operator="at_least")
    cases: dict[str, tuple[list[tuple[date, str, str]], date | None, str]] = {
        "none": ([], None, "0"),
        "last month": ([(date(2022, 4, 1), "499.99", "outpatient")], date(2022, 4, 1), "499.99"),
        "both kinds": (
            [(date(2022, 4, 30), "300", "outpatient"), (date(2022, 4, 2), "200", "chronic_outpatient")],
            date(2022, 4, 1),
            "500",
        ),
        "this month": (
            [(date(2022, 4, 30), "300", "outpatient"), (AS_OF, "300.01", "outpatient")],
            date(2022, 5, 1),
            "300.01",
        ),
        "not yet": ([(date(2022, 5, 21), "900", "outpatient")], None, "0"),
        "earlier": ([(date(2022, 3, 31), "900", "outpatient")], None, "0"),
        "in hospital": ([(date(2022, 4, 2), "900", "inpatient")], None, "0"),
    }
    people = {case: county.member(case) for case in cases}
    for case, (settled, _, _) in cases.items():
        for day, paid, kind in settled:
            treated(county, people[case], day, paid, kind)
    county.watch(AS_OF)
    for case, (_, month, amount) in cases.items():
        row = county.of(people[case])
        found = row["outpatient_month_on"], row["outpatient_self_paid_month_fen"]
        assert found == (month, yuan(amount)), case
        assert row["outpatient_self_paid_limit_fen"] == 50_000


def test_the_first_stay_that_serious_illness_insurance_shared() -> None:
    county = County()
    once, before, never = county.member("H1"), county.member("H1"), county.member("H1")
    for day in (date(2022, 5, 2), date(2022, 5, 18)):
        treated(county, once, day, "9000", "inpatient", serious_illness_paid_fen=1)
    for day in (date(2021, 8, 2), date(2022, 5, 18)):
        treated(county, before, day, "9000", "inpatient", serious_illness_paid_fen=1)
    treated(county, never, date(2022, 5, 18), "9000", "inpatient", serious_illness_paid_fen=0)
    treated(county, never, date(2022, 5, 18), "9000", "outpatient", serious_illness_paid_fen=1)
    county.watch(AS_OF)
    assert county.of(once)["serious_illness_on"] == date(2022, 5, 2)
    assert county.of(before)["serious_illness_on"] == date(2021, 8, 2)
    assert county.of(never)["serious_illness_on"] is None


def test_the_year_and_the_window_are_counted_apart() -> None:
    county = County()
    person = county.member("H1")
    for day, paid in (
        (date(2021, 4, 30), "1"),
        (date(2021, 5, 1), "2"),
        (date(2022, 4, 30), "4"),
        (AS_OF, "8"),
    ):
        treated(county, person, day, paid, "inpatient", self_other_fen=yuan(paid))
    county.watch(AS_OF)
    assert county.of(person)["medical_self_paid_year_fen"] == yuan("12")
    (row,) = county.rows("person_medical_expense")
    assert (row["self_paid_window_fen"], row["self_other_window_fen"]) == (yuan("6"), yuan("6"))
