"""主要劳动力死亡或被羁押 (N13). Of 60,000.00 yuan "more than half" is from 30,000.01 on."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | breadwinner_lost_on | breadwinner_income_12m_cny | breadwinner_limit_12m_cny -> severity
below half                        | 2022-03-10 | 29999.99 | 30000.01 ->
at half, which must be exceeded   | 2022-03-10 | 30000.00 | 30000.01 ->
above half by a fen               | 2022-03-10 | 30000.01 | 30000.01 -> orange
above: the only earner            | 2022-03-10 | 60000.00 | 30000.01 -> orange
at nothing: nobody earned         | 2022-03-10 | 0.00     | 0.00     ->
unknown income of the lost member | 2022-03-10 | -        | 30000.01 ->
unknown income of the household   | 2022-03-10 | 30000.01 | -        ->
not covered: nobody was lost      | -          | -        | -        ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_breadwinner_lost(example: Example) -> None:
    assert judged("N13", example) == example.expected
