"""失业无保障 (N09). The third month without income counts, the second does not; 2 x 871.00 = 1,742.00."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                                  | months_without_income | has_zero_income_event | has_unemployment_benefit | has_subsistence_allowance | is_working_age -> severity | suggested_cny
below: the second month               | 2 | true  | false | false | true  ->        |
at: the third month                   | 3 | true  | false | false | true  -> orange | 1742.00
above: the fourth month               | 4 | true  | false | false | true  -> orange | 1742.00
unknown income                        | - | true  | false | false | true  ->        |
unknown status                        | 5 | true  | false | -     | true  ->        |
not covered: no event                 | 5 | false | false | false | true  ->        |
not covered: on unemployment benefit  | 5 | true  | true  | false | true  ->        |
not covered: receives dibao           | 5 | true  | false | true  | true  ->        |
not covered: past working age         | 5 | true  | false | false | false ->        |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_unemployed_without_cover(example: Example) -> None:
    assert judged("N09", example) == example.expected
