"""How much temporary assistance, and who approves it: every basis, bound, rounding and level, to the fen."""

import json
import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.load import Rule, parse
from tests.paying_county import AREA, PayingCounty, toml, village
from tests.reference_relief import Case, Scheme, relief
from tests.worked_examples import examples

BASE = """
subsistence_allowance_standard urban 791 2021-01-01
subsistence_allowance_standard urban 871 2022-01-01
subsistence_allowance_standard rural 593 2021-01-01
subsistence_allowance_standard rural 660 2022-01-01
relief_rounding all cent
"""
ILL = "relief_basis illness per_household; relief_multiple illness 6"
CAUSES = ("illness", "income_loss", "education", "emergency")
MAY = date(2022, 5, 15)


def rule(code: str, cause: str, *, person: bool = False, small_fast: bool = False) -> Rule:
    """Everyone is in need: what remains is the amount."""
    return parse(
        f"""/*
code = "{code}"
title_zh = "试"
title = "Test"
programme = "temporary_assistance"
severity = "orange"
relief = "{cause}"
small_fast = {str(small_fast).lower()}
valid_from = 2014-01-01
needs = []
parameters = []
action_zh = "试"
action = "Test"
basis = []
reason_zh = ["一户困难。"]
reason = ["In need."]

Everyone.
*/
SELECT {"person_no, " if person else ""}household_id, as_of
FROM {"person_month" if person else "household_month"}
WHERE as_of IS NOT NULL
""",
        f"test/{code.lower()}",
    )


RULES = {cause: rule(f"T{place}", cause) for place, cause in enumerate(CAUSES)}
PERSONAL = rule("T8", "emergency", person=True)
SMALL_FAST = rule("T9", "emergency", small_fast=True)

