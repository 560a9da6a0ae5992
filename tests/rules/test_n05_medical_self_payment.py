"""医疗自付累计过高 (N05), with the source article's family: 20,500.00 yuan paid by one member in a year."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                                  | medical_self_paid_year_highest_member_cny | medical_self_paid_limit_cny | medical_income_limit_cny -> severity
the article's family                  | 20500.00 | 20000.00 | 40000.01 -> orange
below the line by a fen               | 19999.99 | 20000.00 | 40000.01 ->
at the line                           | 20000.00 | 20000.00 | 40000.01 -> orange
above the line                        | 20000.01 | 20000.00 | 40000.01 -> orange
low income, at 7,000.00 (exceeds)     | 7000.00  | 7000.01  | 40000.01 ->
low income, above 7,000.00 (exceeds)  | 7000.01  | 7000.01  | 40000.01 -> orange
at last year's disposable income      | 40000.00 | 20000.00 | 40000.01 -> orange
above last year's disposable income   | 40000.01 | 20000.00 | 40000.01 -> red
unknown disposable income             | 50000.00 | 20000.00 | -        -> orange
unknown disposable income, below line | 100.00   | 20000.00 | -        ->
unknown self-payment                  | -        | 20000.00 | 40000.01 ->
not covered: nothing paid             | 0.00     | 20000.00 | 40000.01 ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_medical_self_payment(example: Example) -> None:
    assert judged("N05", example) == example.expected
