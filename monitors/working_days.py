"""Deadlines in working days by the Chinese calendar: moved weekends count, public holidays do not.

Source: the State Council's yearly holiday notices as kept by `chinesecalendar`. Beyond the last year it
knows, weekdays stand in, and `is_known` says so.
"""

from datetime import date, timedelta
from functools import cache

import chinese_calendar

YEARS = {holiday.year for holiday in chinese_calendar.holidays}
FIRST_YEAR, LAST_YEAR = min(YEARS), max(YEARS)


def is_known(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


@cache
def is_working_day(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day)) if is_known(day) else day.weekday() < 5


def after(start: date, days: int) -> date:
    """The day by which something is due that must be done within so many working days after `start`."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def between(start: date, end: date) -> int:
    """Working days after `start`, up to and with `end`."""
    return sum(is_working_day(start + timedelta(days=ahead)) for ahead in range(1, (end - start).days + 1))


def numbered(first: date, last: date) -> list[tuple[date, int]]:
    """Every day from `first` to `last` with the working days up to and with it, counted from `first`.

    The difference of two days' numbers is the working days after the one, up to and with the other.
    """
    days, number = [], 0
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        number += is_working_day(day)
        days.append((day, number))
    return days
