"""单人保疑似 (N03). The band of a household of three: from 31,356.00 to below 47,034.00 yuan a year."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | has_near_dibao | household_income_12m_cny | has_local_member | is_single_person_ground | has_subsistence_allowance | has_extreme_poverty_support | is_counted | disability_kind | disability_level | is_over_near_dibao_property -> severity
below the subsistence line: N01 instead     | false | 31355.99 | true  | true  | false | false | true  | mental       | 2 | false ->
at the subsistence line                     | false | 31356.00 | true  | true  | false | false | true  | mental       | 2 | false -> orange
below the near-dibao line by a fen          | false | 47033.99 | true  | true  | false | false | true  | limb         | 1 | false -> orange
at the near-dibao line                      | false | 47034.00 | true  | true  | false | false | true  | limb         | 1 | false ->
above the near-dibao line                   | false | 47034.01 | true  | true  | false | false | true  | limb         | 1 | false ->
above that line, recognised near-dibao      | true  | 60000.00 | true  | true  | false | false | true  | intellectual | 3 | false -> orange
unknown income, recognised near-dibao       | true  | -        | true  | true  | false | false | true  | intellectual | 3 | false -> orange
unknown income, not recognised              | false | -        | true  | true  | false | false | true  | intellectual | 3 | false ->
unknown registration, in the band           | false | 40000.00 | -     | true  | false | false | true  | mental       | 2 | false ->
unknown registration, recognised near-dibao | true  | 40000.00 | -     | true  | false | false | true  | mental       | 2 | false -> orange
unknown status                              | -     | 40000.00 | true  | true  | -     | -     | true  | mental       | 2 | false ->
not covered: level 3, limb                  | true  | 40000.00 | true  | false | false | false | true  | limb         | 3 | false ->
not covered: hukou elsewhere                | false | 40000.00 | false | true  | false | false | true  | mental       | 2 | false ->
not covered: owns more than allowed         | false | 40000.00 | true  | true  | false | false | true  | mental       | 2 | true ->
above what may be owned, recognised         | true  | 40000.00 | true  | true  | false | false | true  | mental       | 2 | true -> orange
not covered: receives dibao                 | true  | 40000.00 | true  | true  | true  | false | true  | mental       | 2 | false ->
not covered: receives tekun                 | true  | 40000.00 | true  | true  | false | true  | true  | mental       | 2 | false ->
not covered: no longer a member             | true  | 40000.00 | true  | true  | false | false | false | mental       | 2 | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_single_person(example: Example) -> None:
    assert judged("N03", example) == example.expected
