"""收入超标 (X03). The third window of twelve months in a row over the line, by income really paid."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | has_subsistence_allowance | income_over_months | income_over_limit_months | work_started_on -> severity
below: the second window        | true  | 2 | 3 | -          ->
at the third window             | true  | 3 | 3 | -          -> orange
above: the fourth window        | true  | 4 | 3 | -          -> orange
at the third, work within grace | true  | 3 | 3 | 2022-02-01 -> yellow
unknown windows                 | true  | - | 3 | -          ->
unknown limit: nobody set it    | true  | 4 | - | -          ->
unknown status                  | -     | 4 | 3 | -          ->
not covered: receives no dibao  | false | 4 | 3 | -          ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_income_over_line(example: Example) -> None:
    assert judged("X03", example) == example.expected
