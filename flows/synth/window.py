"""The months that the departments have reported on by the business date."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from flows.synth.days import month_start


@dataclass(frozen=True)
class Window:
    """`months` whole months of income up to the one before `as_of`; medical settlements up to the day.

    Settlements reach back to January in any case, because medical lines are held against a calendar year.
    """

    as_of: date
    months: int

    @cached_property
    def income_months(self) -> tuple[date, ...]:
        return tuple(month_start(self.as_of, back) for back in range(self.months, 0, -1))

    @cached_property
    def medical_months(self) -> tuple[date, ...]:
        back = max(self.months, self.as_of.month - 1)
        return tuple(month_start(self.as_of, earlier) for earlier in range(back, -1, -1))

    @cached_property
    def metered_months(self) -> tuple[date, ...]:
        """A year and a month: the newest stands beside the same month of the year before."""
        return tuple(month_start(self.as_of, back) for back in range(13, 0, -1))

    @cached_property
    def paid_months(self) -> tuple[date, ...]:
        return tuple(month_start(self.as_of, back) for back in (3, 2, 1))

    @cached_property
    def school_years(self) -> tuple[int, int]:
        """The years in which the current school year and the one before it began."""
        current = self.as_of.year - (self.as_of.month < 9)
        return current, current - 1

    @property
    def register_cut(self) -> date:
        """The day up to which registers know what happened: all of them are delivered later."""
        return self.as_of - timedelta(days=4)

    def delivered_after(self, month: date, day: int) -> date:
        """A month's file comes on that day of the next month, the newest on the day before the business date
        at the latest."""
        return min(month_start(month, -1).replace(day=day), self.as_of - timedelta(days=1))
