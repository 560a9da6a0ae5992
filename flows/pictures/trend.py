"""How the open warnings went, night by night. A late file or a new rule moves the line too; both are marked, so that
nobody takes them for progress."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.pictures.draw import spec_of
from flows.pictures.picture import Column, Picture, as_count
from flows.publish.saved_queries import statement_of
from flows.words import Words

DAYS_OF_DAYS = 180
"""Beyond, the axis has months: a day of which year could not be told."""
NIGHTS_OF_POINTS = 60
"""Beyond, a point for every night would only make the line fat."""

_COLUMNS = (
    Column("night", "业务日期", "night"),
    Column("open_count", "在办，条", "open", as_count),
    Column(
        "step_count", "增减", "change", lambda figure: f"{figure:+,}".replace("-", "−") if figure else "0"
    ),
    Column("rules_not_judged", "未判断的规则", "rules not judged", as_count),
    Column("remark", "说明", "remark"),
    Column("is_rules_changed"),
    Column("is_standards_changed"),
    Column("mark"),
    Column("is_told"),
    Column("is_low"),
)


class Night(NamedTuple):
    """**Shape** One row per night that was published, or on which something happened, oldest first."""

    night: date
    open_count: int
    step_count: int
    rules_not_judged: int
    is_rules_changed: bool
    is_standards_changed: bool


def nights(con: DuckDBPyConnection) -> list[Night]:
    return [Night(*row) for row in con.execute(statement_of("open_by_night")).fetchall()]


def trend(con: DuckDBPyConnection, last: int | None = None) -> Picture:
    """`last` leaves the newest so many nights. Their figures stand as they were: only the picture is cut."""
    shown = nights(con)[-last:] if last else nights(con)
    told, marks = _told(shown), _marks(shown)
    lowest = min((each.open_count for each in shown), default=0)
    rows = [
        (
            *each[:4],
            _remark(each),
            each.is_rules_changed,
            each.is_standards_changed,
            marks.get(place),
            place in told,
            each.open_count == lowest and 0 < place < len(shown) - 1,
        )
        for place, each in enumerate(shown)
    ]
    spec = spec_of("trend")
    if shown and (shown[-1].night - shown[0].night).days > DAYS_OF_DAYS:
        spec["encoding"]["x"]["axis"]["format"] = "%Y-%m"
    if len(shown) <= NIGHTS_OF_POINTS:
        spec["layer"][1]["mark"]["point"] = {"filled": True, "size": 22, "color": "#1f5673"}
    return Picture("trend", _finding(shown), _SEEN, _COLUMNS, rows, spec, _NOTES)


_SEEN = Words(
    "折线图：每晚的在办预警数，纵轴从零起；虚线为规则改动，点线为标准改动，横轴上的三角为当晚有规则没能判断。数字见表。",
    "Line chart of open warnings by night, from zero; dashed: rules changed, dotted: standards changed, triangles on the "
    "axis: a rule could not be judged. The table has the figures.",
)
_NOTES = (
    Words(
        "虚线：规则改动；点线：标准改动；▲：有规则没能判断（数据迟到、被扣留或没有），那几晚的数字可能偏低。",
        "dashed: rules changed; dotted: standards changed; ▲ a rule not judged: figures may be low.",
    ),
)


def _remark(each: Night) -> str:
    said = ["规则有改动 rules changed"] if each.is_rules_changed else []
    return "；".join([*said, *(["标准有改动 standards changed"] if each.is_standards_changed else [])])


def _marks(shown: Sequence[Night]) -> dict[int, str]:
    """What is written over the lines; of changes close together only over the first."""
    marks: dict[int, str] = {}
    for place, each in enumerate(shown):
        words = [
            *(["规则"] if each.is_rules_changed else []),
            *(["标准"] if each.is_standards_changed else []),
        ]
        if words and place - max(marks, default=-len(shown)) > len(shown) // 16:
            marks[place] = "、".join(words)
    return marks


def _finding(shown: Sequence[Night]) -> Words:
    """From where to where, and a doubt when a late file may have made the number look better."""
    if not shown:
        return Words("还没有发布过", "nothing has been published yet")
    first, last = shown[0].open_count, shown[-1].open_count
    if len(shown) == 1:
        return Words(f"第一晚，在办预警 {last:,} 条", f"The first night has {last:,} open warnings")
    went = Words("不变，仍为", "stayed at")
    if last != first:
        went = Words("增至", "rose to") if last > first else Words("降至", "fell to")
    # Said as a doubt: without every rule judged, fewer new warnings is not progress.
    doubtful = sum(1 for each in shown if each.rules_not_judged)
    return Words(
        f"{len(shown)} 晚以来，在办预警由 {first:,} 条{went.zh} {last:,} 条"
        + (f"；其中 {doubtful} 晚有规则未判断，数字可能偏低" if doubtful else ""),
        f"Over {len(shown)} nights open warnings {went.en} {last:,} from {first:,}"
        + (f"; on {doubtful} of them rules were not judged, so figures may be low" if doubtful else ""),
    )


def _told(shown: Sequence[Night]) -> set[int]:
    """The nights whose figure is written: first and last, lowest and highest, unless two would collide."""
    last = len(shown) - 1
    apart = max(len(shown) // 12, 1)
    told = {0, last} if last > apart else {last}
    for extreme in (max, min):
        place = shown.index(extreme(shown, key=lambda each: each.open_count)) if shown else 0
        if all(abs(place - other) > apart for other in told):
            told.add(place)
    return told
