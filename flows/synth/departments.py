"""Which department sends what, under which file name, and on which day before the night.

Blocks of households and the named cast hand their rows in here; nothing else knows a file name.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from flows.synth.days import month_start
from flows.synth.earnings import DELIVERY_DAY
from flows.synth.landing import Landing
from flows.synth.places import Places, disposable_income
from flows.synth.window import Window

Columns = Sequence[pa.Array]


def columns_of(rows: Iterable[Sequence[str]]) -> list[pa.Array]:
    return [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]


class Departments:
    """The county's departments at work; `faults` is given where their rows may be spoiled."""

    def __init__(self, landing: Landing, window: Window, county: str) -> None:
        self._landing = landing
        self._window = window
        self._county = county

    def _before(self, days: int) -> date:
        return self._window.as_of - timedelta(days=days)

    def areas(self, places: Places) -> None:
        rows = [(area.code, area.name, area.parent, area.office, area.phone) for area in places.areas]
        self._landing.deliver_workbook("area", self._before(3), "行政区划与经办单位.xlsx", rows)

    def disposable_income(self) -> None:
        """The last three years whose figure had been published by then."""
        day = self._before(3)
        last = day.year - 1 if day >= date(day.year, 2, 18) else day.year - 2
        rows = disposable_income(self._county, range(last - 2, last + 1))
        self._landing.deliver_workbook("disposable_income", day, "城乡居民人均可支配收入.xlsx", rows)

    def members(self, columns: Columns, faults: np.random.Generator | None = None) -> None:
        day = self._before(1)
        name = f"共同生活家庭成员_{day:%Y%m%d}.csv"
        self._landing.deliver("household_member", day, name, columns, faults=faults)

    def benefits(self, columns: Columns, fen: int, faults: np.random.Generator | None = None) -> None:
        day = self._before(1)
        self._landing.deliver("benefit", day, f"在享救助对象台账({day.month}月).csv", columns, fen, faults)

    def income(
        self,
        month: date,
        department: str,
        columns: Columns,
        fen: int,
        faults: np.random.Generator | None = None,
    ) -> None:
        day = self._window.delivered_after(month, DELIVERY_DAY[department])
        self._landing.deliver("income", day, f"{department}_{month:%Y%m}.csv", columns, fen, faults)

    def settlements(
        self, month: date, columns: Columns, fen: int, faults: np.random.Generator | None = None
    ) -> None:
        """A month's settlements early in the next one; the current month's on the day itself."""
        is_current = month == month_start(self._window.as_of)
        day = self._window.as_of if is_current else self._window.delivered_after(month, 5)
        self._landing.deliver("medical_expense", day, f"医保结算_{month:%Y%m}.csv", columns, fen, faults)

    def early_settlements(self, columns: Columns, fen: int) -> None:
        """Part of the current month, sent the day before."""
        name = f"医保结算_{self._before(1):%Y%m%d}_先期.csv"
        self._landing.deliver("medical_expense", self._before(1), name, columns, fen)

    def corrected_settlements(
        self, columns: Columns, fen: int, faults: np.random.Generator | None = None
    ) -> None:
        """Settlements of earlier months that were reimbursed since, under their old numbers."""
        day = self._window.as_of
        self._landing.deliver("medical_expense", day, f"医保结算_更正_{day:%Y%m%d}.csv", columns, fen, faults)

    def job_events(self, columns: Columns, faults: np.random.Generator | None = None) -> None:
        self._landing.deliver("employment", self._before(2), "就业失业登记 汇总.csv", columns, faults=faults)

    def deaths(self, columns: Columns, faults: np.random.Generator | None = None) -> None:
        # The name that a browser gives to a second download: a pattern to a careless reader.
        self._landing.deliver("death", self._before(1), "死亡人员名单[1].csv", columns, faults=faults)
