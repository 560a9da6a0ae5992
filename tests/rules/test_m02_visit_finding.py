"""走访发现困难 (M02). Which finding speaks, and for how long, is the monitor's (test_household_finding.py)."""

import pytest

from tests.rules import judging
from tests.worked_examples import Example, examples

CASES = """
case | visit_finding_on | visit_finding_kind | visit_finding_level -> severity | visit_finding_kind
below: nothing was found, or taken back | -          | -           | -        -> |
at one finding, an illness              | 2022-05-18 | illness     | village  -> orange | illness
above: an emergency                     | 2022-05-18 | emergency   | township -> red    | emergency
at one finding, loss of income          | 2022-05-18 | income_loss | county   -> orange | income_loss
at one finding, fees                    | 2022-05-18 | education   | village  -> orange | education
at one finding, nobody to care          | 2022-05-18 | care        | village  -> orange | care
at one finding, a heavy heart           | 2022-05-18 | counselling | village  -> orange | counselling
at one finding, the home                | 2022-05-18 | housing     | village  -> orange | housing
at one finding, something else          | 2022-05-18 | other       | village  -> orange | other
unknown level                           | 2022-05-18 | illness     | -        -> orange | illness
unknown kind: free text only            | -          | -           | village  -> |
not covered: nobody called              | -          | -           | -        -> |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_visit_finding(example: Example) -> None:
    assert judging.judged("M02", example) == example.expected


def test_the_same_hardship_stated_again_is_no_news_but_every_emergency_is() -> None:
    """What brings a settled warning back before its time: another kind, or an emergency of another day."""
    stated = [("2022-05-18", "illness"), ("2022-06-20", "illness"), ("2022-06-20", "care")]
    emergencies = [("2022-05-18", "emergency"), ("2022-06-20", "emergency")]
    judging.judge(
        judging.RULES["M02"],
        *({"visit_finding_on": day, "visit_finding_kind": kind} for day, kind in (*stated, *emergencies)),
    )
    causes = [
        cause
        for (cause,) in judging.CON.execute("SELECT cause FROM finding ORDER BY household_id").fetchall()
    ]
    assert causes[0] == causes[1] != causes[2]
    assert causes[3] != causes[4]
