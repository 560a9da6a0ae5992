"""财产超标 (X04). Money for three: 48 x 871 x 3 = 125,424.00 yuan; a car: 144 x 871 = 125,424.00; a second home."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | has_subsistence_allowance | is_over_subsistence_property | financial_assets_cny | financial_assets_limit_cny | vehicle_value_cny | dwelling_count | business_capital_cny -> severity | financial_assets_cny | vehicle_value_cny | dwelling_count
below every limit                          | true  | false | 125423.99 | 125424.00 | 125423.99 | 1 | 0.00      -> | | |
at the limit of money                      | true  | true  | 125424.00 | 125424.00 | 0.00      | 1 | 0.00      -> orange | 125424.00 | |
above the limit of money                   | true  | true  | 200000.00 | 125424.00 | 0.00      | 1 | 0.00      -> orange | 200000.00 | |
at the limit of a car                      | true  | true  | 0.00      | 125424.00 | 125424.00 | 1 | 0.00      -> orange | | 125424.00 |
at the second home                         | true  | true  | 0.00      | 125424.00 | 0.00      | 2 | 0.00      -> orange | | | 2
below: a second home too small to count    | true  | false | 0.00      | 125424.00 | 0.00      | 2 | 0.00      -> | | |
unknown property                           | true  | false | -         | 125424.00 | -         | - | -         -> | | |
unknown limit of money, a car over its own | true  | true  | 200000.00 | -         | 125424.00 | 1 | 0.00      -> orange | | 125424.00 |
unknown status                             | -     | true  | 200000.00 | 125424.00 | 0.00      | 1 | 0.00      -> | | |
not covered: receives no dibao             | false | true  | 200000.00 | 125424.00 | 0.00      | 1 | 0.00      -> | | |
not covered: only a firm, see X05          | true  | true  | 0.00      | 125424.00 | 0.00      | 1 | 100000.00 -> | | |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_property_over_limit(example: Example) -> None:
    assert judged("X04", example) == example.expected
