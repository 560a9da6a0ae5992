"""失业保险金将到期 (N20). On 2022-06-20 by 2022-07-20; without it below 11,758.50 yuan in three months."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | has_unemployment_benefit | unemployment_benefit_until_on | household_income_3m_without_benefit_cny | is_counted -> severity
below: ends on the 29th day        | true  | 2022-07-19 | 5000.00  | true  -> blue
at the thirtieth day               | true  | 2022-07-20 | 5000.00  | true  -> blue
above: ends on the 31st day        | true  | 2022-07-21 | 5000.00  | true  ->
below the near-dibao line by a fen | true  | 2022-07-10 | 11758.49 | true  -> blue
at the near-dibao line             | true  | 2022-07-10 | 11758.50 | true  ->
above the near-dibao line          | true  | 2022-07-10 | 11758.51 | true  ->
unknown income                     | true  | 2022-07-10 | -        | true  ->
unknown last day                   | true  | -          | 5000.00  | true  ->
not covered: no benefit runs       | false | -          | 5000.00  | true  ->
not covered: no longer a member    | true  | 2022-07-10 | 5000.00  | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_benefit_ending(example: Example) -> None:
    assert judged("N20", example) == example.expected
