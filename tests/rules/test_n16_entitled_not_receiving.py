"""应享未享 (N16). One linked benefit that is missing is enough; what goes with what is a local table."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | is_missing_living_subsidy | is_missing_care_subsidy | is_missing_education_aid | is_counted -> severity
below one: nothing is missing        | false | false | false | true  ->
at one: the living subsidy           | true  | false | false | true  -> yellow
at one: the care subsidy             | false | true  | false | true  -> yellow
at one: aid at school                | false | false | true  | true  -> yellow
above one: all three                 | true  | true  | true  | true  -> yellow
unknown whether any is missing       | -     | -     | -     | true  ->
unknown school, care subsidy missing | false | true  | -     | true  -> yellow
unknown school, nothing else missing | false | false | -     | true  ->
not covered: no longer a member      | true  | true  | true  | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_entitled_not_receiving(example: Example) -> None:
    assert judged("N16", example) == example.expected
