"""一次性生活补贴 (R03): once for everyone in a group that a notice in force names."""

import pytest

from tests.rules.paid import paid
from tests.worked_examples import Example, examples

CASES = """
case                                    | subsidy_cny | subsidy_valid_from | subsidy_group         | subsidy_group_count -> category | suggested_cny
at the first list                       | 300.00      | 2022-02-16         | subsistence_allowance | 1 -> subsistence_allowance | 300.00
above: on two lists, paid once          | 300.00      | 2022-02-16         | orphan                | 2 -> orphan | 300.00
below: on no list                       | 300.00      | 2022-02-16         | -                     | 0 -> |
unknown: no notice is in force          | -           | -                  | subsistence_allowance | 1 -> |
not covered: neither notice nor list    | -           | -                  | -                     | 0 -> |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_living_subsidy(example: Example) -> None:
    assert paid("R03", example) == example.expected