CASES = """
case                                       | on         | class | members | cause     | values | paid -> suggested | level | steps
C1 the article                             | 2022-05-15 | urban | 3 | illness | ILL; township_approval_multiple all 6 not_above | - -> 522600 | township | 871.00 × 6（倍，按户）= 5,226.00；扣除本年同一事由已发 0.00；建议 5,226.00；审批：乡镇（街道）
C1 the article, rural                      | 2022-05-15 | rural | 3 | illness | ILL | - -> 396000 | county | 660.00 × 6（倍，按户）= 3,960.00；扣除本年同一事由已发 0.00；建议 3,960.00；审批：县级民政部门
C1 the last day of the old standard        | 2021-12-31 | urban | 3 | illness | ILL | - -> 474600 | county |
C1 the last day of the old standard, rural | 2021-12-31 | rural | 3 | illness | ILL | - -> 355800 | county |
C1 the first day of the new standard       | 2022-01-01 | urban | 3 | illness | ILL | - -> 522600 | county |
C1 Tianjin, up to 6 inclusive              | 2022-05-15 | urban | 1 | illness | ILL; township_approval_multiple all 6 not_above | - -> 522600 | township |
C1 a place that says below 6               | 2022-05-15 | urban | 1 | illness | ILL; township_approval_multiple all 6 below | - -> 522600 | county |
C1 Hubei, up to 4                          | 2022-05-15 | urban | 1 | illness | ILL; township_approval_multiple all 4 not_above | - -> 522600 | county |
C1 Shenzhen, up to 2                       | 2022-05-15 | urban | 1 | illness | ILL; township_approval_multiple all 2 not_above | - -> 522600 | county |
C5 a stranded worker, incident place       | 2022-06-20 | urban | 1 | emergency | relief_basis emergency per_person; relief_multiple emergency 2 | - -> 174200 | county |
Gansu: people times months                 | 2022-05-15 | urban | 3 | illness | relief_basis illness per_person; relief_multiple illness 2 | - -> 522600 | county | 871.00 × 2（个月）× 3（人）= 5,226.00；扣除本年同一事由已发 0.00；建议 5,226.00；审批：县级民政部门
S10 a flat amount                          | 2022-05-15 | urban | 5 | income_loss | relief_basis income_loss flat; relief_flat_amount income_loss 3000 | - -> 300000 | county | 定额 3,000.00；扣除本年同一事由已发 0.00；建议 3,000.00；审批：县级民政部门
a share of the self-payment                | 2022-05-15 | urban | 1 | illness | relief_basis illness self_paid_share; relief_self_paid_share all 0.1; relief_self_paid_deductible all 20000 | self 12000000 -> 1000000 | county | （自付 120,000.00 − 起付线 20,000.00）× 0.1 = 10,000.00；扣除本年同一事由已发 0.00；建议 10,000.00；审批：县级民政部门
a self-payment within the deductible       | 2022-05-15 | urban | 1 | illness | relief_basis illness self_paid_share; relief_self_paid_share all 0.1; relief_self_paid_deductible all 20000 | self 1999999 -> 0 | | 自付 19,999.99 未超过起付线 20,000.00；扣除本年同一事由已发 0.00；建议 0.00
raised to the floor                        | 2022-05-15 | urban | 2 | illness | relief_basis illness flat; relief_flat_amount illness 500; relief_floor_multiple illness 2; relief_cap_basis all per_household | - -> 174200 | county | 定额 500.00；不足下限 1,742.00（标准的 2 倍），按下限；扣除本年同一事由已发 0.00；建议 1,742.00；审批：县级民政部门
raised to the floor for each               | 2022-05-15 | urban | 2 | illness | relief_basis illness flat; relief_flat_amount illness 500; relief_floor_multiple illness 2; relief_cap_basis all per_person | - -> 348400 | county |
held to the cap, more case by case         | 2022-05-15 | urban | 2 | illness | relief_basis illness per_household; relief_multiple illness 12; relief_cap_multiple illness 10; relief_cap_basis all per_household | - -> 871000 | county | 871.00 × 12（倍，按户）= 10,452.00；超过上限 8,710.00（标准的 10 倍），按上限，确需超出的一事一议；扣除本年同一事由已发 0.00；建议 8,710.00；审批：县级民政部门
within the cap for each                    | 2022-05-15 | urban | 2 | illness | relief_basis illness per_household; relief_multiple illness 12; relief_cap_multiple illness 10; relief_cap_basis all per_person | - -> 1045200 | county |
a cap of which nobody says for whom        | 2022-05-15 | urban | 2 | illness | ILL; relief_cap_multiple illness 10 | - -> | |
the same cause, paid in part               | 2022-05-15 | urban | 1 | illness | ILL | illness 100000 -> 422600 | county | 871.00 × 6（倍，按户）= 5,226.00；扣除本年同一事由已发 1,000.00；建议 4,226.00；审批：县级民政部门
the same cause, paid in full               | 2022-05-15 | urban | 1 | illness | ILL | illness 600000 -> 0 | | 871.00 × 6（倍，按户）= 5,226.00；扣除本年同一事由已发 6,000.00；建议 0.00
another cause is not taken off             | 2022-05-15 | urban | 1 | illness | ILL | education 100000 -> 522600 | county |
the same cause once a year                 | 2022-05-15 | urban | 1 | illness | ILL; relief_once_a_year all 1; township_approval_multiple all 6 not_above | illness 100000 -> 422600 | case_by_case |
once a year, another cause                 | 2022-05-15 | urban | 1 | illness | ILL; relief_once_a_year all 1 | other 100000 -> 522600 | county |
the year's cap, all causes                 | 2022-05-15 | urban | 1 | illness | ILL; relief_annual_cap all 10000 | other 800000 -> 200000 | county | 871.00 × 6（倍，按户）= 5,226.00；扣除本年同一事由已发 0.00；本年已发 8,000.00，年度封顶 10,000.00，至多再发 2,000.00；建议 2,000.00；审批：县级民政部门
the year's cap is used up                  | 2022-05-15 | urban | 1 | illness | ILL; relief_annual_cap all 5000 | other 800000 -> 0 | |
the year's cap, rounded up to the yuan     | 2022-05-15 | urban | 1 | illness | ILL; relief_rounding all ceil_yuan; relief_annual_cap all 5000 | other 49950 -> 450000 | county |
rounded up to the yuan                     | 2022-05-15 | urban | 1 | illness | relief_basis illness per_household; relief_multiple illness 1.501; relief_rounding all ceil_yuan | - -> 130800 | county | 871.00 × 1.501（倍，按户）= 1,307.371；扣除本年同一事由已发 0.00；进到元 1,308.00；建议 1,308.00；审批：县级民政部门
to the nearest yuan, down                  | 2022-05-15 | urban | 1 | illness | relief_basis illness per_household; relief_multiple illness 1.501; relief_rounding all half_up_yuan | - -> 130700 | county |
to the nearest yuan, half goes up          | 2022-05-15 | urban | 1 | illness | relief_basis illness per_household; relief_multiple illness 1.5; relief_rounding all half_up_yuan | - -> 130700 | county |
to the fen                                 | 2022-05-15 | urban | 1 | illness | relief_basis illness per_household; relief_multiple illness 1.50105 | - -> 130741 | county |
no multiple                                | 2022-05-15 | urban | 1 | illness | relief_basis illness per_household | - -> | |
no basis                                   | 2022-05-15 | urban | 1 | illness | relief_multiple illness 6 | - -> | |
no deductible                              | 2022-05-15 | urban | 1 | illness | relief_basis illness self_paid_share; relief_self_paid_share all 0.1 | self 12000000 -> | |
not yet in force                           | 2022-05-15 | urban | 1 | illness | relief_basis illness per_household; relief_multiple illness 6 2022-05-16 | - -> | |
a multiple of its own for near-dibao       | 2022-05-15 | urban | 1 | illness | ILL; relief_multiple illness.near_dibao 4 | near_dibao -> 348400 | county |
the highest status counts                  | 2022-05-15 | urban | 1 | illness | ILL; relief_multiple illness.near_dibao 4; relief_multiple illness.subsistence_allowance 5 | near_dibao subsistence_allowance -> 435500 | county |
a status without one of its own            | 2022-05-15 | urban | 1 | illness | ILL; relief_multiple illness.near_dibao 4 | rigid_expenditure -> 522600 | county |
"""
EXAMPLES = examples(CASES.replace("ILL", ILL))


