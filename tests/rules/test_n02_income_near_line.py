"""低保边缘疑似 (N02). From the line, 31,356.00, to 1.5 times the line, 47,034.00: 3,919.50 a month."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                               | income_12m_cny | has_near_dibao | has_subsistence_allowance -> severity
below the subsistence line         | 31355.99 | false | false ->
at the subsistence line            | 31356.00 | false | false -> yellow
below the near-dibao line by a fen | 47033.99 | false | false -> yellow
at the near-dibao line             | 47034.00 | false | false ->
above the near-dibao line          | 47034.01 | false | false ->
unknown income                     | -        | false | false ->
not covered: recognised already    | 40000.00 | true  | false ->
not covered: receives dibao        | 40000.00 | false | true  ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_income_near_the_line(example: Example) -> None:
    assert judged("N02", example) == example.expected
