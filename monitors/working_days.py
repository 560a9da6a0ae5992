"""Deadlines in working days by the Chinese calendar: moved weekends count, public holidays do not.

Source: the State Council's yearly holiday notices as kept by `chinesecalendar`. Beyond the last year it
knows, weekdays stand in, and `is_known` says so.
"""

from datetime import date, timedelta

import chinese_calendar


def is_known(day: date) -> bool:
    years = {holiday.year for holiday in chinese_calendar.holidays}
    return min(years) <= day.year <= max(years)


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
