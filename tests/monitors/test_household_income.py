"""What a household is counted to live on: the worked cases of the policy, to the fen."""

from datetime import date

import pytest

from tests.monitors.county import County, months, yuan

NIGHT = date(2022, 5, 20)
WINDOW = months(date(2022, 4, 1))


def household_of(county: County, people: int, monthly: str, residence_class: str = "urban") -> list[int]:
    """People confirmed to be without work, the first of whom brings this much a month all the same."""
    members = [county.member("H", residence_class=residence_class) for _ in range(people)]
    for person in members:
        county.has_no_work(person)
    county.earns(members[0], yuan(monthly), months(date(2022, 6, 1), 30))
    return members


# The expected allowance


ALLOWANCES = [
    (3, "2612.99", 871, "ceil_yuan", "1"),  # C2: 0.01 short
    (3, "2612.99", 871, "half_up_yuan", "0"),
    (3, "2612.99", 871, "cent", "0.01"),
    (3, "2613.00", 871, "ceil_yuan", "0"),
    (3, "5000", 871, "ceil_yuan", "0"),  # never below zero
    (3, "1894", 632, "ceil_yuan", "2"),  # C3: the rounding trap
    (3, "1894", 660, "ceil_yuan", "86"),
    (3, "1500", 791, "ceil_yuan", "873"),  # C4: December 2021
    (3, "1500", 871, "ceil_yuan", "1113"),  # C4: from January
    (2, "1500", 871, "ceil_yuan", "242"),  # C11: the right amount for two
    (1, "870.50", 871, "half_up_yuan", "1"),
    (1, "870.51", 871, "half_up_yuan", "0"),
]


def test_the_allowance_is_the_line_less_the_income_rounded_once() -> None:
    """Each household in a village with a standard and a way of rounding of its own."""
    county = County()
    for place, (people, monthly, standard, rounding, _) in enumerate(ALLOWANCES):
        village = f"3709020010{place:02d}"
        county.holds("subsistence_allowance_standard", standard, "urban", area=village)
        county.holds("allowance_rounding", rounding, area=village)
        members = [county.member(f"H{place}", village=village) for _ in range(people)]
        for person in members:
            county.has_no_work(person)
        county.earns(members[0], yuan(monthly), WINDOW)
    county.watch(NIGHT)
    for place, case in enumerate(ALLOWANCES):
        assert county.household(f"H{place}")["expected_allowance_fen_per_month"] == yuan(case[-1]), case


@pytest.mark.parametrize(
    ("as_of", "known_at", "allowance"),
    [
        (date(2021, 12, 20), date(2021, 12, 20), "873"),
        (date(2022, 1, 20), date(2022, 1, 20), "873"),  # the raise is announced on 20 February
        (date(2022, 1, 20), date(2022, 2, 20), "1113"),
    ],
)
def test_c4_a_raise_announced_late_is_seen_by_those_who_knew_it(
    as_of: date, known_at: date, allowance: str
) -> None:
    county = County()
    county.values = [value for value in county.values if value.key != "subsistence_allowance_standard"]
    county.holds("subsistence_allowance_standard", 791, "urban", since=date(2021, 1, 1))
    county.holds(
        "subsistence_allowance_standard",
        871,
        "urban",
        since=date(2022, 1, 1),
        published=date(2022, 2, 20),
    )
    county.holds("allowance_rounding", "ceil_yuan")
    household_of(county, 3, "1500")
    county.watch(as_of, known_at)
    assert county.household("H")["expected_allowance_fen_per_month"] == yuan(allowance)


def test_c7_an_unknown_income_leaves_a_lower_bound_and_no_allowance() -> None:
    county = County()
    county.holds("allowance_rounding", "ceil_yuan")
    a, b, c = (county.member("H") for _ in range(3))
    county.earns(a, yuan("1200"), WINDOW)
    county.has_no_work(c)
    county.watch(NIGHT)
    row = county.household("H")
    assert (row["income_12m_fen"], row["income_unknown_member_count"]) == (None, 1)
    assert row["income_12m_lower_bound_fen"] == 12 * yuan("1200")
    assert row["expected_allowance_fen_per_month"] is None
    county.has_no_work(b)
    county.watch(NIGHT)
    assert county.household("H")["expected_allowance_fen_per_month"] == yuan("1413")


