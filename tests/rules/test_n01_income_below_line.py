"""低保疑似未保 (N01). Three urban members: 3 x 871.00 x 12 = 31,356.00 yuan a year is the line."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                            | income_12m_cny | income_12m_lower_bound_cny | income_unknown_member_count | has_subsistence_allowance | has_extreme_poverty_support | is_head_local -> severity | suggested_cny
below by one fen                | 31355.99       | 31355.99 | 0 | false | false | true  -> orange |
at the line                     | 31356.00       | 31356.00 | 0 | false | false | true  ->        |
above the line                  | 31356.01       | 31356.01 | 0 | false | false | true  ->        |
below half the line             | 15677.99       | 15677.99 | 0 | false | false | true  -> red    |
at half the line                | 15678.00       | 15678.00 | 0 | false | false | true  -> orange |
unknown, known part below       | -              | 15000.00 | 1 | false | false | true  -> yellow |
unknown, known part at the line | -              | 31356.00 | 1 | false | false | true  ->        |
unknown status                  | 10000.00       | 10000.00 | 0 | -     | false | true  ->        |
not covered: receives dibao     | 10000.00       | 10000.00 | 0 | true  | false | true  ->        |
not covered: receives tekun     | 10000.00       | 10000.00 | 0 | false | true  | true  ->        |
not covered: hukou elsewhere    | 10000.00       | 10000.00 | 0 | false | false | false ->        |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_income_below_the_line(example: Example) -> None:
    assert judged("N01", example) == example.expected
