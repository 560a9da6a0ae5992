"""突发急难 (N14). On 2022-06-20 events from 2022-05-21 on call for help: thirty days."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | hazard_on | hazard_kind | hazard_loss_cny | serious_illness_on | is_counted | is_head_local -> severity | hazard_on | serious_illness_on
below: a fire a day too long ago   | 2022-05-20 | fire             | 30000.00 | -          | true  | true  -> | |
at the thirtieth day, a fire       | 2022-05-21 | fire             | 30000.00 | -          | true  | true  -> red | 2022-05-21 |
above: an accident yesterday       | 2022-06-19 | traffic_accident | -        | -          | true  | true  -> red | 2022-06-19 |
below: admitted a day too long ago | -          | -                | -        | 2022-05-20 | true  | true  -> | |
at the thirtieth day, admitted     | -          | -                | -        | 2022-05-21 | true  | true  -> red | | 2022-05-21
above, an old fire is not named    | 2021-01-01 | fire             | 100.00   | 2022-06-01 | true  | true  -> red | | 2022-06-01
above, whatever the registration   | 2022-06-19 | natural_disaster | -        | -          | true  | false -> red | 2022-06-19 |
unknown kind of event              | 2022-06-19 | -                | -        | -          | true  | true  -> red | 2022-06-19 |
unknown registration               | 2022-06-19 | fire             | -        | -          | true  | -     -> red | 2022-06-19 |
not covered: nothing happened      | -          | -                | -        | -          | true  | true  -> | |
not covered: died of it            | 2022-06-19 | fire             | -        | -          | false | true  -> | |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_sudden_event(example: Example) -> None:
    assert judged("N14", example) == example.expected
