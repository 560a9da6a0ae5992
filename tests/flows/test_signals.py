"""What the signals say of households that are not simple: mixed, non-local, bereaved, out of work, gravely ill."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from flows.home import warehouse
from schemas import masks
from tests.bureau import RURAL_VILLAGE, Bureau, member, months, number, settlement, wage

DAY = "2022-06-20"
AS_OF = date(2022, 6, 20)
A, B, C, D = number(1), number(2), number(3, "20100101"), number(4, "19500101")
NOBODY = "H9,,最低生活保障,2020-01-01,,,"


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    made = Bureau(tmp_path)
    made.deliver("benefit", DAY, [NOBODY])
    made.deliver("employment", DAY, [f"{number(99)},参保,2020-01-01,,"])
    made.deliver("death", DAY, [f"{number(98)},某某,2020-01-01"])
    return made


def by_household(bureau: Bureau) -> dict[str, dict[str, dict[str, Any]]]:
    """The warnings of each household by rule: one night serves many households, each a case of its own."""
    with warehouse(bureau.home, read_only=True) as con:
        households = con.execute("SELECT DISTINCT household_id FROM household_member").fetchall()
    by_key: dict[str, dict[str, dict[str, Any]]] = {}
    for row in bureau.warnings():
        by_key.setdefault(row["household_key"], {})[row["rule_code"]] = row
    secret = bureau.home.person_key()
    return {
        household: by_key.get(masks.key_of("household", household, secret), {}) for (household,) in households
    }


def found(bureau: Bureau, *, as_of: str = DAY) -> dict[str, str]:
    bureau.night(as_of)
    return {warning["rule_code"]: warning["severity"] for warning in bureau.warnings()}


@pytest.mark.parametrize(("monthly", "rules"), [("3061.99", {"N01"}), ("3062.00", {"N02"})])
def test_a_mixed_household_is_held_against_the_sum_of_its_members_standards(
    bureau: Bureau, monthly: str, rules: set[str]
) -> None:
    """2 x 871 + 2 x 660 = 3,062 a month (policy, case C6)."""
    bureau.deliver(
        "household_member",
        DAY,
        [
            member("H1", A),
            member("H1", B, relation="配偶", residence_class="农村"),
            member("H1", C, relation="子女", residence_class="农村"),
            member("H1", D, relation="父母"),
        ],
    )
    bureau.deliver(
        "income",
        DAY,
        [wage(who, month, amount) for month in months(AS_OF, 12) for who, amount in ((A, monthly), (B, "0"))],
    )
    assert found(bureau).keys() == rules


def test_relief_goes_by_the_class_of_the_head(bureau: Bureau) -> None:
    bureau.deliver(
        "household_member",
        DAY,
        [member("H1", A, residence_class="农村", village=RURAL_VILLAGE), member("H1", B, relation="配偶")],
    )
    bureau.deliver("medical_expense", DAY, [settlement("S1", B, "2022-05-01", "20500.00")])
    bureau.night(DAY)
    assert [warning["suggested_cny"] for warning in bureau.warnings()] == [Decimal("3960.00")]


def test_without_a_head_the_first_member_by_number_is_the_head(bureau: Bureau) -> None:
    bureau.deliver(
        "household_member", DAY, [member("H1", B, "王兰", "其他"), member("H1", A, "李明", "表亲", "农村")]
    )
    bureau.deliver("medical_expense", DAY, [settlement("S1", B, "2022-05-01", "20500.00")])
    bureau.night(DAY)
    (warning,) = bureau.warnings()
    assert "户主李*，2人，农村" in warning["reason_zh"]


def test_dibao_is_for_the_place_of_registration_but_relief_is_for_everyone_here(bureau: Bureau) -> None:
    bureau.deliver("household_member", DAY, [member("H1", A, hukou="340822")])
    bureau.deliver("income", DAY, [wage(A, month, "0.00") for month in months(AS_OF, 15)])
    bureau.deliver("employment", DAY, [f"{A},失业登记,2022-03-01,,"])
    bureau.night(DAY)
    (warning,) = bureau.warnings()
    assert (warning["rule_code"], warning["suggested_cny"]) == ("N09", Decimal("1742.00"))
    assert warning["person_key"] is not None


@pytest.mark.parametrize(
    ("last_paid", "as_of", "is_found"),
    [
        ("2022-03", "2022-06-20", False),
        ("2022-02", "2022-06-20", True),
        ("2022-02", "2022-06-01", True),
        ("2022-02", "2022-06-02", True),
    ],
)
def test_the_third_month_without_income_counts(
    bureau: Bureau, last_paid: str, as_of: str, is_found: bool
) -> None:
    """As of June the last full month is May: after March two months (April, May), after February three."""
    rule_in_force = as_of >= "2022-06-02"
    for extract, row in (
        ("household_member", member("H1", A)),
        ("benefit", NOBODY),
        ("employment", f"{A},停保,2022-03-05,,"),
    ):
        bureau.deliver(extract, "2022-06-01", [row])
    bureau.deliver(
        "income",
        "2022-06-01",
        [wage(A, month, "5000" if month <= last_paid else "0") for month in months(AS_OF, 15)],
    )
    assert ("N09" in found(bureau, as_of=as_of)) == (is_found and rule_in_force)


BENEFIT_RUNS = {
    "without an end": (["领取失业金,2022-04-01,"], False),
    "to the day before": (["领取失业金,2022-04-01,2022-06-19"], True),
    "to the day": (["领取失业金,2022-04-01,2022-06-20"], False),
    "stopped": (["领取失业金,2022-04-01,", "停发失业金,2022-06-01,"], True),
}


def test_unemployment_benefit_covers_while_it_runs(bureau: Bureau) -> None:
    who = {case: number(place) for place, case in enumerate(BENEFIT_RUNS, start=10)}
    bureau.deliver("household_member", DAY, [member(case, who[case]) for case in who])
    bureau.deliver(
        "employment",
        DAY,
        [
            f"{who[case]},{event},"
            for case, (events, _) in BENEFIT_RUNS.items()
            for event in ("失业登记,2022-01-05,", *events)
        ],
    )
    paid = months(AS_OF, 15)
    bureau.deliver(
        "income",
        DAY,
        [*(wage(each, paid[0], "5000") for each in who.values()), *(wage(B, month, "1") for month in paid)],
    )
    bureau.night(DAY)
    assert {case: "N09" in rules for case, rules in by_household(bureau).items()} == {
        case: is_found for case, (_, is_found) in BENEFIT_RUNS.items()
    }


DEATHS = {
    "April, May, June began after the death": ("2022-03-10", "李大山", 3),
    "on the last of a month": ("2022-03-31", "李大山", 3),
    "the first of June is not later than the death": ("2022-06-01", "李大山", None),
    "without a name": ("2022-05-31", "", 1),
    "another name under the number is not believed": ("2022-03-10", "王二", None),
}


def test_months_paid_after_a_death(bureau: Bureau) -> None:
    places = {case: place for place, case in enumerate(DEATHS, start=10)}
    parent = {case: number(place + 50, "19500101") for case, place in places.items()}
    bureau.deliver(
        "household_member",
        DAY,
        [
            row
            for case, place in places.items()
            for row in (
                member(f"H{place}", number(place), "李明"),
                member(f"H{place}", parent[case], "李大山", "父母"),
            )
        ],
    )
    bureau.deliver("benefit", DAY, [f"H{place},,最低生活保障,2020-01-01,,," for place in places.values()])
    bureau.deliver("death", DAY, [f"{parent[case]},{name},{day}" for case, (day, name, _) in DEATHS.items()])
    bureau.night(DAY)
    said = by_household(bureau)
    for case, (_, _, paid_months) in DEATHS.items():
        found = said[f"H{places[case]}"].get("X01")
        if paid_months is None:
            assert found is None, case
        else:
            assert found and f"仍有 {paid_months} 个月计入在享待遇" in found["reason_zh"], case
            assert found["suggested_cny"] is None
    assert sorted(bureau.ask("SELECT member_count FROM household_month")) == [(1,)] * 4 + [(2,)]


def test_the_last_member_of_a_household_who_died_is_still_found(bureau: Bureau) -> None:
    bureau.deliver("household_member", DAY, [member("H1", D, "李大山")])
    bureau.deliver("benefit", DAY, [f"H1,{D},特困人员救助供养,2020-01-01,,,"])
    bureau.deliver("death", DAY, [f"{D},李大山,2022-04-10"])
    assert found(bureau) == {"X01": "red"}
    assert bureau.ask("SELECT count(*) FROM household_month") == [(0,)]


@pytest.mark.parametrize(
    ("figures", "paid", "severity"),
    [
        (["370902,2021,城镇,40000,2022-02-01"], "40000.00", "orange"),
        (["370902,2021,城镇,40000,2022-02-01"], "40000.01", "red"),
        (["37,2021,城镇,45000,2022-02-01", "370902,2021,城镇,40000,2022-02-01"], "42000.00", "red"),
        (["37,2021,城镇,41000,2022-02-01", "370902,2021,农村,20000,2022-02-01"], "42000.00", "red"),
        (["370902,2021,城镇,40000,2022-06-21"], "50000.00", "orange"),  # not yet published
        (["370902,2020,城镇,10000,2021-02-01"], "50000.00", "orange"),  # the year before last
    ],
)
def test_self_payment_above_last_years_disposable_income_is_grave(
    bureau: Bureau, figures: list[str], paid: str, severity: str
) -> None:
    bureau.deliver("household_member", DAY, [member("H1", A)])
    bureau.deliver("disposable_income", DAY, figures)
    bureau.deliver("medical_expense", DAY, [settlement("S1", A, "2022-05-01", paid)])
    assert found(bureau) == {"N05": severity}


LINES = (
    ("最低生活保障", "7000.00", False),
    ("最低生活保障", "7000.01", True),
    ("低保边缘", "7000.01", True),
    ("防止返贫监测", "5000.00", True),
    ("防止返贫监测", "4999.99", False),
    ("残疾人生活补贴", "19999.99", False),
)


def test_who_receives_what_decides_the_medical_line(bureau: Bureau) -> None:
    places = range(len(LINES))
    who = [number(place + 10) for place in places]
    bureau.deliver("household_member", DAY, [member(f"H{place}", who[place]) for place in places])
    bureau.deliver(
        "benefit", DAY, [f"H{place},,{benefit},2020-01-01,,," for place, (benefit, *_) in enumerate(LINES)]
    )
    bureau.deliver(
        "medical_expense",
        DAY,
        [settlement(f"S{place}", who[place], "2022-05-01", paid) for place, (_, paid, _) in enumerate(LINES)],
    )
    bureau.night(DAY)
    said = by_household(bureau)
    assert [(*line[:2], "N05" in said[f"H{place}"]) for place, line in enumerate(LINES)] == [*LINES]


def test_the_last_day_of_a_benefit_still_counts(bureau: Bureau) -> None:
    covered = {"2022-06-19": False, "2022-06-20": True, "": True}
    who = {ended_on: number(place) for place, ended_on in enumerate(covered, start=10)}
    bureau.deliver("household_member", DAY, [member(f"H{day}", person) for day, person in who.items()])
    bureau.deliver("benefit", DAY, [f"H{day},,最低生活保障,2020-01-01,{day},," for day in who])
    bureau.deliver(
        "income",
        DAY,
        [wage(person, month, "10.00") for person in who.values() for month in months(AS_OF, 12)],
    )
    bureau.night(DAY)
    said = by_household(bureau)
    assert {day: "N01" not in said[f"H{day}"] for day in covered} == covered


def test_the_dead_and_those_who_left_are_not_counted_and_those_who_join_are(bureau: Bureau) -> None:
    bureau.deliver(
        "household_member",
        DAY,
        [
            member("H1", A),
            member("H1", B, relation="配偶", left="2022-06-20"),
            member("H1", C, relation="子女", joined="2022-06-21"),
            member("H1", D, relation="父母", joined="2022-06-20"),
        ],
    )
    bureau.night(DAY)
    assert bureau.ask("SELECT member_count FROM household_month") == [(2,)]
