"""The county, its townships and villages, and the offices that visit.

The county's code is real, everything below it is made up: streets count from 001, towns from 101, rural
townships from 201; a village's last three digits start at 001 (residents' committee) or 201 (village
committee). Telephone numbers end in a plain count and reach nobody.
"""

from dataclasses import dataclass

import numpy as np

COUNTY_NAMES = {"370902": "泰山区"}
CAST_STREET_VILLAGE = "001001"
CAST_TOWN_VILLAGE = "101201"

_FIRST = "青翠云清兰石松竹柳桃梅杏枫榆槐桂"
_SECOND = "溪泉岭湾坡川桥台林塘"
_FAMILY = "王李张刘陈杨赵吴周徐孙马朱胡郭高宋韩冯曹田董于杜程魏苏吕丁任"
_SETTING = (
    "家庄",
    "家村",
    "家峪",
    "家洼",
    "家河",
    "家店",
    "家屯",
    "家台",
    "家沟",
    "家楼",
    "家桥",
    "家寨",
    "家林",
    "家泉",
)


@dataclass(frozen=True)
class Area:
    """One row of the area register."""

    code: str
    name: str
    parent: str
    office: str
    phone: str


@dataclass(frozen=True)
class Places:
    """All rows of the register, and the villages that households live in with how many do."""

    areas: tuple[Area, ...]
    urban_villages: tuple[str, ...]
    rural_villages: tuple[str, ...]

    def draw(self, rng: np.random.Generator, is_urban: np.ndarray) -> np.ndarray:
        """A village for each household, as an index into urban and then rural villages."""
        urban, rural = len(self.urban_villages), len(self.rural_villages)
        within = rng.beta(1.0, 1.3, len(is_urban))
        return np.where(
            is_urban, (within * urban).astype(np.int64), urban + (within * rural).astype(np.int64)
        )

    @property
    def villages(self) -> tuple[str, ...]:
        return self.urban_villages + self.rural_villages


def places(county: str, households: int) -> Places:
    """Fifteen townships for 20,000 households; four times the households, twice the townships."""
    townships = int(np.clip(round(15 * (households / 20_000) ** 0.5), 3, 200))
    streets = max(1, round(townships * 0.35))
    towns = max(1, round(townships * 0.40))
    villages = int(np.clip(round(households / townships / 45), 3, 700))
    county_name = COUNTY_NAMES.get(county, f"样例县{county}")
    rows = [Area(county, county_name, county[:4], f"{county_name}民政局(样例)", _phone(0))]
    urban: list[str] = []
    rural: list[str] = []
    for index in range(townships):
        kind, place = ("街道", index) if index < streets else ("镇", index - streets)
        base = 1 if kind == "街道" else 101
        if index >= streets + towns:
            kind, base, place = "乡", 201, index - streets - towns
        code = f"{county}{base + place:03d}"
        name = f"{_FIRST[index % len(_FIRST)]}{_SECOND[index // len(_FIRST) % len(_SECOND)]}{kind}"
        rows.append(Area(code, name, county, f"{name}社会救助站(样例)", _phone(len(rows))))
        is_street = kind == "街道"
        for number in range(villages):
            village = f"{code}{number + (1 if is_street else 201):03d}"
            (urban if is_street else rural).append(village)
            rows.append(Area(village, _village_name(index, number, is_street), code, "", ""))
    return Places(tuple(rows), tuple(urban), tuple(rural))


def _village_name(township: int, number: int, is_street: bool) -> str:
    family = _FAMILY[(number + township * 7) % len(_FAMILY)]
    round_, setting = divmod(number // len(_FAMILY) + township, len(_SETTING))
    prefix = ("", "东", "西", "南", "北", "大", "小", "上", "下")[round_ % 9]
    return f"{prefix}{family}{_SETTING[setting]}{'社区' if is_street else '村'}"


def _phone(count: int) -> str:
    return f"0538-{count + 1:07d}"


def disposable_income(county: str, years: range) -> list[tuple[str, str, str, str, str]]:
    """What the statistics bureau publishes each February for the year before."""
    rows = []
    for year in years:
        for residence, base in (("城镇", 40_316), ("农村", 22_114)):
            amount = round(base * 1.06 ** (year - 2021))
            rows.append((county, str(year), residence, f"{amount}.00", f"{year + 1}-02-18"))
    return rows
