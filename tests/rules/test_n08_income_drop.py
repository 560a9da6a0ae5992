"""收入骤减 (N08). Of 60,000.00 in twelve months half a quarter is 7,500.00; "at most half" makes the limit 7,500.01."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                            | income_3m_cny | income_previous_12m_cny | income_drop_limit_3m_cny | near_dibao_limit_3m_cny -> severity
below half                      | 7499.99  | 60000.00 | 7500.01  | 11758.50 -> orange
at half                         | 7500.00  | 60000.00 | 7500.01  | 11758.50 -> orange
above half                      | 7500.01  | 60000.00 | 7500.01  | 11758.50 ->
dropped, at the near-dibao line | 11758.50 | 200000.00| 25000.01 | 11758.50 ->
dropped, below that line        | 11758.49 | 200000.00| 25000.01 | 11758.50 -> orange
unknown now                     | -        | 60000.00 | -        | 11758.50 ->
unknown before                  | 100.00   | -        | -        | 11758.50 ->
not covered: never earned       | 0.00     | 0.00     | 0.01     | 11758.50 ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_income_drop(example: Example) -> None:
    assert judged("N08", example) == example.expected
