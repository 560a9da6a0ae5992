"""Working days by the Chinese calendar."""

from datetime import date

import pytest

from monitors.working_days import after, between, is_known


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2022, 5, 20), 5, date(2022, 5, 27)),  # over an ordinary weekend
        (date(2022, 6, 1), 5, date(2022, 6, 9)),  # over the Dragon Boat festival
        (date(2022, 9, 30), 3, date(2022, 10, 10)),  # over the National Day week; 8 and 9 October were worked
        (date(2022, 5, 20), 0, date(2022, 5, 20)),
    ],
)
def test_due_days(start: date, days: int, due: date) -> None:
    assert after(start, days) == due
    assert between(start, due) == days


def test_beyond_the_calendar_weekdays_stand_in() -> None:
    assert not is_known(date(2099, 1, 1))
    assert after(date(2099, 1, 2), 1) == date(2099, 1, 5)
