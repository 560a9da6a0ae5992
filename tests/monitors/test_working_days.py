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
        (date(2022, 10, 1), 3, date(2022, 10, 10)),  # from a holiday
        (date(2022, 10, 8), 1, date(2022, 10, 9)),  # from a Saturday that was worked
        (date(2022, 12, 30), 3, date(2023, 1, 5)),  # over New Year, 31 December to 2 January
        (date(2024, 2, 8), 5, date(2024, 2, 21)),  # over the Spring Festival; Sunday the 18th was worked
        (date(2024, 2, 28), 2, date(2024, 3, 1)),  # over a leap day
        (date(2023, 2, 27), 2, date(2023, 3, 1)),  # in a year without
    ],
)
def test_due_days(start: date, days: int, due: date) -> None:
    assert after(start, days) == due
    assert between(start, due) == days


def test_beyond_the_calendar_weekdays_stand_in() -> None:
    assert not is_known(date(2099, 1, 1))
    assert after(date(2099, 1, 2), 1) == date(2099, 1, 5)
