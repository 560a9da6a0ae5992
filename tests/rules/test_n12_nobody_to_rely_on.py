"""特困疑似 (N12). No ability, no means (below 10,452.00 a year for one), nobody able to support."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | age_years | has_working_ability | household_able_member_count | household_income_12m_cny | household_subsistence_limit_12m_cny | has_able_obligor | has_local_member | has_extreme_poverty_support | has_orphan_benefit | is_over_subsistence_property -> severity
below the line, no relative is able    | 66 | false | 0 | 10451.99 | 10452.00 | false | true  | false | false | false -> red
at the line                            | 66 | false | 0 | 10452.00 | 10452.00 | false | true  | false | false | false ->
above the line                         | 66 | false | 0 | 10452.01 | 10452.00 | false | true  | false | false | false ->
below the line, a relative is able     | 66 | false | 0 | 1000.00  | 10452.00 | true  | true  | false | false | false ->
below sixteen, alone                   | 15 | false | 0 | 0.00     | 10452.00 | false | true  | false | false | false -> red
unknown relatives: asked, not asserted | 66 | false | 0 | 1000.00  | 10452.00 | -     | true  | false | false | false -> yellow
unknown income                         | 66 | false | 0 | -        | 10452.00 | false | true  | false | false | false ->
unknown ability                        | 50 | -     | - | 1000.00  | 10452.00 | false | true  | false | false | false ->
unknown registration                   | 66 | false | 0 | 1000.00  | 10452.00 | false | -     | false | false | false ->
unknown status                         | 66 | false | 0 | 1000.00  | 10452.00 | false | true  | -     | - | false ->
not covered: able to work              | 40 | true  | 1 | 1000.00  | 10452.00 | false | true  | false | false | false ->
not covered: a member can work         | 66 | false | 1 | 1000.00  | 10452.00 | false | true  | false | false | false ->
not covered: receives tekun            | 66 | false | 0 | 1000.00  | 10452.00 | false | true  | true  | false | false ->
not covered: orphan's support runs     | 12 | false | 0 | 0.00     | 10452.00 | false | true  | false | true | false ->
not covered: hukou elsewhere           | 66 | false | 0 | 1000.00  | 10452.00 | false | false | false | false | false ->
not covered: owns more than allowed    | 66 | false | 0 | 1000.00  | 10452.00 | false | true  | false | false | true ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_nobody_to_rely_on(example: Example) -> None:
    assert judged("N12", example) == example.expected
