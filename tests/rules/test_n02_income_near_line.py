"""低保边缘疑似 (N02). From the line, 31,356.00, to 1.5 times the line, 47,034.00: 3,919.50 a month."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                               | income_12m_cny | is_over_subsistence_property | is_over_near_dibao_property | has_local_member | has_near_dibao | has_subsistence_allowance -> severity
below the subsistence line         | 31355.99 | false | false | true  | false | false ->
at the subsistence line            | 31356.00 | false | false | true  | false | false -> yellow
below the near-dibao line by a fen | 47033.99 | false | false | true  | false | false -> yellow
at the near-dibao line             | 47034.00 | false | false | true  | false | false ->
above the near-dibao line          | 47034.01 | false | false | true  | false | false ->
below, owns too much for dibao     | 10000.00 | true  | false | true  | false | false -> yellow
below, owns too much for both      | 10000.00 | true  | true  | true  | false | false ->
above both, owns too much          | 47034.00 | true  | false | true  | false | false ->
unknown income                     | -        | false | false | true  | false | false ->
unknown income, owns too much      | -        | true  | false | true  | false | false ->
unknown registration               | 40000.00 | false | false | -     | false | false ->
not covered: recognised already    | 40000.00 | false | false | true  | true  | false ->
not covered: receives dibao        | 40000.00 | false | false | true  | false | true  ->
not covered: hukou elsewhere       | 40000.00 | false | false | false | false | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_income_near_the_line(example: Example) -> None:
    assert judged("N02", example) == example.expected
