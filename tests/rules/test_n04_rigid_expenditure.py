"""刚性支出困难疑似 (N04). Of 60,000.00 yuan a share of 0.60 is 36,000.00; "exceeds" makes the limit 36,000.01."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | income_12m_cny | disposable_income_limit_12m_cny | rigid_expenditure_12m_cny | rigid_expenditure_limit_12m_cny | rigid_medical_12m_cny | rigid_education_12m_cny | is_over_rigid_property | has_near_dibao | has_rigid_expenditure -> severity | relief_cause
below the share by a fen                  | 60000.00  | 120000.00 | 35999.99 | 36000.01 | 30000.00 | 5999.99  | false | false | false -> |
at the share, which must be exceeded      | 60000.00  | 120000.00 | 36000.00 | 36000.01 | 30000.00 | 6000.00  | false | false | false -> |
above the share by a fen                  | 60000.00  | 120000.00 | 36000.01 | 36000.01 | 30000.00 | 6000.01  | false | false | false -> orange | illness
at the share, where reaching it is enough | 60000.00  | 120000.00 | 36000.00 | 36000.00 | 30000.00 | 6000.00  | false | false | false -> orange | illness
above the share, school the greater part  | 60000.00  | 120000.00 | 40000.00 | 36000.01 | 10000.00 | 30000.00 | false | false | false -> orange | education
above the share, both parts equal         | 60000.00  | 120000.00 | 40000.00 | 36000.01 | 20000.00 | 20000.00 | false | false | false -> orange | illness
below disposable income by a fen          | 119999.99 | 120000.00 | 90000.00 | 72000.00 | 90000.00 | 0.00     | false | false | false -> orange | illness
at disposable income                      | 120000.00 | 120000.00 | 90000.00 | 72000.01 | 90000.00 | 0.00     | false | false | false -> |
above nothing: no income, one fen spent   | 0.00      | 120000.00 | 0.01     | 0.01     | 0.01     | 0.00     | false | false | false -> orange | illness
at nothing: no income, nothing spent      | 0.00      | 120000.00 | 0.00     | 0.00     | 0.00     | 0.00     | false | false | false -> |
unknown income                            | -         | 120000.00 | 90000.00 | -        | 90000.00 | 0.00     | false | false | false -> |
unknown spending                          | 60000.00  | 120000.00 | -        | 36000.01 | -        | -        | false | false | false -> |
unknown disposable income                 | 60000.00  | -         | 90000.00 | 36000.01 | 90000.00 | 0.00     | false | false | false -> |
unknown status                            | 60000.00  | 120000.00 | 90000.00 | 36000.01 | 90000.00 | 0.00     | false | -     | -     -> |
not covered: owns too much                | 60000.00  | 120000.00 | 90000.00 | 36000.01 | 90000.00 | 0.00     | true  | false | false -> |
not covered: recognised near-dibao        | 60000.00  | 120000.00 | 90000.00 | 36000.01 | 90000.00 | 0.00     | false | true  | false -> |
not covered: recognised already           | 60000.00  | 120000.00 | 90000.00 | 36000.01 | 90000.00 | 0.00     | false | false | true  -> |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_rigid_expenditure(example: Example) -> None:
    assert judged("N04", example) == example.expected
