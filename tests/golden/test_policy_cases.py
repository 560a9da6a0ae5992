"""The worked cases of the policy, as tables a policy person can check with a pocket calculator.

Through the real signals and rules, with the values that are shipped for Taishan (urban 871, before 2022 791;
rural 660, before 593) unless a case says otherwise. Whole nights from files: test_source_article, test_on_the_line.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from flows import standards
from flows.home import PACKAGE_DATA
from rules.evaluate import evaluate
from rules.load import load_rules
from tests.monitors.county import County, months, yuan
from tests.worked_examples import Example, examples

pytestmark = pytest.mark.slow
SHIPPED = standards.read([PACKAGE_DATA / "standards"])
RULES = load_rules()
MAY, LAST_MONTH = date(2022, 5, 15), date(2022, 4, 1)


def taishan() -> County:
    county = County()
    county.values = list(SHIPPED)
    return county


def judged(county: County, as_of: date, known_at: date | None = None) -> dict[str, dict[str, Any]]:
    """Tonight's findings by rule."""
    county.watch(as_of, known_at)
    evaluate(county.con, RULES, as_of=as_of, blind={})
    return {row["rule_code"]: row for row in county.rows("finding")}


def family(
    county: County, monthly: str, *, urban: int = 3, rural: int = 0, last: date = LAST_MONTH
) -> list[int]:
    """A household whose head earns so many yuan a month; the others are confirmed to have no work."""
    people = [
        county.member("H", residence_class=residence_class)
        for residence_class in ["urban"] * urban + ["rural"] * rural
    ]
    for person in people:
        county.has_no_work(person)
    county.earns(people[0], yuan(monthly), months(last, 15))
    return people


def receives(county: County, benefit: str = "subsistence_allowance") -> None:
    county.tell("benefit", household_id="H", benefit=benefit, started_on=date(2020, 1, 1))


def cny(fen: int | None) -> str:
    return "" if fen is None else str(Decimal(fen) / 100)


AMOUNT = """
case C1                            | decided    | class -> suggested_cny
the article's family               | 2022-05-15 | urban -> 5226
the same, rural                    | 2022-05-15 | rural -> 3960
the day before the new standard    | 2021-12-31 | urban -> 4746
the day before, rural              | 2021-12-31 | rural -> 3558
the new standard's first day       | 2022-01-01 | urban -> 5226
"""


@pytest.mark.parametrize("example", examples(AMOUNT), ids=lambda example: example.case)
def test_c1_the_source_articles_amount(example: Example) -> None:
    as_of = date.fromisoformat(example.given["decided"])
    county = taishan()
    person = county.member("H", residence_class=example.given["class"])
    county.tell(
        "medical_expense",
        settlement_no="1",
        person_no=person,
        settled_on=as_of,
        visit_kind="inpatient",
        total_fen=9_000_000,
        pooled_paid_fen=0,
        self_paid_fen=2_050_000,
    )
    found = judged(county, as_of)["N05"]
    assert cny(found["suggested_fen"]) == example.expected["suggested_cny"]
    assert (found["relief_multiple"], found["relief_basis"]) == (6, "per_household")


LEVEL = """
case C1, who approves 5,226 | limit | wording   -> level
Tianjin, up to six times    | 6     | not_above -> township
Hubei, up to four times     | 4     | not_above -> county
Shenzhen, up to twice       | 2     | not_above -> county
exactly six, below six      | 6     | below     -> county
"""


@pytest.mark.parametrize("example", examples(LEVEL), ids=lambda example: example.case)
def test_c1_the_level_of_approval(example: Example) -> None:
    county = taishan()
    county.holds("township_approval_multiple", int(example.given["limit"]), operator=example.given["wording"])
    person = county.member("H")
    county.tell(
        "medical_expense",
        settlement_no="1",
        person_no=person,
        settled_on=MAY,
        visit_kind="inpatient",
        total_fen=9_000_000,
        pooled_paid_fen=0,
        self_paid_fen=2_050_000,
    )
    found = judged(county, MAY)["N05"]
    assert (found["suggested_fen"], found["approval_level"]) == (522600, example.expected["level"])


LINE = """
case C2, three urban members | monthly | rounding     -> N01    | N02    | allowance_cny
a) at the line               | 2613.00 | ceil_yuan    ->        | yellow | 0
b) below it by a fen         | 2612.99 | ceil_yuan    -> orange |        | 1
b) the same, half up         | 2612.99 | half_up_yuan -> orange |        | 0
b) the same, to the fen      | 2612.99 | cent         -> orange |        | 0.01
c) at the near-dibao line    | 3919.50 | ceil_yuan    ->        |        | 0
d) below that by a fen       | 3919.49 | ceil_yuan    ->        | yellow | 0
"""


@pytest.mark.parametrize("example", examples(LINE), ids=lambda example: example.case)
def test_c2_exactly_at_the_line(example: Example) -> None:
    county = taishan()
    county.holds("allowance_rounding", example.given["rounding"])
    family(county, example.given["monthly"])
    found = judged(county, MAY)
    assert {
        "N01": found["N01"]["severity"] if "N01" in found else "",
        "N02": found["N02"]["severity"] if "N02" in found else "",
        "allowance_cny": cny(county.household("H")["expected_allowance_fen_per_month"]),
    } == example.expected


