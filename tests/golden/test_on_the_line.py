"""Exactly at the line is not below it. Three urban members: 871.00 x 3 = 2,613.00 yuan a month (policy, case C2)."""

from datetime import date
from pathlib import Path

import pytest

from tests.bureau import Bureau, member, months, number, wage

AS_OF = date(2022, 5, 20)


@pytest.mark.parametrize(
    ("monthly", "last_month", "found"),
    [
        ("2613.00", "2613.00", ["N02"]),
        ("2613.00", "2612.99", ["N01"]),
        ("2612.99", "2612.99", ["N01"]),
        ("3919.50", "3919.50", []),
        ("3919.50", "3919.49", ["N02"]),
    ],
)
def test_households_on_the_line_are_on_the_right_side(
    tmp_path: Path, monthly: str, last_month: str, found: list[str]
) -> None:
    bureau = Bureau(tmp_path)
    people = [number(1), number(2), number(3, "20100101")]
    bureau.deliver(
        "household_member",
        AS_OF,
        [
            member("H1", who, relation=relation)
            for who, relation in zip(people, ("户主", "配偶", "子女"), strict=True)
        ],
    )
    bureau.deliver("benefit", AS_OF, ["H9,,最低生活保障,2020-01-01,,,"])
    window = months(AS_OF, 12)
    rows = [wage(people[0], month, last_month if month == window[-1] else monthly) for month in window]
    # What lies outside the window must not count: the month before it, and the month of the night itself.
    rows += [wage(people[0], "2021-04", "99999.00"), wage(people[0], "2022-05", "99999.00")]
    bureau.deliver("income", AS_OF, [*rows, wage(people[1], window[0], "0.00")])
    bureau.night(AS_OF)
    assert [warning["rule_code"] for warning in bureau.warnings()] == found
