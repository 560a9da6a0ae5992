"""低保疑似未保 (N01). Three urban members: 3 x 871.00 x 12 = 31,356.00 yuan a year is the line."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                            | income_12m_cny | income_12m_lower_bound_cny | income_unknown_member_count | income_undelivered_month_count | has_subsistence_allowance | has_extreme_poverty_support | has_local_member | is_over_subsistence_property -> severity
below by one fen                | 31355.99       | 31355.99 | 0 | 0 | false | false | true  | false -> orange
at the line                     | 31356.00       | 31356.00 | 0 | 0 | false | false | true  | false ->
above the line                  | 31356.01       | 31356.01 | 0 | 0 | false | false | true  | false ->
below half the line             | 15677.99       | 15677.99 | 0 | 0 | false | false | true  | false -> red
at half the line                | 15678.00       | 15678.00 | 0 | 0 | false | false | true  | false -> orange
unknown, known part below       | -              | 15000.00 | 1 | 0 | false | false | true  | false -> yellow
unknown, known part at the line | -              | 31356.00 | 1 | 0 | false | false | true  | false ->
unknown, a month is not sent    | -              | 15000.00 | 0 | 1 | false | false | true  | false -> yellow
unknown status                  | 10000.00       | 10000.00 | 0 | 0 | -     | false | true  | false ->
unknown registration            | 10000.00       | 10000.00 | 0 | 0 | false | false | -     | false ->
not covered: receives dibao     | 10000.00       | 10000.00 | 0 | 0 | true  | false | true  | false ->
not covered: receives tekun     | 10000.00       | 10000.00 | 0 | 0 | false | true  | true  | false ->
not covered: hukou elsewhere    | 10000.00       | 10000.00 | 0 | 0 | false | false | false | false ->
not covered: owns too much      | 10000.00       | 10000.00 | 0 | 0 | false | false | true  | true  ->
"""

ESTIMATE = """
case                                 | income_12m_cny | income_12m_lower_bound_cny | expected_allowance_cny_per_month -> expected_allowance_cny_per_month | shortfall_12m_cny
1,200 a month, of 2,613: 1,413       | 14400.00 | 14400.00 | 1413.00 -> 1413.00 | 16956.00
one fen short, rounded to nothing    | 31355.99 | 31355.99 | 0.00    ->         | 0.01
unknown income: nothing is estimated | -        | 14400.00 | 1413.00 ->         |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_income_below_the_line(example: Example) -> None:
    assert judged("N01", example) == example.expected


@pytest.mark.parametrize("example", examples(ESTIMATE), ids=lambda example: example.case)
def test_the_allowance_is_estimated_by_the_difference(example: Example) -> None:
    assert judged("N01", example) == example.expected
