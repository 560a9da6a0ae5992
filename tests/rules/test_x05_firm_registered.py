"""市场主体登记 (X05). A firm's capital has to stay below 100,000.00 yuan."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | has_subsistence_allowance | business_capital_cny | business_capital_limit_cny -> severity
below by one fen               | true  | 99999.99  | 100000.00 ->
at the limit                   | true  | 100000.00 | 100000.00 -> yellow
above the limit                | true  | 500000.00 | 100000.00 -> yellow
unknown capital                | true  | -         | 100000.00 ->
unknown limit: nobody set it   | true  | 500000.00 | -         ->
unknown status                 | -     | 500000.00 | 100000.00 ->
not covered: receives no dibao | false | 500000.00 | 100000.00 ->
not covered: no firm           | true  | 0.00      | 100000.00 ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_firm_registered(example: Example) -> None:
    assert judged("X05", example) == example.expected
