"""Signals that are too weak alone, each around its lines, and their points together."""

from datetime import date
from decimal import Decimal

from tests.monitors.county import County, months, yuan

AS_OF = date(2022, 5, 20)
WINDOW = months(date(2022, 4, 1))
SIGNALS = {
    "income_near": 1,
    "medical": 2,
    "education": 3,
    "income_fall": 4,
    "no_work": 5,
    "severe_disability": 6,
    "elder_alone": 7,
    "utility": 8,
}


def county_with_weights() -> County:
    county = County()
    for signal, points in SIGNALS.items():
        county.holds("signal_points", points, signal)
    county.holds("signal_share", "1.2", "income_near")
    county.holds("signal_share", "0.5", "medical")
    county.holds("signal_share", "0.5", "education")
    county.holds("signal_share", "0.7", "income_fall")
    county.holds("composite_points", 5, operator="at_least")
    county.holds("income_drop_ratio", "0.5", operator="not_above")
    county.holds("medical_self_paid_line", 20_000, "other", operator="at_least")
    county.holds("education_line", 10_000, operator="above")
    county.holds("severe_disability_level", 2)
    county.holds("elder_alone_age", 60)
    county.holds("child_age", 18)
    county.holds("utility_drop_ratio", "0.2", operator="not_above")
    county.holds("utility_arrears_months", 2, operator="at_least")
    return county


def points(county: County, household: str) -> dict[str, int]:
    row = county.household(household)
    return {signal: row[f"points_{signal}"] for signal in SIGNALS if row[f"points_{signal}"]}


def test_income_little_above_the_near_dibao_line() -> None:
    county = county_with_weights()
    line = 12 * 130_650  # 1.5 x 871, twelve months; a fifth more is 1,881,360
    cases = {line - 1: {}, line: {"income_near": 1}, 1_881_359: {"income_near": 1}, 1_881_360: {}}
    for place, fen in enumerate(cases):
        county.earns(county.member(f"H{place}"), fen, WINDOW[-1:])
    county.member("unknown")
    county.watch(AS_OF)
    for place, (fen, expected) in enumerate(cases.items()):
        found = points(county, f"H{place}")
        assert {key: value for key, value in found.items() if key == "income_near"} == expected, fen
    assert points(county, "unknown") == {}


def test_spending_of_half_its_line() -> None:
    county = county_with_weights()
    medical = {"9999.99": {}, "10000": {"medical": 2}, "19999.99": {"medical": 2}, "20000": {}}
    for amount in medical:
        county.tell(
            "medical_expense",
            person_no=county.member(f"M{amount}"),
            settled_on=AS_OF,
            visit_kind="inpatient",
            self_paid_fen=yuan(amount),
        )
    # The line of schooling is "more than 10,000", so that the smallest sum beyond it is a fen more; half of it is not.
    education = {"5000": {}, "5000.01": {"education": 3}, "10000": {"education": 3}, "10000.01": {}}
    for amount in education:
        county.tell(
            "education",
            person_no=county.member(f"E{amount}", "2010-01-01"),
            school_year=date(2021, 9, 1),
            stage="primary",
            fee_fen=yuan(amount),
        )
    county.watch(AS_OF)
    assert {amount: points(county, f"M{amount}") for amount in medical} == medical
    assert {amount: points(county, f"E{amount}") for amount in education} == education


def test_income_that_fell_but_not_sharply() -> None:
    county = county_with_weights()
    cases = {"2100.01": {}, "2100": {"income_fall": 4}, "1500.01": {"income_fall": 4}, "1500": {}}
    recent, former = WINDOW[:1], months(date(2022, 1, 1))
    for three_months in cases:  # against 1000 a month before; beyond near-dibao
        person = county.member(f"H{three_months}")
        county.earns(person, yuan("1000"), former)
        county.earns(person, yuan(three_months), recent)
    county.watch(AS_OF)
    assert {amount: points(county, f"H{amount}") for amount in cases} == cases


def test_what_is_there_or_not() -> None:
    county = county_with_weights()
    idle = county.member("idle")
    county.has_no_work(idle)
    insured = county.member("insured")
    county.has_no_work(insured)
    county.tell(
        "employment",
        person_no=insured,
        event="unemployment_benefit_started",
        event_on=date(2022, 1, 1),
        until=date(2022, 12, 1),
    )
    pensioner = county.member("pensioner", "1950-01-01")
    county.has_no_work(pensioner)  # beyond working age, and alone
    disabled = county.member("disabled")
    county.tell("disability", person_no=disabled, kind="limb", level="2", issued_on=date(2020, 1, 1))
    for household, owed in (("owing", 1), ("paying", 0)):
        county.member(household)
        county.tell(
            "utility",
            account_no=household,
            household_id=household,
            month=WINDOW[0],
            kind="power",
            usage=Decimal(100),
            arrears_fen=owed,
        )
    county.cover("utility", WINDOW[0], "power")
    county.watch(AS_OF)
    assert points(county, "idle") == {"no_work": 5}
    assert points(county, "insured") == {}
    assert points(county, "pensioner") == {"elder_alone": 7}
    assert points(county, "disabled") == {"severe_disability": 6}
    assert points(county, "owing") == {"utility": 8}
    assert points(county, "paying") == {}


def test_points_add_up() -> None:
    county = county_with_weights()
    person = county.member("H1")
    county.has_no_work(person)
    county.tell("disability", person_no=person, kind="limb", level="2", issued_on=date(2020, 1, 1))
    county.watch(AS_OF)
    row = county.household("H1")
    assert (row["signal_points"], row["signal_points_limit"]) == (11, 5)


def test_without_weights_nothing_is_worth_anything() -> None:
    county = County()
    county.has_no_work(county.member("H1"))
    county.watch(AS_OF)
    row = county.household("H1")
    assert (row["signal_points"], row["signal_points_limit"]) == (0, None)
