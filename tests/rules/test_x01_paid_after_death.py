"""死亡仍领 (X01). One month begun after the death is enough; what was overpaid is computed, never applied."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                              | died_on    | months_paid_after_death | overpaid_after_death_cny -> severity | overpaid_after_death_cny
below: no month since             | 2022-06-10 | 0 | -       ->     |
at: one month since               | 2022-05-10 | 1 | 871.00  -> red | 871.00
above: two months, 2 x 871        | 2022-04-10 | 2 | 1742.00 -> red | 1742.00
unknown: no benefit data          | 2022-04-10 | - | -       ->     |
unknown standard: months only     | 2022-04-10 | 2 | -       -> red |
not covered: alive                | -          | 0 | -       ->     |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_paid_after_death(example: Example) -> None:
    assert judged("X01", example) == example.expected
