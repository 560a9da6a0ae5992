"""Every part of a rule's condition tried alone: what fails, what is unknown, and by how far."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.conditions import Tried, condition_of, distance, tried
from tests.rules.judging import CON, RULES, judge
from tests.worked_examples import Example, examples

KEY = {"household_month": "household_id", "person_month": "person_no"}

CASES = """
case | rule | column | value -> holds | failed | distance
below the line | N01 | income_12m_lower_bound_cny | 31355.99 -> true | - | -
exactly on the line | N01 | income_12m_lower_bound_cny | 31356.00 -> false | income_12m_lower_bound_fen < | 1
above the line | N01 | income_12m_lower_bound_cny | 34451.99 -> false | income_12m_lower_bound_fen < | 309600
unknown line | N01 | subsistence_limit_12m_cny | - -> unknown | - | -
in the programme | N01 | has_subsistence_allowance | true -> false | has_subsistence_allowance flag, income_12m_lower_bound_fen < | -
a limit reached | N06 | outpatient_self_paid_month_cny | 500.00 -> true | - | -
a limit missed by a fen | N06 | outpatient_self_paid_month_cny | 499.99 -> false | outpatient_self_paid_month_fen >= | 1
months | N09 | months_without_income | 1 -> false | has_zero_income_event flag, months_without_income >= | 2
a day too early | N10 | disability_issued_on | 2022-04-20 -> false | is_severely_disabled flag, disability_issued_on >= | 1
either would do | N05 | medical_self_paid_year_highest_member_cny | 19999.99 -> false | medical_self_paid_year_highest_member_fen >=, medical_self_paid_year_highest_member_fen >= | 1
nothing of the kind | N15 | help_request_no | - -> false | help_request_no known, is_head_local known, is_head_local flag | -
not null and not in a list | X06 | absent_kind | clergy -> false | absent_kind one_of, has_subsistence_allowance flag, has_extreme_poverty_support flag | -
"""


def tried_on(code: str, **row: str) -> Tried:
    """The rule's condition on a quiet household (or person), changed as given; `""` is unknown."""
    rule = RULES[code]
    judge(rule, dict(row))
    (result,) = tried(CON, [rule], rule.table, KEY[rule.table])[rule.id].values()
    return result


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_each_part_is_tried_alone(example: Example) -> None:
    result = tried_on(example.given["rule"], **{example.given["column"]: example.given["value"]})
    expected = example.expected
    assert {True: "true", False: "false", None: "unknown"}[result.holds] == expected["holds"]
    failed = [leaf for leaf in result.leaves() if leaf.holds is False] if result.holds is False else []
    told = [
        f"{leaf.condition.columns[0]} {leaf.condition.operator or leaf.condition.kind}" for leaf in failed
    ]
    assert ", ".join(told) == expected["failed"]
    if expected["distance"]:
        found = [
            distance(leaf)
            for leaf in failed
            if leaf.condition.columns[0].replace("_fen", "_cny") == example.given["column"]
        ]
        assert found[0] == int(expected["distance"])


@pytest.mark.slow
@pytest.mark.parametrize("code", sorted(RULES))
def test_the_tree_says_what_the_rule_says(code: str) -> None:
    rule = RULES[code]
    judge(rule, {}, *(dict.fromkeys(columns, "") for columns in _one_by_one(rule.table)))
    told = tried(CON, [rule], rule.table, KEY[rule.table])[rule.id]
    said = dict(CON.execute(f"SELECT {KEY[rule.table]}, ({rule.condition}) FROM {rule.table}").fetchall())
    assert {key: result.holds for key, result in told.items()} == said


def _one_by_one(table: str) -> list[list[str]]:
    """Each column that some condition reads, unknown by itself."""
    names = {
        name
        for rule in RULES.values()
        if rule.table == table
        for leaf in condition_of(rule).leaves()
        for name in leaf.columns
    }
    return [[name.replace("_fen", "_cny")] for name in sorted(names - {"as_of"})]


ONLY_FAILING = {
    "N01": ("income_12m_lower_bound_cny", 31356_00, 90000_00),
    "N06": ("outpatient_self_paid_month_cny", 0, 499_99),
    "X03": ("income_over_months", 0, 2),
}


@pytest.mark.slow
@pytest.mark.parametrize("code", sorted(ONLY_FAILING))
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_the_distance_flips_the_only_condition_that_fails(code: str, data: st.DataObject) -> None:
    column, lowest, highest = ONLY_FAILING[code]
    now = data.draw(st.integers(lowest, highest))
    other = {"has_subsistence_allowance": "true"} if code == "X03" else {}

    def written(value: int) -> str:
        return f"{Decimal(value) / 100:.2f}" if column.endswith("_cny") else str(value)

    before = tried_on(code, **other, **{column: written(now)})
    (failed,) = [leaf for leaf in before.leaves() if leaf.holds is False]
    gap: Any = distance(failed)
    falls = failed.condition.operator in ("<", "<=")
    assert gap > 0
    assert tried_on(code, **other, **{column: written(now - gap if falls else now + gap)}).holds is True
    nearly = gap - 1
    assert (
        tried_on(code, **other, **{column: written(now - nearly if falls else now + nearly)}).holds is False
    )


def test_a_day_is_counted_in_days_and_the_line_stands_on_the_right() -> None:
    result = tried_on("N20", has_unemployment_benefit="true", unemployment_benefit_until_on="2022-07-25")
    (late,) = [
        leaf
        for leaf in result.leaves()
        if leaf.holds is False and leaf.condition.columns[0] == "unemployment_benefit_until_on"
    ]
    assert late.condition.operator == "<=" and late.values == (date(2022, 7, 25), date(2022, 7, 20))
    assert distance(late) == 5
