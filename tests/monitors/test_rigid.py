"""Spending that cannot be avoided, against a share of the income."""

from datetime import date

import pytest

from tests.monitors.county import County, months, yuan

AS_OF = date(2022, 5, 20)
WINDOW = months(date(2022, 4, 1))


def county_with(
    share: str = "0.6", operator: str = "above", items: tuple[str, ...] = ("medical", "education")
) -> County:
    county = County()
    county.holds("rigid_share", share, operator=operator)
    county.holds("rigid_income_ratio", 1, operator="below")
    for item in items:
        county.holds("rigid_item", 1, item)
    county.deliver("education")
    return county


@pytest.mark.parametrize(
    ("operator", "limit"),
    [("above", "7200.01"), ("at_least", "7200")],
)
def test_the_locality_says_whether_the_share_must_be_passed(operator: str, limit: str) -> None:
    county = county_with(operator=operator)
    county.earns(county.member("H1"), yuan("1000"), WINDOW)
    county.watch(AS_OF)
    assert county.household("H1")["rigid_expenditure_limit_12m_fen"] == yuan(limit)


def test_without_income_the_least_spending_is_too_much() -> None:
    county = county_with(operator="at_least")
    county.has_no_work(county.member("H1"))
    county.watch(AS_OF)
    row = county.household("H1")
    assert (row["rigid_expenditure_limit_12m_fen"], row["rigid_expenditure_12m_fen"]) == (1, 0)


def test_while_the_income_is_unknown_so_is_the_limit() -> None:
    county = county_with()
    county.member("H1")
    county.watch(AS_OF)
    assert county.household("H1")["rigid_expenditure_limit_12m_fen"] is None


@pytest.mark.parametrize(
    ("items", "medical", "education", "total"),
    [
        ((), "0", "0", "0"),
        (("medical",), "500", "0", "500"),
        (("medical", "medical_other"), "570", "0", "570"),
        (("medical", "education"), "500", "3000", "3500"),
        (("medical", "education", "living"), "500", "3000", "24404"),  # and 2 x 871 x 12
    ],
)
def test_only_what_the_locality_counts(
    items: tuple[str, ...], medical: str, education: str, total: str
) -> None:
    county = county_with(items=items)
    county.earns(county.member("H1"), yuan("1000"), WINDOW)
    student = county.member("H1", "2006-06-01")
    for day in (date(2021, 4, 30), date(2021, 5, 1), date(2022, 5, 1)):  # one of three lies in the window
        county.tell(
            "medical_expense",
            person_no=student,
            settled_on=day,
            visit_kind="inpatient",
            self_paid_fen=yuan("500"),
            self_other_fen=yuan("70"),
        )
    for year in (2020, 2021):
        county.tell(
            "education",
            person_no=student,
            school_year=date(year, 9, 1),
            stage="upper_secondary",
            fee_fen=yuan("4000"),
            aid_fen=yuan("1000"),
        )
    county.watch(AS_OF)
    row = county.household("H1")
    assert row["rigid_medical_12m_fen"] == yuan(medical)
    assert row["rigid_education_12m_fen"] == yuan(education)
    assert row["rigid_expenditure_12m_fen"] == yuan(total)


def test_what_a_department_never_told_is_unknown() -> None:
    county = County()
    county.holds("rigid_item", 1, "medical")
    county.holds("rigid_item", 1, "education")
    county.has_no_work(county.member("H1"))
    county.watch(AS_OF)
    row = county.household("H1")
    assert (row["rigid_medical_12m_fen"], row["rigid_education_12m_fen"]) == (0, None)
    assert row["rigid_expenditure_12m_fen"] is None


def test_disposable_income_of_as_many_people() -> None:
    county = county_with()
    county.member("H1")
    county.member("H1", "2015-01-01")
    county.member("H2", residence_class="rural")
    county.tell(
        "disposable_income",
        region="3709",
        year=2021,
        residence_class="urban",
        amount_fen=yuan("40000.01"),
        published_on=date(2022, 2, 1),
    )
    county.watch(AS_OF)
    assert county.household("H1")["disposable_income_limit_12m_fen"] == yuan("80000.02")
    assert county.household("H2")["disposable_income_limit_12m_fen"] is None


def test_what_is_taken_off_the_income_is_part_of_the_whole() -> None:
    county = county_with(operator="at_least")
    county.holds("income_deduction", 1, "medical")
    person = county.member("H1")
    county.earns(person, yuan("1000"), WINDOW)
    county.tell(
        "medical_expense",
        person_no=person,
        settled_on=date(2022, 3, 1),
        visit_kind="inpatient",
        self_paid_fen=yuan("5000"),
    )
    county.watch(AS_OF)
    row = county.household("H1")
    assert row["income_12m_fen"] == yuan("7000")
    assert row["rigid_expenditure_limit_12m_fen"] == yuan("7200")