STUDENT = {
    ("undergraduate", date(2021, 9, 1)): True,
    ("upper_secondary", date(2021, 9, 1)): True,
    ("postgraduate", date(2021, 9, 1)): False,  # nobody's dependent any more: may earn
    ("undergraduate", date(2019, 9, 1)): False,  # left long ago
}


@pytest.mark.parametrize("studies", STUDENT, ids=str)
def test_a_student_without_a_row_earns_nothing(studies: tuple[str, date]) -> None:
    stage, school_year = studies
    county = County()
    father, son = county.member("H"), county.member("H", "2002-03-01", relation="child")
    county.earns(father, yuan("1000"), WINDOW)
    county.tell("education", person_no=son, school_year=school_year, stage=stage, fee_fen=0, aid_fen=0)
    county.watch(NIGHT)
    assert (county.household("H")["income_12m_fen"] == yuan("12000")) == STUDENT[studies]


def test_c8_a_scholarship_a_basic_pension_and_a_subsidy_are_no_income() -> None:
    county = County()
    county.holds("allowance_rounding", "ceil_yuan")
    father, mother = county.member("H"), county.member("H")
    son, grandmother = county.member("H", "2003-01-01"), county.member("H", "1945-01-01")
    county.has_no_work(mother)
    county.earns(father, yuan("3440"), WINDOW)
    county.earns(son, yuan("5000"), [date(2021, 11, 1)], kind="scholarship")
    county.earns(grandmother, yuan("150"), WINDOW, kind="resident_pension")
    county.earns(grandmother, yuan("200"), WINDOW, kind="assistance")
    county.watch(NIGHT)
    row = county.household("H")
    assert row["income_12m_fen"] == 12 * yuan("3440")
    assert row["expected_allowance_fen_per_month"] == yuan("44")


def test_without_a_way_of_rounding_no_allowance_is_expected() -> None:
    county = County()
    household_of(county, 1, "100")
    county.watch(NIGHT)
    assert county.household("H")["expected_allowance_fen_per_month"] is None


# What is taken off


def test_treatment_of_the_window_is_taken_off_where_the_locality_says_so() -> None:
    county = County()
    county.holds("income_deduction", 1, "medical")
    patient, *_ = household_of(county, 2, "2000")
    for day, fen in (
        (date(2021, 4, 30), 1),
        (date(2021, 5, 1), 30000),
        (date(2022, 4, 30), 4000),
        (date(2022, 5, 1), 2),
    ):
        county.tell(
            "medical_expense",
            settlement_no=f"S{day}",
            person_no=patient,
            settled_on=day,
            visit_kind="inpatient",
            self_paid_fen=fen,
        )
    county.watch(NIGHT)
    row = county.household("H")
    assert row["income_deducted_12m_fen"] == 34000
    assert row["income_12m_fen"] == row["income_12m_lower_bound_fen"] == 12 * yuan("2000") - 34000


def test_fees_less_aid_of_the_school_year_that_begins_in_the_window_are_taken_off() -> None:
    county = County()
    county.holds("income_deduction", 1, "education")
    household_of(county, 1, "2000")
    child = county.member("H", "2004-06-01")
    county.has_no_work(child)
    for year, fee, aid in ((2020, 900000, None), (2021, 800000, 150000), (2022, 700000, None)):
        county.tell(
            "education",
            person_no=child,
            school_year=date(year, 9, 1),
            stage="undergraduate",
            fee_fen=fee,
            aid_fen=aid,
        )
    county.watch(NIGHT)
    assert county.household("H")["income_deducted_12m_fen"] == 650000


def test_every_month_with_a_wage_costs_something_but_never_more_than_the_wage() -> None:
    county = County()
    county.holds("employment_cost", 200)
    worker, *_ = household_of(county, 1, "0")
    county.earns(worker, yuan("1000"), [date(2022, 3, 1), date(2022, 4, 1)])
    county.earns(worker, yuan("50"), [date(2022, 1, 1)])
    county.earns(worker, yuan("900"), [date(2022, 2, 1)], kind="business")
    county.watch(NIGHT)
    row = county.household("H")
    assert row["income_deducted_12m_fen"] == yuan("450")
    assert row["income_12m_fen"] == yuan("2500")


