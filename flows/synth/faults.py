"""The ways in which departments' rows come to be wrong, done to a known share of lines.

Some faults are harmless: the reader puts them right (full-width digits, a lower-case x), collapses them
(an exact duplicate) or skips them (a blank line). The others must end in quarantine, each with its line.
Every spoiled line is told, so that an ingest can be held to it row by row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from flows.synth.headers import AMOUNTS, HEADERS
from flows.synth.identity import CHECK_CHARACTERS, check_character

_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_UNKNOWN_WORDS = {
    "收入类型": "杂项",
    "数据性质": "估计",
    "就诊类型": "急诊观察",
    "事件": "跳槽",
    "户籍性质": "集体",
    "残疾等级": "五级",
    "学段": "夜校",
    "财产类型": "字画",
    "类型": "未知",
    "资金来源": "自筹",
}
_REQUIRED_DATES = {
    "benefit": "开始日期",
    "medical_expense": "结算日期",
    "employment": "日期",
    "death": "死亡日期",
    "disability": "发证日期",
    "custody": "开始日期",
    "hazard": "发生日期",
    "help_request": "受理时间",
    "service_need": "登记日期",
    "relief_payment": "发放日期",
}
_MONTHS = {"income": "所属月份", "utility": "月份", "benefit_payment": "发放月份"}
# What makes a second row of one key differ from the first.
_CONFLICTS = {
    "household_member": "户籍性质",
    "benefit": "月发放金额",
    "income": "金额",
    "medical_expense": "个人自付",
    "employment": "单位",
    "death": "死亡日期",
    "disability": "残疾等级",
    "education": "费用",
    "property": "价值",
    "custody": "结束日期",
    "hazard": "发生日期",
    "help_request": "困难类型",
    "service_need": "需求类型",
    "utility": "用量",
    "relief_payment": "金额",
    "benefit_payment": "金额",
    "poverty_return_watch": "风险原因",
}
# Words of which the second row says the one that the first does not.
_PAIRS = {
    "户籍性质": ("城镇", "农村"),
    "残疾等级": ("二级", "三级"),
    "困难类型": ("就医", "住宿"),
    "需求类型": ("生活照料", "就业"),
    "风险原因": ("因病", "因灾"),
}
_EXTRACTS = tuple(_CONFLICTS)
_DATED = tuple(_REQUIRED_DATES)
_PLACES = {"household_member": "居住区划", "help_request": "发生地区划", "relief_payment": "乡镇区划"}
_WITH_MONEY = tuple(AMOUNTS)
_WITH_WORDS = tuple(
    name for name in _EXTRACTS if _UNKNOWN_WORDS.keys() & set(HEADERS[name]) and name != "hazard"
)
_WITH_IDENTITY = tuple(name for name in _EXTRACTS if "身份证号" in HEADERS[name])
_IDENTITY_MAY_BE_EMPTY = ("benefit", "benefit_payment", "help_request", "relief_payment")


@dataclass(frozen=True)
class Row:
    """A line about to be spoiled: its cells, and what its delivery says about it."""

    extract: str
    delivered_on: date
    cells: list[str]
    draw: int

    def at(self, header: str) -> int:
        return HEADERS[self.extract].index(header)

    def with_cell(self, header: str, value: str) -> str:
        changed = list(self.cells)
        changed[self.at(header)] = value
        return ",".join(changed)

    @property
    def text(self) -> str:
        return ",".join(self.cells)

    @property
    def identity(self) -> str:
        return self.cells[self.at("身份证号")]


@dataclass(frozen=True)
class Spoiled:
    """The physical lines that take the row's place, and which of them are the faulty ones."""

    lines: tuple[str, ...]
    faulty: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Fault:
    """One way to be wrong; `outcome` is what a careful reader does with a faulty line."""

    name: str
    outcome: str
    extracts: tuple[str, ...]
    spoil: Callable[[Row], Spoiled | None]
    weight: int = 2

    @property
    def is_harmless(self) -> bool:
        return self.outcome != "quarantined"


def _identity(change: Callable[[str], str | None]) -> Callable[[Row], Spoiled | None]:
    def spoil(row: Row) -> Spoiled | None:
        changed = change(row.identity) if row.identity else None
        return None if changed is None else Spoiled((row.with_cell("身份证号", changed),))

    return spoil


def _wrong_check_digit(number: str) -> str:
    return number[:17] + CHECK_CHARACTERS[(CHECK_CHARACTERS.index(number[17]) + 3) % 11]


def _impossible_birth(number: str) -> str:
    first_17 = number[:10] + "0230" + number[14:17]
    return first_17 + check_character(first_17)


def _lower_case_x(number: str) -> str | None:
    return number.lower() if number.endswith("X") else None


def _bad_amount(row: Row) -> Spoiled:
    return Spoiled((row.with_cell(AMOUNTS[row.extract], ("待核", "871.005")[row.draw % 2]),))


def _impossible_date(row: Row) -> Spoiled:
    if row.extract in _MONTHS:
        return Spoiled((row.with_cell(_MONTHS[row.extract], f"{row.delivered_on.year}-13"),))
    if row.extract == "education":
        return Spoiled((row.with_cell("学年", f"{row.delivered_on.year}-{row.delivered_on.year + 2}"),))
    return Spoiled((row.with_cell(_REQUIRED_DATES[row.extract], "2022-02-30"),))