ALLOWANCE = """
case C3, C6: the allowance          | urban | rural | standard | monthly -> allowance_cny
C3 the rounding trap, 3 x 632       | 3     | 0     | 632      | 1894.00 -> 2
C3 the same in the countryside, 660 | 0     | 3     | 660      | 1894.00 -> 86
C6 two urban, two rural: 3,062      | 2     | 2     | -        | 2400.00 -> 662
"""


@pytest.mark.parametrize("example", examples(ALLOWANCE), ids=lambda example: example.case)
def test_c3_c6_the_allowance(example: Example) -> None:
    county = taishan()
    urban, rural = int(example.given["urban"]), int(example.given["rural"])
    if standard := example.given["standard"]:
        county.holds(
            "subsistence_allowance_standard",
            int(standard),
            "urban" if urban else "rural",
            since=date(2022, 2, 1),
        )
    family(county, example.given["monthly"], urban=urban, rural=rural)
    judged(county, MAY)
    assert cny(county.household("H")["expected_allowance_fen_per_month"]) == example.expected["allowance_cny"]


RAISE = """
case C4, 1,500 a month | night      | known      -> allowance_cny
before the raise       | 2021-12-15 | 2021-12-15 -> 873
January, not yet known | 2022-01-31 | 2022-01-31 -> 873
January, known since   | 2022-01-31 | 2022-02-20 -> 1113
March                  | 2022-03-15 | 2022-03-15 -> 1113
"""


def raised_late() -> County:
    """The raise of 2022-01-01, published only on 2022-02-20."""
    county = taishan()
    county.values = [
        row.model_copy(update={"published_on": date(2022, 2, 20)})
        if (row.area_code, row.key, row.valid_from)
        == ("370902", "subsistence_allowance_standard", date(2022, 1, 1))
        else row
        for row in SHIPPED
    ]
    family(county, "1500.00", last=date(2022, 3, 1))
    county.earns(1, 150_000, months(date(2020, 12, 1), 3))
    return county


@pytest.mark.parametrize("example", examples(RAISE), ids=lambda example: example.case)
def test_c4_a_standard_published_late(example: Example) -> None:
    county = raised_late()
    judged(county, date.fromisoformat(example.given["night"]), date.fromisoformat(example.given["known"]))
    assert cny(county.household("H")["expected_allowance_fen_per_month"]) == example.expected["allowance_cny"]


def test_c4_what_is_still_owed() -> None:
    county = raised_late()
    receives(county)
    judged(county, date(2022, 3, 1))
    owed = [(row["month_on"].month, row["difference_fen"]) for row in county.rows("standard_difference")]
    assert owed == [(1, 24000), (2, 24000)]
    march = county.household("H")["expected_allowance_fen_per_month"] + sum(fen for _, fen in owed)
    assert cny(march) == "1593"


MIGRANT = """
case C5, registered where the standard is 660 | lost work  | night      | dibao -> N09    | suggested_cny
two months without income                     | 2022-03-10 | 2022-06-20 | no    ->        |
the third month                               | 2022-03-10 | 2022-07-20 | no    -> orange | 1742
three months, dibao somewhere                 | 2022-03-10 | 2022-07-20 | yes   ->        |
"""


@pytest.mark.parametrize("example", examples(MIGRANT), ids=lambda example: example.case)
def test_c5_a_migrant_without_work(example: Example) -> None:
    night = date.fromisoformat(example.given["night"])
    county = taishan()
    person = county.member("H", hukou="360703")
    county.earns(person, 400_000, months(date(2022, 3, 1), 13))
    county.tell(
        "employment",
        person_no=person,
        event="unemployed",
        event_on=date.fromisoformat(example.given["lost work"]),
    )
    if example.given["dibao"] == "yes":
        receives(county)
    found = judged(county, night)
    assert "N01" not in found
    assert {
        "N09": found["N09"]["severity"] if "N09" in found else "",
        "suggested_cny": cny(found["N09"]["suggested_fen"]) if "N09" in found else "",
    } == example.expected


def test_c5_small_and_fast_where_help_was_asked_for() -> None:
    county = taishan()
    person = county.member("H", hukou="360703")
    county.tell(
        "help_request",
        request_no="Q1",
        received_at="2026-03-01 09:00:00",
        channel="hotline",
        person_no=person,
        hukou_region="360703",
        incident_region="370902001001",
        need="living",
    )
    found = judged(county, date(2026, 3, 1))["N15"]
    assert (cny(found["suggested_fen"]), found["approval_level"]) == ("871", "small_fast")


MISSING = """
case C7, A earns 1,200, C is confirmed at zero | income of B -> N01    | suggested_cny | allowance_cny
B is in no extract                             | -           -> yellow |               |
B is confirmed at zero                         | 0           -> red    |               | 1413
"""


