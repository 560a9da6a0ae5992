"""A household's monthly line, as localities make it where urban and rural members live together."""

from datetime import date

import pytest

from tests.monitors.county import County, months, yuan

NIGHT = date(2022, 5, 20)


def mixed(county: County, *classes: str) -> None:
    for residence_class in classes:
        county.has_no_work(county.member("H", residence_class=residence_class, village="370902001001"))


@pytest.mark.parametrize(
    ("method", "line"),
    [
        ("member_sum", "3062"),  # 2 x 871 + 2 x 660
        ("applicant", "2640"),  # the head is rural: 4 x 660
        ("residence", "3484"),  # lives in town: 4 x 871
    ],
)
def test_three_ways_with_a_mixed_household(method: str, line: str) -> None:
    county = County()
    county.holds("mixed_household_method", method)
    county.holds("residence_class", "urban")
    mixed(county, "rural", "urban", "urban", "rural")
    county.watch(NIGHT)
    assert county.household("H")["subsistence_line_fen_per_month"] == yuan(line)


def test_c6_a_mixed_household_is_below_the_sum_of_its_lines() -> None:
    county = County()
    county.holds("mixed_household_method", "member_sum")
    county.holds("allowance_rounding", "ceil_yuan")
    mixed(county, "urban", "urban", "rural", "rural")
    county.earns(1, yuan("2400"), months(date(2022, 4, 1)))
    county.watch(NIGHT)
    row = county.household("H")
    assert row["income_12m_fen"] < row["subsistence_limit_12m_fen"] == 12 * yuan("3062")
    assert row["expected_allowance_fen_per_month"] == yuan("662")


def test_without_a_method_only_a_household_of_one_class_has_a_line() -> None:
    county = County()
    mixed(county, "urban", "rural")
    county.has_no_work(county.member("H2", residence_class="rural"))
    county.watch(NIGHT)
    assert county.household("H")["subsistence_limit_12m_fen"] is None
    assert county.household("H2")["subsistence_line_fen_per_month"] == yuan("660")


def test_the_line_by_residence_needs_to_know_what_the_place_is() -> None:
    county = County()
    county.holds("mixed_household_method", "residence")
    mixed(county, "urban")
    county.watch(NIGHT)
    assert county.household("H")["subsistence_limit_12m_fen"] is None
