"""价格临时补贴 (R02): once for everyone in a linked group, while prices have risen enough."""

import pytest

from tests.rules.paying import payment, rule
from tests.worked_examples import Example, examples

CASES = """
case                                     | price_month_on | is_price_linkage_started | price_group           | price_group_count | price_supplement_cny -> category | suggested_cny
at or above a line, in one group         | 2022-08-01     | true                     | subsistence_allowance | 1 | 26.00 -> subsistence_allowance | 26.00
above, in two groups: paid once          | 2022-08-01     | true                     | orphan                | 2 | 31.00 -> orphan | 31.00
below every line                         | 2022-07-01     | false                    | subsistence_allowance | 1 | -     -> |
unknown index                            | -              | -                        | subsistence_allowance | 1 | -     -> |
unknown amount: no method is set         | 2022-08-01     | true                     | subsistence_allowance | 1 | -     -> |
not covered: in no group that is linked  | 2022-08-01     | true                     | -                     | 0 | -     -> |
"""
R02 = rule("price_linkage/price_supplement")


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_price_supplement(example: Example) -> None:
    assert payment(R02, example) == example.expected
