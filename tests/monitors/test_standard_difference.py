"""标准迟公布的补差: months already paid by the old standard, household by household.

Three urban members: 3 x (871 - 791) = 240.00 yuan for every month between the start and the announcement.
"""

from datetime import date

import pytest

from tests.monitors.county import County
from tests.worked_examples import Example, examples

CASES = """
case                                    | starts     | announced  | night      | began      | ended      -> months          | difference_cny
known beforehand                        | 2022-07-01 | 2022-06-15 | 2022-08-20 | 2020-01-01 | -          ->                 |
known on the day itself                 | 2022-07-01 | 2022-07-01 | 2022-08-20 | 2020-01-01 | -          ->                 |
announced in the second month           | 2022-07-01 | 2022-08-20 | 2022-08-20 | 2020-01-01 | -          -> 2022-07 2022-08 | 240.00
the night before the announcement       | 2022-07-01 | 2022-08-20 | 2022-08-19 | 2020-01-01 | -          ->                 |
announced in the middle, starts mid-way | 2022-07-02 | 2022-08-20 | 2022-08-20 | 2020-01-01 | -          -> 2022-08         | 240.00
the allowance began in August           | 2022-07-01 | 2022-08-20 | 2022-09-01 | 2022-08-05 | -          -> 2022-08         | 240.00
the allowance ended in July             | 2022-07-01 | 2022-08-20 | 2022-09-01 | 2020-01-01 | 2022-07-31 -> 2022-07         | 240.00
the allowance ended in June             | 2022-07-01 | 2022-08-20 | 2022-09-01 | 2020-01-01 | 2022-06-30 ->                 |
announced more than a year ago          | 2022-07-01 | 2022-08-20 | 2023-09-01 | 2020-01-01 | -          ->                 |
"""


@pytest.mark.parametrize("example", examples(CASES), ids=lambda example: example.case)
def test_every_month_paid_by_the_old_standard(example: Example) -> None:
    given = {name: date.fromisoformat(value) for name, value in example.given.items() if value}
    county = County()
    county.holds(
        "subsistence_allowance_standard", 951, "urban", since=given["starts"], published=given["announced"]
    )
    for _ in range(3):
        county.member("H")
    county.tell(
        "benefit",
        household_id="H",
        benefit="subsistence_allowance",
        started_on=given["began"],
        ended_on=given.get("ended"),
    )
    county.watch(given["night"])
    found = county.rows("standard_difference")
    assert " ".join(f"{row['month_on']:%Y-%m}" for row in found) == example.expected["months"]
    differences = {f"{row['difference_fen'] / 100:.2f}" for row in found}
    assert differences == ({example.expected["difference_cny"]} - {""})


def test_who_belonged_then_not_who_belongs_now() -> None:
    county = County()
    county.holds(
        "subsistence_allowance_standard", 951, "urban", since=date(2022, 7, 1), published=date(2022, 8, 20)
    )
    county.member("H")
    county.member("H", joined_on=date(2022, 8, 1))
    county.member("H", left_on=date(2022, 7, 15))
    dead = county.member("H")
    county.tell("death", person_no=dead, died_on=date(2022, 7, 10))
    rural = county.member("H", residence_class="rural")
    assert rural
    county.tell("benefit", household_id="H", benefit="subsistence_allowance", started_on=date(2020, 1, 1))
    county.watch(date(2022, 8, 20))
    found = [
        (row["month_on"].month, row["member_count"], row["line_after_fen"] - row["line_before_fen"])
        for row in county.rows("standard_difference")
    ]
    # July: two urban, the dead member and the one who left, and one rural; August: two urban and one rural.
    assert found == [(7, 4, 3 * 8000), (8, 3, 2 * 8000)]
