"""What the signals say of households that are not simple: mixed, non-local, bereaved, out of work, gravely ill."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("events", "is_found"),
    [
        (["领取失业金,2022-04-01,"], False),
        (["领取失业金,2022-04-01,2022-06-19"], True),
        (["领取失业金,2022-04-01,2022-06-20"], False),
        (["领取失业金,2022-04-01,", "停发失业金,2022-06-01,"], True),
    ],
)
def test_unemployment_benefit_covers_while_it_runs(bureau: Bureau, events: list[str], is_found: bool) -> None:
    bureau.deliver("household_member", DAY, [member("H1", A)])
    bureau.deliver("employment", DAY, [f"{A},失业登记,2022-01-05,,", *(f"{A},{event}," for event in events)])
    bureau.deliver(
        "income",
        DAY,
        [wage(A, months(AS_OF, 15)[0], "5000"), *(wage(B, month, "1") for month in months(AS_OF, 15))],
    )
    assert ("N09" in found(bureau)) == is_found


@pytest.mark.parametrize(
    ("died_on", "name", "paid_months"),
    [
        ("2022-03-10", "李大山", 3),  # April, May, June began after the death
        ("2022-03-31", "李大山", 3),
        ("2022-06-01", "李大山", None),  # the first of June is not later than the death
        ("2022-05-31", "", 1),
        ("2022-03-10", "王二", None),  # another name under the number: not believed
    ],
)
def test_months_paid_after_a_death(bureau: Bureau, died_on: str, name: str, paid_months: int | None) -> None:
    bureau.deliver("household_member", DAY, [member("H1", A, "李明"), member("H1", D, "李大山", "父母")])
    bureau.deliver("benefit", DAY, ["H1,,最低生活保障,2020-01-01,,,"])
    bureau.deliver("death", DAY, [f"{D},{name},{died_on}"])
    bureau.night(DAY)
    rows = [warning for warning in bureau.warnings() if warning["rule_code"] == "X01"]
    if paid_months is None:
        assert rows == []
    else:
        assert f"仍有 {paid_months} 个月计入在享待遇" in rows[0]["reason_zh"]
        assert rows[0]["suggested_cny"] is None
    counted = 2 if name == "王二" else 1
    assert bureau.ask("SELECT member_count FROM household_month") == [(counted,)]


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


@pytest.mark.parametrize(
    ("benefit", "paid", "is_found"),
    [
        ("最低生活保障", "7000.00", False),
        ("最低生活保障", "7000.01", True),
        ("低保边缘", "7000.01", True),
        ("防止返贫监测", "5000.00", True),
        ("防止返贫监测", "4999.99", False),
        ("残疾人生活补贴", "19999.99", False),
    ],
)
def test_who_receives_what_decides_the_medical_line(
    bureau: Bureau, benefit: str, paid: str, is_found: bool
) -> None:
    bureau.deliver("household_member", DAY, [member("H1", A)])
    bureau.deliver("benefit", DAY, [f"H1,,{benefit},2020-01-01,,,"])
    bureau.deliver("medical_expense", DAY, [settlement("S1", A, "2022-05-01", paid)])
    assert ("N05" in found(bureau)) == is_found


@pytest.mark.parametrize(
    ("ended_on", "is_covered"), [("2022-06-19", False), ("2022-06-20", True), ("", True)]
)
def test_the_last_day_of_a_benefit_still_counts(bureau: Bureau, ended_on: str, is_covered: bool) -> None:
    bureau.deliver("household_member", DAY, [member("H1", A)])
    bureau.deliver("benefit", DAY, [f"H1,,最低生活保障,2020-01-01,{ended_on},,"])
    bureau.deliver("income", DAY, [wage(A, month, "10.00") for month in months(AS_OF, 12)])
    assert ("N01" in found(bureau)) == (not is_covered)


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