@pytest.fixture(scope="module")
def judged() -> dict[str, dict[str, object]]:
    """Every case in a village of its own, judged once for each date."""
    found: dict[str, dict[str, object]] = {}
    for on in sorted({example.given["on"] for example in EXAMPLES}):
        as_of = date.fromisoformat(on)
        county = PayingCounty()
        county.pack(toml(AREA, BASE))
        county.deliver("household_member", "benefit", "medical_expense", "relief_payment")
        for place, example in enumerate(EXAMPLES):
            given_ = example.given
            if given_["on"] != on:
                continue
            home, who = village(place), f"H{place}"
            county.pack(toml(home, given_["values"]))
            people = county.household(who, home, *([given_["class"]] * int(given_["members"])))
            words = given_["paid"].split()
            match words:
                case ["self", fen]:
                    county.fact(
                        "medical_expense",
                        settlement_no=who,
                        person_no=people[0],
                        settled_on=as_of,
                        self_paid_fen=int(fen),
                    )
                case [cause, fen] if fen.isdigit():
                    county.paid(who, cause, int(fen), as_of.replace(day=1))
                    county.paid(who, cause, 77_700, as_of.replace(year=as_of.year - 1, month=12, day=31))
                case _:
                    for benefit in words:
                        county.fact("benefit", household_id=who, benefit=benefit, started_on=date(2020, 1, 1))
        county.judge(as_of, *RULES.values())
        for row in county.rows("SELECT * FROM finding"):
            found[f"{row['household_id']} {row['relief_cause']}"] = row
    return found


@pytest.mark.parametrize(
    ("place", "example"), enumerate(EXAMPLES), ids=[example.case for example in EXAMPLES]
)
def test_amount(judged: dict[str, dict[str, object]], place: int, example) -> None:  # type: ignore[no-untyped-def]
    row = judged[f"H{place} {example.given['cause']}"]
    wanted = example.expected
    assert str("" if row["suggested_fen"] is None else row["suggested_fen"]) == wanted["suggested"]
    assert (row["approval_level"] or "") == wanted["level"]
    if wanted["steps"]:
        assert row["amount_steps"] == wanted["steps"]
    if wanted["suggested"] == "":
        assert (row["amount_steps"], row["relief_basis"], row["reason_zh"]) == (None, None, "一户困难。")


def test_every_figure_of_the_words_is_in_the_evidence(judged: dict[str, dict[str, object]]) -> None:
    for row in judged.values():
        evidence = json.loads(str(row["evidence"]))
        known = {str(value) for value in evidence.values()}
        known |= set(re.findall(r"\d[\d.-]*\d|\d", str(row["evidence"])))
        for text in (row["reason_zh"], row["reason_en"]):
            for figure in re.findall(r"\d[\d,.-]*\d|\d", str(text)):
                assert figure.replace(",", "") in known, (figure, text, evidence)


