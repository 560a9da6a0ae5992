"""非本地户籍遇困 (N15). An open request for help; no sum has to be reached."""

import pytest

from tests.rules.judging import judged
from tests.worked_examples import Example, examples

CASES = """
case | help_request_no | help_requested_on | help_need | is_head_local | is_in_register | has_subsistence_allowance -> severity
below: no request is open                     | -     | -          | -           | false | true  | false ->
at one open request, hukou elsewhere          | QZ001 | 2022-05-19 | shelter     | false | false | false -> red
above: open for months, a listed family       | QZ002 | 2022-01-05 | living      | false | true  | false -> red
unknown registration                          | QZ003 | 2022-05-20 | travel_home | -     | false | false -> orange
unknown need                                  | QZ004 | 2022-05-20 | -           | false | false | false -> red
unknown benefits do not matter                | QZ005 | 2022-05-20 | medical     | false | false | -     -> red
not covered: registered here                  | QZ006 | 2022-05-20 | living      | true  | true  | false ->
not covered: registration unknown, no request | -     | -          | -           | -     | true  | false ->
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_non_local_in_distress(example: Example) -> None:
    assert judged("N15", example) == example.expected
