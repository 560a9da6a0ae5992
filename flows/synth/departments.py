"""Which department sends what, under which file name, and on which day before the night.

Blocks of households and the named cast hand their rows in here; nothing else knows a file name.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from flows.synth.days import month_start
from flows.synth.donations import donations
from flows.synth.earnings import DELIVERY_DAY
from flows.synth.landing import Landing
from flows.synth.money import fen_of
from flows.synth.places import Places, disposable_income
from flows.synth.prices import price_index
from flows.synth.reserves import LARGE_FEN, Paid, large_payment, ledgers, paid_from_reserve
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
        self._from_reserve: list[Paid] = []

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

    def price_index(self) -> None:
        """A month's figures come out on the 12th of the next one."""
        day = self._before(1)
        newest = 1 if day.day >= 12 else 2
        months = [month_start(day, back) for back in range(self._window.months + newest - 1, newest - 1, -1)]
        rows = price_index(self._county, months)
        self._landing.deliver_workbook("price_index", day, "居民消费价格指数.xlsx", rows)

    def donations(self, seed: int, places: Places) -> None:
        day = self._before(10)
        rows = donations(seed, places, self._before(12))
        self._landing.deliver_workbook("social_donation", day, "社会组织捐赠.xlsx", rows)

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

    def certificates(self, columns: Columns, faults: np.random.Generator | None = None) -> None:
        self._landing.deliver("disability", self._before(6), "持证残疾人名册.csv", columns, faults=faults)

    def students(
        self, year: int, columns: Columns, fen: int, faults: np.random.Generator | None = None
    ) -> None:
        """Once a school year, after the autumn enrolment."""
        day = min(date(year, 10, 20), self._window.as_of)
        name = f"{year}-{year + 1}学年就学与资助.csv"
        self._landing.deliver("education", day, name, columns, fen, faults)

    def belongings(
        self, department: str, columns: Columns, fen: int, faults: np.random.Generator | None = None
    ) -> None:
        """Every quarter, each department its own kind."""
        self._landing.deliver("property", self._before(20), f"{department}.csv", columns, fen, faults)

    def absences(self, columns: Columns, faults: np.random.Generator | None = None) -> None:
        self._landing.deliver("custody", self._before(3), "羁押戒毒服役人员.csv", columns, faults=faults)

    def mishaps(self, columns: Columns, faults: np.random.Generator | None = None) -> None:
        self._landing.deliver("hazard", self._before(1), "突发事件受灾人员.csv", columns, faults=faults)

    def help_requests(self, columns: Columns, faults: np.random.Generator | None = None) -> None:
        day = self._before(1)
        self._landing.deliver("help_request", day, f"求助工单_{day:%Y%m%d}.csv", columns, faults=faults)

    def service_needs(self, columns: Columns, faults: np.random.Generator | None = None) -> None:
        self._landing.deliver("service_need", self._before(2), "社工站服务台账.csv", columns, faults=faults)

    def visits(self, columns: Columns, faults: np.random.Generator | None = None) -> None:
        self._landing.deliver("visit", self._before(1), "三级走访台账.csv", columns, faults=faults)

    def meters(self, month: date, columns: Columns, faults: np.random.Generator | None = None) -> None:
        day = self._window.delivered_after(month, 8)
        self._landing.deliver("utility", day, f"供电_{month:%Y%m}.csv", columns, faults=faults)

    def relief(self, columns: Columns, fen: int, faults: np.random.Generator | None = None) -> None:
        self._landing.deliver("relief_payment", self._before(2), "临时救助发放台账.csv", columns, fen, faults)
        rows = zip(*(column.to_pylist() for column in columns), strict=True)
        self._from_reserve.extend(paid_from_reserve(rows))

    def reserves(self, places: Places) -> None:
        """The last file of the county: its draws are the payments that were handed in before."""
        day = self._before(2)
        townships = sorted(area.code for area in places.areas if len(area.code) == 9)
        large = large_payment(townships[0], day)
        self.relief(columns_of([large]), LARGE_FEN)
        rows = ledgers(townships, self._from_reserve, day)
        fen = sum(fen_of(amount) for _, _, _, _, amount, _ in rows)
        self._landing.deliver("reserve_fund", day, "乡镇备用金台账.csv", columns_of(rows), fen)

    def applications(self, columns: Columns) -> None:
        self._landing.deliver("application", self._before(2), "救助申请办理台账.csv", columns)

    def payments(
        self, month: date, columns: Columns, fen: int, faults: np.random.Generator | None = None
    ) -> None:
        day = self._window.delivered_after(month, 5)
        name = f"救助资金发放_{month:%Y%m}.csv"
        self._landing.deliver("benefit_payment", day, name, columns, fen, faults)

    def watch_list(self, columns: Columns, faults: np.random.Generator | None = None) -> None:
        day = self._before(4)
        self._landing.deliver("poverty_return_watch", day, "防返贫监测对象.csv", columns, faults=faults)

    def obligors(self, columns: Columns, fen: int, faults: np.random.Generator | None = None) -> None:
        self._landing.deliver("support_obligor", self._before(5), "赡养抚养义务人.csv", columns, fen, faults)