def test_the_plain_case_reads_as_the_article(judged: dict[str, dict[str, object]]) -> None:
    row = judged["H0 illness"]
    assert row["reason_zh"] == (
        "一户困难。当地低保标准每人每月 871.00 元（2022-01-01 起执行）。"
        "建议按 6 倍（按户）给予临时救助：871.00 × 6 = 5,226.00 元。"
    )
    assert row["reason_en"] == (
        "In need. The local standard is 871.00 yuan per person and month (from 2022-01-01). Suggested: temporary "
        "assistance of 6 times the standard for the household: 871.00 x 6 = 5,226.00 yuan."
    )
    assert json.loads(str(row["evidence"])) == {
        "as_of": "2022-05-15",
        "relief_basis": "per_household",
        "suggested_cny": 5226.0,
        "standard_cny_per_month": 871.0,
        "standard_valid_from": "2022-01-01",
        "relief_multiple": 6,
    }
    assert (row["relief_multiple"], row["relief_basis"], row["standard_fen_per_month"]) == (
        6,
        "per_household",
        87100,
    )


EMERGENCY = """
relief_basis emergency per_person
relief_multiple emergency 2
small_fast_multiple all 1 not_above 2026-01-29
"""


def emergency(as_of: date, *, values: str = EMERGENCY, paid: int = 0) -> dict[str, object]:
    county = PayingCounty()
    county.pack(toml(AREA, BASE + values))
    county.deliver("household_member", "relief_payment")
    county.household("H", village(1), "urban")
    if paid:
        county.paid("H", "emergency", paid, as_of)
    county.judge(as_of, SMALL_FAST)
    return county.rows("SELECT * FROM finding")[0]


@pytest.mark.parametrize(
    ("as_of", "values", "paid", "fen", "level"),
    [
        (date(2026, 1, 28), "", 0, 174200, "county"),
        (date(2026, 1, 29), "", 0, 87100, "small_fast"),
        (date(2026, 3, 1), "", 0, 87100, "small_fast"),
        (date(2026, 3, 1), "", 100_000, 74200, "small_fast"),
        (date(2026, 3, 1), "relief_once_a_year all 1", 100_000, 74200, "case_by_case"),
        (date(2026, 3, 1), "", 174_200, 0, None),
    ],
)
def test_small_and_fast(as_of: date, values: str, paid: int, fen: int, level: str | None) -> None:
    row = emergency(as_of, values=EMERGENCY + values, paid=paid)
    assert (row["suggested_fen"], row["approval_level"]) == (fen, level)
    assert row["is_small_fast"] == (level == "small_fast")


def test_small_and_fast_below_a_line_stays_a_fen_below_it() -> None:
    row = emergency(date(2026, 3, 1), values=EMERGENCY.replace("not_above", "below"))
    assert (row["suggested_fen"], row["approval_level"]) == (87099, "small_fast")
    assert str(row["amount_steps"]).endswith(
        "至多 870.99；建议 870.99；审批：小额快救（乡镇（街道）先行发放）"
    )


def test_a_person_is_helped_for_one_and_what_another_got_is_not_taken_off() -> None:
    county = PayingCounty()
    county.pack(toml(AREA, BASE + EMERGENCY))
    county.deliver("household_member", "relief_payment")
    first, second = county.household("H", village(1), "urban", "urban")
    county.paid("H", "emergency", 100_000, MAY, first)
    county.judge(MAY, PERSONAL, RULES["emergency"])
    found = {row["person_no"]: row for row in county.rows("SELECT * FROM finding")}
    assert {who: row["suggested_fen"] for who, row in found.items()} == {
        first: 74_200,
        second: 174_200,
        None: 348_400 - 100_000,
    }
    assert found[second]["reason_zh"].endswith("建议按 2 倍给予该成员临时救助：871.00 × 2 = 1,742.00 元。")


