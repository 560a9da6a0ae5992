"""Where the open warnings are, township by township: a map where the bureau supplies its boundaries, tiles otherwise."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.pictures.boundaries import Land, on_sheet
from flows.pictures.draw import spec_of
from flows.pictures.picture import Cell, Column, Picture, as_count
from flows.publish.saved_queries import statement_of
from flows.words import Words

ACROSS, AT_MOST = 6, 60
"""Tiles in a row, and in all: more cannot be read, and the table has every township."""
MAP_WIDTH = 600

_COLUMNS = (
    Column("name", "乡镇（街道）", "township"),
    Column("household_count", "名册户数", "households registered", as_count),
    Column("warned_count", "有在办预警的户", "households with open warnings", as_count),
    Column("urgent_count", "其中红橙", "red or orange", as_count),
    Column("warned_per_thousand", "每千户", "per 1,000", lambda rate: f"{rate:.1f}"),
    Column("dispatched_count", "已下发，条", "warnings handed out", as_count),
    Column("answered_count", "已核查，条", "answered", as_count),
    Column("label"),
    Column("tile_column"),
    Column("tile_row"),
)


class Township(NamedTuple):
    """**Shape** One row per township with registered or warned households, by code."""

    township_code: str
    name: str
    household_count: int
    warned_count: int
    urgent_count: int
    warned_per_thousand: float | None
    dispatched_count: int
    answered_count: int

    @property
    def label(self) -> str:
        rate = "—" if self.warned_per_thousand is None else f"{self.warned_per_thousand:.0f}‰"
        return f"{self.warned_count:,} 户 · {rate}"


def townships(
    con: DuckDBPyConnection, land: Mapping[str, Land] | None = None, notes: Sequence[Words] = ()
) -> Picture:
    """`land` is the bureau's boundaries by township code; a township without any stands in the table and a note, and
    where none fits, tiles are drawn."""
    found = [Township(*row) for row in con.execute(statement_of("townships")).fetchall()]
    if land and any(each.township_code in land for each in found):
        return _map(found, land)
    drawn = {each.township_code for each in sorted(found, key=_by_need)[:AT_MOST]}
    places = {code: place for place, code in enumerate(sorted(drawn))}
    rows = [_row(each, places.get(each.township_code)) for each in found]
    if len(found) > AT_MOST:
        shown = Words(
            f"图中为每千户最多的 {AT_MOST} 个，全部见表。",
            f"The picture shows the {AT_MOST} with the highest share; the table has all.",
        )
        notes = [*notes, shown]
    return Picture("townships", _finding(found), _TILES, _COLUMNS, rows, spec_of("tiles"), notes)


def _map(found: Sequence[Township], land: Mapping[str, Land]) -> Picture:
    known = [each for each in found if each.township_code in land]
    without = [each.name for each in found if each.township_code not in land]
    sheet = on_sheet({each.township_code: land[each.township_code] for each in known}, MAP_WIDTH)
    shapes = [
        {
            "type": "Feature",
            "geometry": sheet.lands[each.township_code].geometry,
            "properties": {
                "name": each.name,
                "label": each.label,
                "warned_per_thousand": each.warned_per_thousand,
                "middle": sheet.lands[each.township_code].middle,
            },
        }
        for each in known
    ]
    notes = []
    if without:
        notes = [
            Words(
                f"边界文件中没有：{'、'.join(without)}；见表。",
                f"Not in the boundaries, see the table: {', '.join(without)}.",
            )
        ]
    rows = [_row(each, None) for each in found]
    spec = spec_of("map") | {"width": MAP_WIDTH, "height": sheet.height}
    return Picture("townships", _finding(found), _MAP, _COLUMNS, rows, spec, notes, shapes)


_TILES = Words(
    "方块图：每个乡镇（街道）一块，按区划代码排列，颜色越深每千户有预警的户越多；块中是户数和千分比。数字见表。",
    "One tile for each township, in the order of codes; darker: more households with warnings per thousand; the tile says how "
    "many, and the share. The table has the figures.",
)
_MAP = Words(
    "地图：本局提供的边界，颜色越深每千户有预警的户越多；写有户数和千分比。数字见表。",
    "A map on the bureau's own boundaries; darker: more households with warnings per thousand. The table has the figures.",
)


def _row(each: Township, place: int | None) -> tuple[Cell, ...]:
    column, line = (None, None) if place is None else (place % ACROSS, place // ACROSS)
    return (*each[1:], each.label, column, line)


def _by_need(each: Township) -> tuple[float, str]:
    return -(each.warned_per_thousand or 0), each.township_code


def _finding(found: Sequence[Township]) -> Words:
    """Which township has most, and how much of the whole the first three carry."""
    total = sum(each.warned_count for each in found)
    if not total:
        return Words("没有在办预警", "no open warnings")
    most = sorted(found, key=lambda each: (-each.warned_count, each.township_code))
    first, three = most[0], sum(each.warned_count for each in most[:3])
    if len(found) <= 3:
        return Words(
            f"{first.name}最多，{first.warned_count:,} 户，占 {_percent(first.warned_count, total)}",
            f"{first.name} has most: {first.warned_count:,} households, {_percent(first.warned_count, total)} of all",
        )
    return Words(
        f"{first.name}最多，{first.warned_count:,} 户；前三个乡镇（街道）合计占 {_percent(three, total)}",
        f"{first.name} has most ({first.warned_count:,} households); the first three townships carry {_percent(three, total)}",
    )


def _percent(part: int, whole: int) -> str:
    """Whole per cent; never 0 for something or 100 for not quite all."""
    return f"{min(max(round(100 * part / whole), 1), 100 if part == whole else 99)}%"