def _ambiguous_date(row: Row) -> Spoiled:
    return Spoiled((row.with_cell(_REQUIRED_DATES[row.extract], f"1/2/{row.delivered_on.year}"),))


def _unknown_word(row: Row) -> Spoiled:
    column = [header for header in HEADERS[row.extract] if header in _UNKNOWN_WORDS]
    chosen = column[row.draw % len(column)]
    return Spoiled((row.with_cell(chosen, _UNKNOWN_WORDS[chosen]),))


def _conflicting(row: Row) -> Spoiled:
    column = _CONFLICTS[row.extract]
    here = row.cells[row.at(column)]
    if row.extract in AMOUNTS:
        other = f"{int(here.split('.')[0] or 0) + 100}.00"
    elif column in _PAIRS:
        first, second = _PAIRS[column]
        other = second if here == first else first
    elif column.endswith("日期"):
        # Of the year before: a New Year's Day that lies ahead would be a fault of its own.
        last_year = row.delivered_on.year - 1
        other = f"{last_year}年1月1日" if here != f"{last_year}年1月1日" else f"{last_year}年1月2日"
    elif column == "用量":
        other = f"{int(here.split('.')[0]) + 100}.0"
    else:
        other = here + "分公司"
    return Spoiled((row.text, row.with_cell(column, other)), (0, 1))


def _future(row: Row) -> Spoiled:
    return Spoiled((row.with_cell("结算日期", f"{row.delivered_on + timedelta(days=40):%Y-%m-%d}"),))


def _elsewhere(row: Row) -> Spoiled:
    column = _PLACES[row.extract]
    return Spoiled((row.with_cell(column, "371102" + row.cells[row.at(column)][6:]),))


def _open_quote(row: Row) -> Spoiled:
    seat = row.draw % len(row.cells)
    return Spoiled((",".join([*row.cells[:seat], '"' + row.cells[seat], *row.cells[seat + 1 :]]),))


def _without_identity(row: Row) -> Spoiled:
    return Spoiled((row.with_cell("身份证号", ""),))


_ALWAYS_NUMBERED = tuple(name for name in _WITH_IDENTITY if name not in _IDENTITY_MAY_BE_EMPTY)

FAULTS: dict[str, Fault] = {
    fault.name: fault
    for fault in (
        Fault("wrong_check_digit", "quarantined", _WITH_IDENTITY, _identity(_wrong_check_digit), 3),
        Fault("impossible_birth_date", "quarantined", _WITH_IDENTITY, _identity(_impossible_birth)),
        Fault("scientific_identity", "quarantined", _WITH_IDENTITY, _identity(lambda _: "9.90101E+17")),
        Fault("lower_case_x", "loaded", _WITH_IDENTITY, _identity(_lower_case_x), 6),
        Fault(
            "full_width_digits",
            "loaded",
            _WITH_IDENTITY,
            _identity(lambda number: number.translate(_FULL_WIDTH)),
        ),
        Fault("leading_apostrophe", "loaded", _WITH_IDENTITY, _identity(lambda number: "'" + number)),
        Fault("leading_tab", "loaded", _WITH_IDENTITY, _identity(lambda number: "\t" + number)),
        Fault("missing_identity", "quarantined", _ALWAYS_NUMBERED, _without_identity),
        Fault("bad_amount", "quarantined", _WITH_MONEY, _bad_amount, 3),
        Fault("impossible_date", "quarantined", (*_DATED, *_MONTHS, "education"), _impossible_date),
        Fault("ambiguous_date", "quarantined", _DATED, _ambiguous_date),
        Fault(
            "unknown_word",
            "quarantined",
            _WITH_WORDS,
            _unknown_word,
        ),
        Fault("extra_field", "quarantined", _EXTRACTS, lambda row: Spoiled((row.text + ",多余",))),
        Fault("missing_field", "quarantined", _EXTRACTS, lambda row: Spoiled((",".join(row.cells[:-1]),))),
        Fault("blank_line", "skipped", _EXTRACTS, lambda row: Spoiled(("", row.text))),
        Fault("exact_duplicate", "collapsed", _EXTRACTS, lambda row: Spoiled((row.text, row.text), (1,))),
        Fault("conflicting_duplicate", "quarantined", _EXTRACTS, _conflicting),
        Fault("residence_elsewhere", "quarantined", tuple(_PLACES), _elsewhere),
        Fault("settled_in_future", "quarantined", ("medical_expense",), _future),
        Fault("unclosed_quote", "quarantined", _EXTRACTS, _open_quote, 1),
    )
}


def _possible(extract: str) -> tuple[list[Fault], np.ndarray]:
    chosen = [fault for fault in FAULTS.values() if extract in fault.extracts]
    weights = np.array([fault.weight for fault in chosen], np.float64)
    return chosen, weights.cumsum() / weights.sum()


POSSIBLE = {extract: _possible(extract) for extract in _EXTRACTS}


def spoil(rng: np.random.Generator, extract: str, delivered_on: date, line: str) -> tuple[Fault, Spoiled]:
    """A fault that this line can have, and the line with it."""
    faults, bounds = POSSIBLE[extract]
    while True:
        fault = faults[int(np.searchsorted(bounds, rng.random(), side="right"))]
        row = Row(extract, delivered_on, line.split(","), int(rng.integers(0, 1 << 30)))
        spoiled = fault.spoil(row)
        if spoiled is not None:
            return fault, spoiled
