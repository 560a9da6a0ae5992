"""重复领取 (X02). Twice in one month is enough, or two benefits that exclude each other."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | duplicate_payment_month_on | duplicate_payment_benefit | duplicate_payment_count | exclusive_benefits -> severity
below: paid once a month                      | -          | -                       | - | -                                             ->
at twice in a month                           | 2022-05-01 | subsistence_allowance   | 2 | -                                             -> red
above: three times                            | 2022-05-01 | disability_care_subsidy | 3 | -                                             -> red
at two that exclude each other                | -          | -                       | - | subsistence_allowance.extreme_poverty_support -> red
above: both at once                           | 2022-05-01 | orphan                  | 2 | extreme_poverty_support.orphan                -> red
unknown benefit, paid twice                   | 2022-05-01 | 高龄津贴                    | 2 | -                                             -> red
unknown payments, two that exclude            | -          | -                       | - | extreme_poverty_support.orphan                -> red
not covered: living and care subsidy together | -          | -                       | - | -                                             ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_paid_twice(example: Example) -> None:
    assert judged("X02", example) == example.expected
