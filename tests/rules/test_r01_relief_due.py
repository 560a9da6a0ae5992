"""临时救助建议发放 (R01): a confirmed need, or an emergency that needs no visit first."""

import pytest

from tests.rules.paid import paid
from tests.worked_examples import Example, examples

CASES = """
case                                            | confirmed_cause | confirmed_on | confirmed_warning_id     | confirmed_is_small_fast -> category | suggested_cny | level
above: a visit confirmed the need               | illness         | 2026-05-20   | W370902-20260515-000001  | false -> illness     | 1742.00 | township
at the small and fast limit, no visit needed    | emergency       | 2026-05-20   | -                        | true  -> emergency   | 871.00  | small_fast
an emergency where small and fast is not known  | emergency       | 2026-05-20   | -                        | false -> emergency   | 1742.00 | township
below: nothing is due any more                  | -               | -            | -                        | -     ->             |         |
unknown whether it may be paid first            | emergency       | 2026-05-20   | -                        | -     -> emergency   | 1742.00 | township
not covered: no need was confirmed              | -               | -            | -                        | false ->             |         |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_relief_due(example: Example) -> None:
    assert paid("R01", example) == example.expected
