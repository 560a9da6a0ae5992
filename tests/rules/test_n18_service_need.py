"""服务需求 (N18). An open need, only children, or somebody old alone: use down to a fifth, bills two months unpaid."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | service_need_no | service_need_on | service_need_kind | is_child_alone | is_elder_alone | utility_usage | utility_usage_limit | utility_arrears_months -> severity
at one open need                    | XQ1 | 2022-05-02 | learning_equipment | false | false | 100  | 20.0001 | 0 -> blue
at: only children live there        | -   | -          | -                  | true  | false | 100  | 20.0001 | 0 -> blue
below a fifth of the usual power    | -   | -          | -                  | false | true  | 19.9 | 20.0001 | 0 -> blue
at a fifth, which is a fall of 80 % | -   | -          | -                  | false | true  | 20   | 20.0001 | 0 -> blue
above a fifth                       | -   | -          | -                  | false | true  | 20.5 | 20.0001 | 0 ->
below: one month unpaid             | -   | -          | -                  | false | true  | 100  | 20.0001 | 1 ->
at: two months unpaid               | -   | -          | -                  | false | true  | 100  | 20.0001 | 2 -> blue
above: three months unpaid          | -   | -          | -                  | false | true  | 100  | 20.0001 | 3 -> blue
unknown use and bills               | -   | -          | -                  | false | true  | -    | -       | - ->
unknown use, two months unpaid      | -   | -          | -                  | false | true  | -    | -       | 2 -> blue
not covered: a family's use falls   | -   | -          | -                  | false | false | 0    | 20.0001 | 6 ->
not covered: old, alone, as usual   | -   | -          | -                  | false | true  | 100  | 20.0001 | 0 ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_service_need(example: Example) -> None:
    assert judged("N18", example) == example.expected
