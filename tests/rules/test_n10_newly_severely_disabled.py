"""新增重度残疾 (N10). On 2022-06-20 a certificate from 2022-04-21 on is new: sixty days."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | disability_issued_on | disability_kind | disability_level | is_severely_disabled | has_disability_living_subsidy | has_disability_care_subsidy | has_subsistence_allowance | has_extreme_poverty_support -> severity
below: a day too old                | 2022-04-20 | limb   | 1 | true  | false | false | false | false ->
at the sixtieth day                 | 2022-04-21 | limb   | 1 | true  | false | false | false | false -> yellow
above: yesterday's certificate      | 2022-06-19 | mental | 2 | true  | false | false | false | false -> yellow
unknown date of the certificate     | -          | limb   | 1 | true  | false | false | false | false ->
unknown benefits                    | 2022-06-19 | limb   | 1 | true  | -     | -     | -     | -     ->
not covered: level 3, not severe    | 2022-06-19 | limb   | 3 | false | false | false | false | false ->
not covered: has the living subsidy | 2022-06-19 | limb   | 1 | true  | true  | false | false | false ->
not covered: has the care subsidy   | 2022-06-19 | limb   | 1 | true  | false | true  | false | false ->
not covered: receives dibao         | 2022-06-19 | limb   | 1 | true  | false | false | true  | false ->
not covered: receives tekun         | 2022-06-19 | limb   | 1 | true  | false | false | false | true  ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_newly_severely_disabled(example: Example) -> None:
    assert judged("N10", example) == example.expected