@pytest.mark.parametrize("example", examples(MISSING), ids=lambda example: example.case)
def test_c7_missing_income_is_not_zero(example: Example) -> None:
    county = taishan()
    earner, other, idle = (county.member("H") for _ in range(3))
    county.earns(earner, 120_000, months(LAST_MONTH, 15))
    county.has_no_work(idle)
    if example.given["income of B"]:
        county.has_no_work(other)
    found = judged(county, MAY)["N01"]
    assert {
        "N01": found["severity"],
        "suggested_cny": cny(found["suggested_fen"]),
        "allowance_cny": cny(county.household("H")["expected_allowance_fen_per_month"]),
    } == example.expected


def test_c8_a_student_and_a_disabled_grandmother() -> None:
    county = taishan()
    father, mother = county.member("H"), county.member("H")
    son = county.member("H", "2002-03-01", relation="child")
    grandmother = county.member("H", "1950-01-01", relation="parent")
    county.earns(father, yuan("3440.00"), months(LAST_MONTH, 15))
    county.has_no_work(mother)
    county.earns(son, yuan("5000.00"), [date(2021, 10, 1)], kind="scholarship")
    county.earns(grandmother, yuan("150.00"), months(LAST_MONTH), kind="resident_pension")
    county.earns(grandmother, yuan("200.00"), months(LAST_MONTH), kind="assistance")
    found = judged(county, MAY)
    household = county.household("H")
    assert cny(household["income_12m_fen"]) == str(12 * 3440)
    assert "N01" in found and cny(household["expected_allowance_fen_per_month"]) == "44"


PRICE = """
case C9                        | month   | cpi | food -> started
July 2022, below both          | 2022-07 | 3.2 | 5.9  -> no
August 2022, the lowered line  | 2022-08 | 3.0 | 5.9  -> yes
August 2022, by food           | 2022-08 | 2.9 | 6.0  -> yes
August 2022, below both        | 2022-08 | 2.9 | 5.9  -> no
March 2023, the line is back   | 2023-03 | 3.4 | 5.9  -> no
"""


@pytest.mark.parametrize("example", examples(PRICE), ids=lambda example: example.case)
def test_c9_when_prices_start_the_linkage(example: Example) -> None:
    month = date.fromisoformat(example.given["month"] + "-01")
    county = taishan()
    (person,) = family(county, "500.00", urban=1)
    receives(county)
    county.tell(
        "price_index",
        region="00",
        month=month,
        cpi_yoy=Decimal(example.given["cpi"]),
        food_cpi_yoy=Decimal(example.given["food"]),
        low_income_cpi_yoy=None,
    )
    county.watch(date(month.year + month.month // 12, month.month % 12 + 1, 20))
    assert county.of(person)["is_price_linkage_started"] == (example.expected["started"] == "yes")


def test_c9_the_supplement() -> None:
    county = taishan()
    family(county, "500.00", urban=1)
    receives(county)
    county.tell(
        "price_index",
        region="00",
        month=date(2022, 8, 1),
        cpi_yoy=Decimal("3.6"),
        food_cpi_yoy=Decimal("5.0"),
        low_income_cpi_yoy=None,
    )
    judged(county, date(2022, 9, 20))
    # 871 x 3.6 % = 31.356
    assert [cny(row["suggested_fen"]) for row in county.rows("payment")] == ["31"]


def test_c11_paid_after_death() -> None:
    county = taishan()
    family(county, "1500.00", last=date(2022, 4, 1))
    receives(county)
    county.tell("death", person_no=3, died_on=date(2022, 3, 10))
    found = judged(county, date(2022, 5, 20))
    person = county.of(3)
    assert found["X01"]["suggested_fen"] is None
    # April and May; 1 March lies before the death.
    assert (person["months_paid_after_death"], cny(person["overpaid_after_death_fen"])) == (2, "1742")
    assert cny(county.household("H")["expected_allowance_fen_per_month"]) == "242"


def test_c11_a_name_alone_is_no_death() -> None:
    county = taishan()
    family(county, "1500.00")
    receives(county)
    county.tell("death", person_no=3, name="别人", died_on=date(2022, 3, 10))
    assert "X01" not in judged(county, date(2022, 5, 20))


SELF_PAID = """
case C12 b                       | status           | paid     -> N05
other person, below              | -                | 19999.99 ->
other person, at (reaches)       | -                | 20000.00 -> orange
low income, at (exceeds)         | near_dibao       | 7000.00  ->
low income, above                | near_dibao       | 7000.01  -> orange
reimbursed later: 20,500 - 2,000 | -                | 18500.00 ->
"""


@pytest.mark.parametrize("example", examples(SELF_PAID), ids=lambda example: example.case)
def test_c12_boundaries_of_self_payment(example: Example) -> None:
    county = taishan()
    person = county.member("H")
    if example.given["status"]:
        receives(county, example.given["status"])
    county.tell(
        "medical_expense",
        settlement_no="1",
        person_no=person,
        settled_on=LAST_MONTH,
        visit_kind="inpatient",
        total_fen=9_000_000,
        pooled_paid_fen=0,
        self_paid_fen=yuan(example.given["paid"]),
    )
    found = judged(county, MAY)
    assert (found["N05"]["severity"] if "N05" in found else "") == example.expected["N05"]