def test_more_than_the_income_is_never_taken_off() -> None:
    county = County()
    county.holds("income_deduction", 1, "medical")
    patient, *_ = household_of(county, 1, "100")
    county.tell(
        "medical_expense",
        settlement_no="S1",
        person_no=patient,
        settled_on=date(2022, 1, 1),
        visit_kind="inpatient",
        self_paid_fen=yuan("90000"),
    )
    county.watch(NIGHT)
    row = county.household("H")
    assert (row["income_12m_fen"], row["income_deducted_12m_fen"]) == (0, 12 * yuan("100"))


def test_where_nothing_is_set_nothing_is_taken_off() -> None:
    county = County()
    patient, *_ = household_of(county, 1, "100")
    county.tell(
        "medical_expense",
        settlement_no="S1",
        person_no=patient,
        settled_on=date(2022, 1, 1),
        visit_kind="inpatient",
        self_paid_fen=yuan("900"),
    )
    county.watch(NIGHT)
    assert county.household("H")["income_deducted_12m_fen"] == 0


def test_a_reversed_wage_never_makes_an_income_negative() -> None:
    county = County()
    worker, *_ = household_of(county, 1, "0")
    county.earns(worker, -yuan("500"), [date(2022, 4, 1)])
    county.watch(NIGHT)
    assert county.household("H")["income_12m_fen"] == 0


# Months over the line


RUNS = [
    (date(2019, 1, 1), "871.00", 4),  # exactly at the line is not below it
    (date(2019, 1, 1), "870.99", 0),
    (date(2021, 5, 1), "871.00", 1),  # the window of a month ago holds eleven months of pay
    (date(2021, 4, 1), "871.00", 2),
    (date(2021, 3, 1), "871.00", 3),
    (date(2021, 2, 1), "871.00", 4),
]


def test_windows_over_the_line_are_counted_back_month_by_month() -> None:
    county = County()
    county.holds("over_income_months", 3, operator="at_least")
    for place, (first_month, monthly, _) in enumerate(RUNS):
        paid = [month for month in months(date(2022, 4, 1), 20) if month >= first_month]
        county.earns(county.member(f"H{place}"), yuan(monthly), paid)
    county.watch(NIGHT)
    for place, case in enumerate(RUNS):
        row = county.household(f"H{place}")
        assert (row["income_over_months"], row["income_over_limit_months"]) == (case[-1], 3), case


@pytest.mark.parametrize(
    ("missing", "over"),
    [(date(2022, 4, 1), 0), (date(2021, 5, 1), 0), (date(2021, 4, 1), 1), (date(2021, 2, 1), 3)],
)
def test_a_window_with_a_month_that_nobody_has_delivered_ends_the_run(missing: date, over: int) -> None:
    county = County()
    county.undelivered_months.add(missing)
    county.earns(county.member("H"), yuan("9000"), months(date(2022, 4, 1), 15))
    county.watch(NIGHT)
    assert county.household("H")["income_over_months"] == over


def test_what_was_only_declared_or_does_not_count_is_not_over_the_line() -> None:
    county = County()
    paid = months(date(2022, 4, 1), 15)
    county.earns(county.member("declared"), yuan("9000"), paid, evidence="declared")
    county.earns(county.member("exempt"), yuan("9000"), paid, kind="assistance")
    county.watch(NIGHT)
    assert [row["income_over_months"] for row in county.rows("household_month")] == [0, 0]


STARTS = [
    (date(2021, 11, 21), None, True),
    (date(2021, 11, 20), None, False),  # six months ago to the day
    (date(2022, 5, 20), None, True),
    (date(2022, 5, 21), None, False),
    (date(2022, 3, 1), date(2022, 4, 1), False),  # and has lost it again
]


def test_work_taken_up_within_the_grace_is_named() -> None:
    county = County()
    county.holds("grace_months", 6)
    for place, (started_on, lost_on, _) in enumerate(STARTS):
        worker = county.member(f"H{place}")
        county.tell("employment", person_no=worker, event="employed", event_on=started_on)
        if lost_on:
            county.tell("employment", person_no=worker, event="unemployed", event_on=lost_on)
    county.watch(NIGHT)
    for place, case in enumerate(STARTS):
        started_on, _, is_named = case
        assert county.household(f"H{place}")["work_started_on"] == (started_on if is_named else None), case
