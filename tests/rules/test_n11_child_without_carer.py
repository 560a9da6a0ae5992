"""孤儿和事实无人抚养儿童疑似 (N11). Under eighteen, no parent able, at least one known to be lost."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | age_years | parent_lost_count | parent_able_count | has_orphan_benefit | has_unattended_child_benefit | is_counted -> severity
below eighteen, both parents lost      | 17 | 2 | 0 | false | false | true  -> red
at eighteen                            | 18 | 2 | 0 | false | false | true  ->
above eighteen                         | 19 | 2 | 0 | false | false | true  ->
below one lost parent: none is listed  | 8  | 0 | 0 | false | false | true  ->
at one: the only parent listed is lost | 8  | 1 | 0 | false | false | true  -> orange
above: one lost, the other is well     | 8  | 1 | 1 | false | false | true  ->
unknown parents                        | 8  | - | - | false | false | true  ->
unknown whether one is able            | 8  | 1 | - | false | false | true  ->
unknown age                            | -  | 2 | 0 | false | false | true  ->
unknown benefits                       | 8  | 2 | 0 | -     | -     | true  ->
not covered: orphan's support runs     | 8  | 2 | 0 | true  | false | true  ->
not covered: unattended support runs   | 8  | 2 | 0 | false | true  | true  ->
not covered: the child died            | 8  | 2 | 0 | false | false | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_child_without_carer(example: Example) -> None:
    assert judged("N11", example) == example.expected
