"""多项信号叠加 (M01). Five points from signals of which none reaches a line of its own."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | points_income_near | points_medical | points_severe_disability | signal_points | signal_points_limit | has_subsistence_allowance | has_extreme_poverty_support -> severity | points_income_near | points_medical | points_severe_disability
below five points                       | 2 | 2 | 0 | 4 | 5 | false | false -> | | |
at five points                          | 2 | 2 | 1 | 5 | 5 | false | false -> yellow | 2 | 2 | 1
above five points                       | 3 | 3 | 0 | 6 | 5 | false | false -> yellow | 3 | 3 |
at five, a locality says more than five | 2 | 2 | 1 | 5 | 6 | false | false -> | | |
unknown points                          | - | - | - | - | 5 | false | false -> | | |
unknown limit: nobody set it            | 3 | 3 | 0 | 6 | - | false | false -> | | |
unknown status                          | 3 | 3 | 0 | 6 | 5 | -     | -     -> | | |
not covered: receives dibao             | 3 | 3 | 0 | 6 | 5 | true  | false -> | | |
not covered: receives tekun             | 3 | 3 | 0 | 6 | 5 | false | true  -> | | |
"""

EVERY_SIGNAL = """
case | points_income_near | points_medical | points_education | points_income_fall | points_no_work | points_severe_disability | points_elder_alone | points_utility | signal_points -> severity | points_education | points_utility
every signal a little | 2 | 2 | 1 | 2 | 2 | 1 | 1 | 1 | 12 -> yellow | 1 | 1
"""


@pytest.mark.parametrize(
    "example", examples(CASES) + examples(EVERY_SIGNAL), ids=lambda example: example.case
)
def test_weak_signals(example: Example) -> None:
    assert judged("M01", example) == example.expected
