"""医疗自付累计过高 (N05), with the source article's amount: 6 x 871.00 = 5,226.00 yuan."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                                  | medical_self_paid_year_highest_member_cny | medical_self_paid_limit_cny | medical_income_limit_cny | standard_cny_per_month | illness_relief_basis -> severity | suggested_cny
the article's family                  | 20500.00 | 20000.00 | 40000.01 | 871.00 | per_household -> orange | 5226.00
the same family, rural                | 20500.00 | 20000.00 | 40000.01 | 660.00 | per_household -> orange | 3960.00
the same family, a year earlier       | 20500.00 | 20000.00 | 40000.01 | 791.00 | per_household -> orange | 4746.00
counted by person, three members      | 20500.00 | 20000.00 | 40000.01 | 871.00 | per_person    -> orange | 15678.00
below the line by a fen               | 19999.99 | 20000.00 | 40000.01 | 871.00 | per_household ->        |
at the line                           | 20000.00 | 20000.00 | 40000.01 | 871.00 | per_household -> orange | 5226.00
above the line                        | 20000.01 | 20000.00 | 40000.01 | 871.00 | per_household -> orange | 5226.00
low income, at 7,000.00 (exceeds)     | 7000.00  | 7000.01  | 40000.01 | 871.00 | per_household ->        |
low income, above 7,000.00 (exceeds)  | 7000.01  | 7000.01  | 40000.01 | 871.00 | per_household -> orange | 5226.00
at last year's disposable income      | 40000.00 | 20000.00 | 40000.01 | 871.00 | per_household -> orange | 5226.00
above last year's disposable income   | 40000.01 | 20000.00 | 40000.01 | 871.00 | per_household -> red    | 5226.00
unknown disposable income             | 50000.00 | 20000.00 | -        | 871.00 | per_household -> orange | 5226.00
unknown disposable income, below line | 100.00   | 20000.00 | -        | 871.00 | per_household ->        |
unknown self-payment                  | -        | 20000.00 | 40000.01 | 871.00 | per_household ->        |
not covered: nothing paid             | 0.00     | 20000.00 | 40000.01 | 871.00 | per_household ->        |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_medical_self_payment(example: Example) -> None:
    assert judged("N05", example) == example.expected
