"""死亡仍领 (X01). One month begun after the death is enough; no amount is ever suggested."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case                              | died_on    | months_paid_after_death -> severity | suggested_cny
below: no month since             | 2022-06-10 | 0 ->     |
at: one month since               | 2022-05-10 | 1 -> red |
above: two months since           | 2022-04-10 | 2 -> red |
unknown: no benefit data          | 2022-04-10 | - ->     |
not covered: alive                | -          | 0 ->     |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_paid_after_death(example: Example) -> None:
    assert judged("X01", example) == example.expected
