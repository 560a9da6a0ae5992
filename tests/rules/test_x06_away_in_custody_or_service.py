"""在押强戒服役 (X06). Away today is enough; who counts is verified."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | absent_kind | absent_since_on | has_subsistence_allowance | has_extreme_poverty_support | died_on | is_counted -> severity
below: nobody is away            | -                | -          | true  | false | -          | true  ->
at: in detention since today     | detention        | 2022-06-20 | true  | false | -          | true  -> orange
above: in prison for a year      | prison           | 2021-06-20 | true  | false | -          | false -> orange
above: in the army, tekun runs   | military_service | 2021-09-01 | false | true  | -          | false -> orange
above: in rehabilitation         | rehabilitation   | 2022-01-01 | true  | false | -          | false -> orange
unknown status                   | prison           | 2021-06-20 | -     | -     | -          | false ->
unknown since when               | prison           | -          | true  | false | -          | false -> orange
not covered: away as clergy      | clergy           | 2015-01-01 | true  | false | -          | false ->
not covered: no benefit runs     | prison           | 2021-06-20 | false | false | -          | false ->
not covered: died there, see X01 | prison           | 2021-06-20 | true  | false | 2022-01-01 | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_away_in_custody_or_service(example: Example) -> None:
    assert judged("X06", example) == example.expected