def test_what_nobody_delivered_is_not_said_to_be_nothing() -> None:
    county = PayingCounty()
    county.pack(toml(AREA, BASE + ILL))
    county.deliver("household_member")
    county.household("H", village(1), "urban")
    county.judge(MAY, RULES["illness"])
    (row,) = county.rows("SELECT * FROM finding")
    assert row["amount_steps"] == (
        "871.00 × 6（倍，按户）= 5,226.00；本年已发情况未送达，未作扣除；建议 5,226.00；审批：县级民政部门"
    )


multiples = st.integers(0, 24_000_000).map(lambda e6: Fraction(e6, 1_000_000)) | st.sampled_from(
    [Fraction(1), Fraction(3, 2), Fraction(6)]
)
money = st.integers(0, 5_000_000)
limits = st.none() | st.tuples(st.sampled_from(["below", "not_above"]), multiples)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    rarely_missing = st.booleans() | st.just(True)
    return Scheme(
        basis=draw(st.sampled_from(["per_household", "per_person", "flat", "self_paid_share"])),
        multiple=draw(multiples) if draw(rarely_missing) else None,
        flat=draw(money) if draw(rarely_missing) else None,
        share=Fraction(draw(st.integers(0, 1_000_000)), 1_000_000),
        deductible=draw(money) if draw(rarely_missing) else None,
        floor=draw(st.none() | multiples),
        cap=draw(st.none() | multiples),
        cap_basis=draw(st.sampled_from(["per_household", "per_person", "per_person", None])),
        annual_cap=draw(st.none() | money),
        rounding=draw(st.sampled_from(["ceil_yuan", "half_up_yuan", "cent"])),
        once_a_year=draw(st.none() | st.booleans()),
        township=draw(limits),
    )


cases = st.builds(
    Case,
    scheme=schemes(),
    standard=st.integers(30_000, 150_000),
    members=st.integers(1, 5),
    self_paid=money,
    paid=st.lists(st.tuples(st.booleans(), st.integers(1, 600_000)), max_size=3),
)


def decimal(value: Fraction) -> str:
    e6 = int(value * 1_000_000)
    return f"{e6 // 1_000_000}.{e6 % 1_000_000:06d}"


def values_of(case: Case) -> str:
    scheme = case.scheme
    yuan = {
        "subsistence_allowance_standard urban": case.standard,
        "relief_flat_amount illness": scheme.flat,
        "relief_self_paid_deductible all": scheme.deductible,
        "relief_annual_cap all": scheme.annual_cap,
    }
    numbers = {
        "relief_multiple illness": scheme.multiple,
        "relief_self_paid_share all": scheme.share,
        "relief_floor_multiple illness": scheme.floor,
        "relief_cap_multiple illness": scheme.cap,
    }
    words = {
        "relief_basis illness": scheme.basis,
        "relief_cap_basis all": scheme.cap_basis,
        "relief_rounding all": scheme.rounding,
    }
    lines = [f"{key} {fen // 100}.{fen % 100:02d}" for key, fen in yuan.items() if fen is not None]
    lines += [f"{key} {decimal(value)}" for key, value in numbers.items() if value is not None]
    lines += [f"{key} {word}" for key, word in words.items() if word is not None]
    if scheme.once_a_year is not None:
        lines.append(f"relief_once_a_year all {int(scheme.once_a_year)}")
    if scheme.township:
        lines.append(f"township_approval_multiple all {decimal(scheme.township[1])} {scheme.township[0]}")
    return "\n".join(lines)


@pytest.mark.slow
@given(st.lists(cases, min_size=40, max_size=60))
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_sql_and_plain_python_agree(made: list[Case]) -> None:
    county = PayingCounty()
    county.deliver("household_member", "medical_expense", "relief_payment")
    for place, case in enumerate(made):
        home, who = village(place), f"H{place}"
        county.pack(toml(home, values_of(case)))
        people = county.household(who, home, *(["urban"] * case.members))
        county.fact(
            "medical_expense",
            settlement_no=who,
            person_no=people[-1],
            settled_on=MAY,
            self_paid_fen=case.self_paid,
        )
        for is_same, fen in case.paid:
            county.paid(who, "illness" if is_same else "education", fen, MAY)
    county.judge(MAY, RULES["illness"])
    found = {
        row["household_id"]: (row["suggested_fen"], row["approval_level"])
        for row in county.rows("SELECT * FROM finding")
    }
    assert found == {f"H{place}": relief(case) for place, case in enumerate(made)}
