"""防返贫监测对象未入低收入人口库 (N19). Two lists that ought to agree; nothing is measured."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | is_on_poverty_return_watch | has_low_income_status | poverty_return_cause | is_counted -> severity
below: on neither list             | false | false | -       | true  ->
at: watched, in no status          | true  | false | illness | true  -> yellow
above: watched and in the database | true  | true  | illness | true  ->
unknown status                     | true  | -     | illness | true  ->
unknown cause                      | true  | false | -       | true  -> yellow
unknown whether watched            | -     | false | -       | true  ->
not covered: in the database only  | false | true  | -       | true  ->
not covered: no longer a member    | true  | false | illness | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_not_in_database(example: Example) -> None:
    assert judged("N19", example) == example.expected
