"""价格临时补贴 (R02): once for everyone in a linked group, while prices have risen enough."""

import pytest

from tests.rules.paid import paid
from tests.worked_examples import Example, examples

CASES = """
case                                     | price_month_on | price_cpi_yoy | price_food_yoy | is_price_linkage_started | price_group | price_group_count | price_standard_cny_per_month | price_supplement_cny -> category | suggested_cny
at a line, in one group                  | 2022-08-01 | 3.0 | 5.9 | true  | subsistence_allowance | 1 | 871.00 | 26.00 -> subsistence_allowance | 26.00
above, in two groups: paid once          | 2022-08-01 | 3.6 | 5.9 | true  | orphan                | 2 | 871.00 | 31.00 -> orphan | 31.00
below every line                         | 2022-07-01 | 3.2 | 5.9 | false | subsistence_allowance | 1 | 871.00 | -     -> |
unknown index                            | -          | -   | -   | -     | subsistence_allowance | 1 | -      | -     -> |
unknown amount: no method is set         | 2022-08-01 | 3.0 | 5.9 | true  | subsistence_allowance | 1 | 871.00 | -     -> |
not covered: in no group that is linked  | 2022-08-01 | 3.0 | 5.9 | true  | -                     | 0 | 871.00 | -     -> |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_price_supplement(example: Example) -> None:
    assert paid("R02", example) == example.expected
