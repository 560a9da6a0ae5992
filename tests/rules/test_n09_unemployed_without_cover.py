"""失业无保障 (N09). The third month without income counts, the second does not."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                                  | months_without_income | has_zero_income_event | has_unemployment_benefit | has_subsistence_allowance | is_working_age | is_head_local -> severity
below: the second month               | 2 | true  | false | false | true  | true  ->
at: the third month                   | 3 | true  | false | false | true  | true  -> orange
at: the third month, hukou elsewhere  | 3 | true  | false | false | true  | false -> orange
above: the fourth month               | 4 | true  | false | false | true  | true  -> orange
unknown income                        | - | true  | false | false | true  | true  ->
unknown status                        | 5 | true  | false | -     | true  | true  ->
not covered: no event                 | 5 | false | false | false | true  | true  ->
not covered: on unemployment benefit  | 5 | true  | true  | false | true  | true  ->
not covered: receives dibao           | 5 | true  | false | true  | true  | true  ->
not covered: past working age         | 5 | true  | false | false | false | true  ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_unemployed_without_cover(example: Example) -> None:
    assert judged("N09", example) == example.expected
