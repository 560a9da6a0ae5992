"""退出低保后收入回落 (N17). Exits from 2021-11-20 on are watched; the near-dibao line is 47,034.00."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | subsistence_ended_on | income_12m_cny | has_subsistence_allowance | has_near_dibao | has_rigid_expenditure | has_extreme_poverty_support -> severity
below the line, just left                | 2022-04-30 | 47033.99 | false | false | false | false -> yellow
at the line                              | 2022-04-30 | 47034.00 | false | false | false | false ->
above the line                           | 2022-04-30 | 47034.01 | false | false | false | false ->
at the first day that is watched         | 2021-11-20 | 40000.00 | false | false | false | false -> yellow
below that day: left too long ago        | 2021-11-19 | 40000.00 | false | false | false | false ->
unknown income                           | 2022-04-30 | -        | false | false | false | false ->
unknown status                           | 2022-04-30 | 40000.00 | -     | -     | -     | -     ->
not covered: never left                  | -          | 40000.00 | false | false | false | false ->
not covered: receives dibao again        | 2022-04-30 | 40000.00 | true  | false | false | false ->
not covered: recognised near-dibao       | 2022-04-30 | 40000.00 | false | true  | false | false ->
not covered: recognised for its spending | 2022-04-30 | 40000.00 | false | false | true  | false ->
not covered: receives tekun              | 2022-04-30 | 40000.00 | false | false | false | true  ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_income_after_exit(example: Example) -> None:
    assert judged("N17", example) == example.expected
