"""One household month by month, beside its line: since when it earns less, what treatment cost, what help came."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.asked import asked
from flows.pictures.draw import spec_of
from flows.pictures.picture import Column, Picture, as_count, as_yuan
from flows.state_words import CHANGE_ZH, MOVED_BY_ZH, RESULT_ZH
from flows.words import Words
from schemas.faults import DoudiError

_COLUMNS = (
    Column("month", "月份", "month"),
    Column("income_cny", "收入，元", "income, yuan", as_yuan),
    Column("line_cny", "低保线（月），元", "subsistence line a month", as_yuan),
    Column("medical_self_paid_cny", "自付医疗，元", "treatment, self-paid", as_yuan),
    Column("benefit_cny", "待遇发放，元", "benefits", as_yuan),
    Column("relief_cny", "临时救助，元", "temporary assistance", as_yuan),
    Column("event_count", "预警经过，件", "events", as_count),
    Column("events", "经过", "what happened"),
)


class Event(NamedTuple):
    """What happened to one warning of the household."""

    happened_on: date
    rule_code: str
    change: str
    moved_by: str | None
    result: str | None
    decided_cny: Decimal | None

    @property
    def told(self) -> str:
        words = CHANGE_ZH.get(self.change, self.change)
        if self.moved_by in ("answer", "decision"):
            words = RESULT_ZH.get(self.result or "", MOVED_BY_ZH[self.moved_by])
        decided = f" {self.decided_cny:,.2f} 元" if self.moved_by == "answer" and self.decided_cny else ""
        return f"{self.happened_on:%m-%d} {self.rule_code} {words}{decided}"


def timeline(con: DuckDBPyConnection, warning_id: str) -> Picture:
    """Of the household that an open warning is about. Raises: DoudiError E-NOT-FOUND where none of its warnings is open."""
    months = con.execute(
        """SELECT told.* EXCLUDE (household_key), household.subsistence_line_cny_per_month AS line_cny
        FROM warning JOIN household_timeline told USING (household_key)
        LEFT JOIN household_month household USING (household_key)
        WHERE warning_id = ? ORDER BY month""",
        [warning_id],
    ).fetchall()
    if not months:
        raise DoudiError("E-NOT-FOUND", asked(warning_id))
    events = [
        Event(*row)
        for row in con.execute(
            """SELECT event.happened_on, other.rule_code, event.change, event.moved_by, event.result, event.decided_cny
            FROM warning JOIN warning other USING (household_key)
            JOIN warning_event event ON event.warning_id = other.warning_id
            WHERE warning.warning_id = ? AND other.rule_code <> 'S01'
            ORDER BY event.happened_on, other.rule_code, event.event_no""",
            [warning_id],
        ).fetchall()
    ]
    rows = []
    for month, income, medical, benefit, relief, line in months:
        then = [each.told for each in events if each.happened_on.replace(day=1) == month]
        rows.append((f"{month:%Y-%m}", income, line, medical, benefit, relief, len(then), "；".join(then)))
    line = months[0][5]
    return Picture(
        "timeline",
        _finding(warning_id, rows[0][0], rows[-1][0], line),
        _SEEN,
        _COLUMNS,
        rows,
        spec_of("timeline"),
        _NOTES,
    )


_SEEN = Words(
    "四栏，同一月份轴：收入和现行低保线（虚线）、自付医疗、得到的待遇和救助、预警经过的件数。数字见表。",
    "Four panels over the same months: income with today's subsistence line dashed, self-paid treatment, benefits and relief "
    "received, and how many things happened to its warnings. The table has the figures.",
)
_NOTES = (
    Words(
        "虚线是全家现行的低保线（月）。没有柱子的月份没有送达这项数据：不等于零。◆ 中是当月预警经过的件数，经过见表。",
        "Dashed: the household's line today. A month without a bar had no such data delivered: that is not zero. ◆ counts what "
        "happened to its warnings; the table says what.",
    ),
)


def _finding(warning_id: str, first: str, last: str, line: Decimal | None) -> Words:
    told = (
        ("", "")
        if line is None
        else (f"，现行低保线每月 {line:,.2f} 元", f"; its line today is {line:,.2f} yuan a month")
    )
    return Words(
        f"{warning_id} 所在家庭，{first} 至 {last}{told[0]}",
        f"The household of {warning_id}, {first} to {last}{told[1]}",
    )
