"""When prices rise: whether the linkage starts, how much each person gets, and that nobody gets it twice."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.paying_county import AREA, PayingCounty, toml, village
from tests.reference_relief import supplement
from tests.worked_examples import examples

BASE = """
subsistence_allowance_standard urban 791 2021-01-01
subsistence_allowance_standard urban 871 2022-01-01
subsistence_allowance_standard rural 660 2022-01-01
price_food all 6 at_least
price_group subsistence_allowance 1
price_group extreme_poverty_support 1
price_group orphan 1
price_group unemployment_benefit 1
price_group near_dibao 1 2022-08-01 2023-03-01
"""
NATIONAL = "price_cpi all 3.5 at_least; price_cpi all 3 at_least 2022-08-01 2023-03-01"
M1 = f"{NATIONAL}; price_method all index; price_index_kind all cpi; price_rounding all half_up_yuan"
M2 = f"{NATIONAL}; price_method all trigger_index; price_rounding all half_up_yuan"
M3 = (
    "subsistence_allowance_standard urban 900; price_cpi all 3 at_least; price_method all jiangsu_12_8; "
    "price_upper_cpi all 5 at_least; price_part lower 12; price_part upper 8; price_rounding all cent"
)

CASES = """
case                                        | class | month      | cpi  | food | low  | values -> started | fen
C9 July 2022: below both lines              | urban | 2022-07-01 | 3.2  | 5.9  | -    | M1 -> false |
C9 August 2022: at the lower line           | urban | 2022-08-01 | 3.0  | 5.9  | -    | M1 -> true  | 2600
C9 August 2022: by food                     | urban | 2022-08-01 | 2.9  | 6.0  | -    | M1 -> true  | 2500
C9 August 2022: a hair below both           | urban | 2022-08-01 | 2.9999 | 5.9999 | - | M1 -> false |
February 2023: the last month               | urban | 2023-02-01 | 3.0  | 0.0  | -    | M1 -> true  | 2600
March 2023: back to the old line            | urban | 2023-03-01 | 3.4  | 0.0  | -    | M1 -> false |
871 x 3.6 % = 31.356                        | urban | 2022-05-01 | 3.6  | 0.0  | -    | M1 -> true  | 3100
871 x 3.6 %, up                             | urban | 2022-05-01 | 3.6  | 0.0  | -    | M1; price_rounding all ceil_yuan 2022-01-01 -> true | 3200
871 x 3.6 %, to the fen                     | urban | 2022-05-01 | 3.6  | 0.0  | -    | M1; price_rounding all cent 2022-01-01 -> true | 3136
660 x 3.6 % = 23.76                         | rural | 2022-05-01 | 3.6  | 0.0  | -    | M1 -> true  | 2400
the old standard in the index month         | urban | 2021-12-01 | 3.6  | 0.0  | -    | M1 -> true  | 2800
a line that must be exceeded                | urban | 2022-05-01 | 3.5  | 0.0  | -    | M1; price_cpi all 3.5 above 2022-01-01 -> false |
the same line, exceeded                     | urban | 2022-05-01 | 3.5001 | 0.0 | -   | M1; price_cpi all 3.5 above 2022-01-01 -> true | 3000
the index of low incomes                    | urban | 2022-05-01 | 3.6  | 0.0  | 4.0  | M1; price_index_kind all low_income_cpi 2022-01-01 -> true | 3500
the index of low incomes is not known       | urban | 2022-05-01 | 3.6  | 0.0  | -    | M1; price_index_kind all low_income_cpi 2022-01-01 -> true |
Guilin: below ten, pay ten                  | urban | 2022-05-01 | 0.5  | 6.0  | -    | M1; price_minimum all 10 -> true | 1000
falling prices, dear food: the least amount | urban | 2022-05-01 | -0.5 | 6.0  | -    | M1; price_minimum all 10 -> true | 1000
Hubei: the index that started it            | urban | 2022-05-01 | 1.0  | 6.2  | -    | M2 -> true  | 5400
Hubei: both started it, the higher          | urban | 2022-05-01 | 4.0  | 6.2  | -    | M2 -> true  | 5400
Hubei: food is higher but did not start it  | urban | 2022-05-01 | 3.6  | 5.9  | -    | M2 -> true  | 3100
Jiangsu: 900 / 12                           | urban | 2022-05-01 | 3.0  | 0.0  | -    | M3 -> true  | 7500
Jiangsu: just below five                    | urban | 2022-05-01 | 4.9999 | 0.0 | -   | M3 -> true  | 7500
Jiangsu: 900 / 8                            | urban | 2022-05-01 | 5.0  | 0.0  | -    | M3 -> true  | 11250
Jiangsu: nothing below three                | urban | 2022-05-01 | 2.9  | 0.0  | -    | M3 -> false |
no method                                   | urban | 2022-05-01 | 3.6  | 0.0  | -    | NATIONAL; price_rounding all cent -> true |
no rounding                                 | urban | 2022-05-01 | 3.6  | 0.0  | -    | NATIONAL; price_method all index; price_index_kind all cpi; price_minimum all 10 -> true |
no line where the greater part begins       | urban | 2022-05-01 | 3.6  | 0.0  | -    | NATIONAL; price_method all jiangsu_12_8; price_part lower 12; price_rounding all cent; price_minimum all 10 -> true |
"""


def month_after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 20)


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_price_supplement(example) -> None:  # type: ignore[no-untyped-def]
    told = example.given
    values = told["values"]
    for name, text in (("M1", M1), ("M2", M2), ("M3", M3), ("NATIONAL", NATIONAL)):
        values = values.replace(name, text)
    month = date.fromisoformat(told["month"])
    county = PayingCounty()
    county.pack(toml(AREA, BASE))
    county.pack(toml(village(1), values))
    county.household("H", village(1), told["class"])
    county.fact("benefit", household_id="H", benefit="subsistence_allowance", started_on=date(2020, 1, 1))
    index(county, month, told["cpi"], told["food"], told["low"] or None)
    county.watch(month_after(month))
    (row,) = county.rows("SELECT * FROM person_price")
    assert str(row["is_started"]).lower() == example.expected["started"]
    assert str(row["supplement_fen"] or "") == example.expected["fen"]
    assert row["month_on"] == month


def index(
    county: PayingCounty, month: date, cpi: str, food: str, low: str | None = None, region: str = AREA
) -> None:
    county.fact(
        "price_index", region=region, month=month, cpi_yoy=cpi, food_cpi_yoy=food, low_income_cpi_yoy=low
    )


def simple() -> PayingCounty:
    county = PayingCounty()
    county.pack(toml(AREA, BASE + M1.replace(";", "\n")))
    return county


@pytest.mark.parametrize(
    ("regions", "cpi"),
    [
        ({"00": "4", "37": "5", "3709": "6", "370902": "7"}, 7),
        ({"00": "4", "37": "5", "3709": "6"}, 6),
        ({"00": "4", "37": "5", "3708": "9"}, 5),
        ({"00": "4", "32": "9"}, 4),
    ],
)
def test_the_nearest_areas_index_holds(regions: dict[str, str], cpi: int) -> None:
    county = simple()
    county.household("H", village(1), "urban")
    for region, rate in regions.items():
        index(county, date(2022, 4, 1), rate, "0", region=region)
        index(county, date(2022, 3, 1), "1", "0", region=region)
    county.watch(date(2022, 5, 20))
    (row,) = county.rows("SELECT * FROM person_price")
    assert (row["month_on"], row["cpi_yoy"]) == (date(2022, 4, 1), cpi)


def test_a_later_line_is_not_seen_before_it_was_published() -> None:
    county = simple()
    county.household("H", village(1), "urban")
    index(county, date(2022, 8, 1), "3.0", "0")
    late = toml(village(1), "price_cpi all 3 at_least 2022-08-01").replace(
        "valid_from", "published_on = 2022-09-25\nvalid_from"
    )
    county.pack(late)
    county.pack(toml(AREA + "001", "price_cpi all 3.5 at_least"))
    for known_at, is_started in ((date(2022, 9, 24), False), (date(2022, 9, 25), True)):
        county.watch(date(2022, 9, 26), known_at)
        assert [row["is_started"] for row in county.rows("SELECT * FROM person_price")] == [is_started]


def test_who_is_paid_and_only_once() -> None:
    county = simple()
    a, b = county.household("H1", village(1), "urban", "rural")
    (c,) = county.household("H2", village(1), "urban")
    (d,) = county.household("H3", village(1), "urban")
    (e,) = county.household("H4", village(1), "urban")
    county.fact("benefit", household_id="H1", benefit="subsistence_allowance", started_on=date(2020, 1, 1))
    county.fact("benefit", household_id="H1", person_no=a, benefit="orphan", started_on=date(2020, 1, 1))
    county.fact(
        "benefit",
        household_id="H1",
        person_no=b,
        benefit="extreme_poverty_support",
        started_on=date(2020, 1, 1),
        ended_on=date(2022, 9, 1),
    )
    county.fact("benefit", household_id="H2", benefit="near_dibao", started_on=date(2020, 1, 1))
    county.fact("benefit", household_id="H3", benefit="rigid_expenditure", started_on=date(2020, 1, 1))
    county.fact("employment", person_no=e, event="unemployment_benefit_started", event_on=date(2022, 7, 1))
    index(county, date(2022, 7, 1), "3.6", "0")
    county.watch(date(2022, 8, 20))
    before = {row["person_no"]: row for row in county.rows("SELECT * FROM person_price")}
    index(county, date(2022, 8, 1), "3.6", "0")
    county.watch(date(2022, 9, 20))
    after = {row["person_no"]: row for row in county.rows("SELECT * FROM person_price")}
    assert {who: row["group_count"] for who, row in before.items()} == {a: 2, b: 2, c: 0, d: 0, e: 1}
    assert {who: row["group_count"] for who, row in after.items()} == {a: 2, b: 1, c: 1, d: 0, e: 1}
    assert {who: row["supplement_fen"] for who, row in after.items()} == {
        a: 3100,
        b: 2400,
        c: 3100,
        d: None,
        e: 3100,
    }
    assert [after[who]["group_name"] for who in (a, c, e)] == ["orphan", "near_dibao", "unemployment_benefit"]


rates = st.integers(-50_000, 100_000).map(lambda e4: Fraction(e4, 10_000)) | st.sampled_from(
    [Fraction(3), Fraction(7, 2), Fraction(5), Fraction(6)]
)
choices = st.fixed_dictionaries(
    {
        "standard": st.integers(30_000, 150_000),
        "cpi": rates,
        "food": rates,
        "low_income": st.none() | rates,
        "lines": st.tuples(st.sampled_from([Fraction(3), Fraction(7, 2)]), st.just(Fraction(6))),
        "method": st.sampled_from(["index", "trigger_index", "jiangsu_12_8"]),
        "index_kind": st.sampled_from(["cpi", "low_income_cpi"]),
        "upper": st.just(Fraction(5)),
        "rounding": st.sampled_from(["ceil_yuan", "half_up_yuan", "cent"]),
        "minimum": st.none() | st.integers(0, 3_000),
    }
)


@pytest.mark.slow
@given(st.lists(choices, min_size=40, max_size=60))
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_sql_and_plain_python_agree(made: list[dict[str, object]]) -> None:
    county = PayingCounty()
    month = date(2022, 4, 1)
    for place, one in enumerate(made):
        # The index is an area's: each case is a county of its own.
        area = f"{900_000 + place}"
        home = f"{area}001001"
        values = f"""
        subsistence_allowance_standard urban {yuan(one["standard"])}
        price_cpi all {text(one["lines"][0])} at_least
        price_food all {text(one["lines"][1])} at_least
        price_method all {one["method"]}
        price_index_kind all {one["index_kind"]}
        price_upper_cpi all {text(one["upper"])} at_least
        price_part lower 12
        price_part upper 8
        price_rounding all {one["rounding"]}
        price_group subsistence_allowance 1"""
        if one["minimum"] is not None:
            values += f"\nprice_minimum all {yuan(one['minimum'])}"
        county.pack(toml(area, values))
        county.household(f"H{place}", home, "urban")
        county.fact("benefit", household_id=f"H{place}", benefit="subsistence_allowance", started_on=month)
        low = one["low_income"]
        index(county, month, text(one["cpi"]), text(one["food"]), None if low is None else text(low), area)
    county.watch(date(2022, 5, 20))
    found = dict(
        county.con.execute(
            "SELECT household_id, supplement_fen FROM person_price JOIN member USING (person_no)"
        ).fetchall()
    )
    assert found == {f"H{place}": supplement(**one) for place, one in enumerate(made)}  # type: ignore[arg-type]


def yuan(fen: object) -> str:
    assert isinstance(fen, int)
    return f"{fen // 100}.{fen % 100:02d}"


def text(rate: object) -> str:
    assert isinstance(rate, Fraction)
    e4 = int(rate * 10_000)
    return f"{'-' if e4 < 0 else ''}{abs(e4) // 10_000}.{abs(e4) % 10_000:04d}"
