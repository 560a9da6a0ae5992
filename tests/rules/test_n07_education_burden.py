"""教育负担过重 (N07). More than 10,000.00 yuan in a school year, after aid."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | school_year_on | education_stage | education_self_paid_cny | is_counted -> severity
below the line                      | 2021-09-01 | upper_secondary | 9999.99  | true  ->
at the line, which must be exceeded | 2021-09-01 | upper_secondary | 10000.00 | true  ->
above the line by a fen             | 2021-09-01 | upper_secondary | 10000.01 | true  -> yellow
above the line, vocational school   | 2021-09-01 | vocational      | 12000.00 | true  -> yellow
below: aid is more than the fee     | 2021-09-01 | undergraduate   | -500.00  | true  ->
unknown fees                        | 2021-09-01 | upper_secondary | -        | true  ->
unknown stage                       | 2021-09-01 | -               | 12000.00 | true  -> yellow
not covered: not at school          | -          | -               | -        | true  ->
not covered: no longer a member     | 2021-09-01 | upper_secondary | 12000.00 | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_education_burden(example: Example) -> None:
    assert judged("N07", example) == example.expected
