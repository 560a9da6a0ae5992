"""年龄学籍变化 (X07). A birthday of the last days (16 or 18), or no school any more."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | review_birthday_on | review_birthday_years | has_left_school | has_subsistence_allowance | has_orphan_benefit | has_unattended_child_benefit | has_extreme_poverty_support | is_counted -> severity
below: no such birthday yet            | -          | -  | false | true  | false | false | false | true  ->
at sixteen today                       | 2022-06-20 | 16 | false | true  | false | false | false | true  -> blue
at eighteen, an orphan                 | 2022-06-01 | 18 | false | false | true  | false | false | true  -> blue
above: at no school this year          | -          | -  | true  | false | false | false | true  | true  -> blue
above: birthday and school, unattended | 2022-06-01 | 18 | true  | false | false | true  | false | true  -> blue
unknown school                         | -          | -  | -     | true  | false | false | false | true  ->
unknown benefits                       | 2022-06-20 | 16 | false | -     | -     | -     | -     | true  ->
not covered: no benefit runs           | 2022-06-20 | 16 | true  | false | false | false | false | true  ->
not covered: no longer a member        | 2022-06-20 | 16 | true  | true  | false | false | false | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_age_or_school_change(example: Example) -> None:
    assert judged("X07", example) == example.expected
