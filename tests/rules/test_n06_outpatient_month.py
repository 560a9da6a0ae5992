"""门诊慢特病月支出过高 (N06). From 500.00 yuan in one calendar month."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | outpatient_month_on | outpatient_self_paid_month_cny | outpatient_self_paid_limit_cny | is_counted -> severity
below by one fen                | 2022-05-01 | 499.99 | 500.00 | true  ->
at the line                     | 2022-05-01 | 500.00 | 500.00 | true  -> yellow
above the line                  | 2022-05-01 | 500.01 | 500.00 | true  -> yellow
at a line that must be exceeded | 2022-05-01 | 500.00 | 500.01 | true  ->
unknown self-payment            | -          | -      | 500.00 | true  ->
unknown line: nobody set it     | 2022-05-01 | 900.00 | -      | true  ->
not covered: nothing paid       | -          | 0.00   | 500.00 | true  ->
not covered: no longer a member | 2022-05-01 | 900.00 | 500.00 | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_outpatient_month(example: Example) -> None:
    assert judged("N06", example) == example.expected
