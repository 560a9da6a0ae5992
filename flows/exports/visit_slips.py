"""入户核查单: one A4 page per household to visit, printed and taken along, filled in with a pen at the door.

What is ticked here is what is typed into the list's drop-down afterwards.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from duckdb import DuckDBPyConnection

from flows.exports.exported_file import ExportedFile, exported, slips_stem
from flows.exports.list_sheet import MARKER
from flows.exports.list_title import list_title
from flows.exports.office_row_reader import OPEN, ORDER, TownshipCount, text_of
from flows.exports.print_size import EASY, SIZES, print_size
from flows.exports.private_file import private_file
from flows.page_template import page_template
from schemas.office import ANSWERS

if TYPE_CHECKING:
    from jinja2 import Template

ONLY_SUGGESTED_ZH = (
    "预警只是建议，不是认定结论，不能直接作为发放、停发、增发或减发的依据；由乡镇(街道)入户核实后决定。"
)

_HERE = Path(__file__).parent
_ROWS_AT_A_TIME = 2_000
_PIECES_AT_A_TIME = 1_000


class Warned(NamedTuple):
    """One of the household's warnings, as the page says it."""

    mark: str
    title: str
    level: str
    said: str
    asks: tuple[str, ...]


class Slip(NamedTuple):
    """One page. `number` is the household's place on the township's list."""

    number: int
    warning_id: str
    severity: str
    head_name: str
    head_id: str
    due_on: str
    village_name: str
    household_id: str
    member_count: str
    members: str
    warnings: list[Warned]
    remarks: str
    style: str
    size: float


def visit_slips(
    con: DuckDBPyConnection,
    folder: Path,
    townships: Sequence[TownshipCount],
    *,
    area_name: str,
    as_of: date,
    run_id: str,
) -> list[ExportedFile]:
    """A file for every township with somebody to visit. Shape: `office_row` and `visit_slip`; same order as the list."""
    counts = {township.township_code: township for township in townships}
    files = []
    for township_code, slips in groupby(_slips(con), key=lambda found: found[0]):
        township = counts[township_code]
        path = folder / f"{slips_stem(township_code, as_of)}.html"
        page = _template().stream(
            css=_css(),
            title=list_title(area_name, township.township_name, "入户核查单"),
            as_of=as_of,
            run_id=run_id,
            marker=MARKER,
            answers=tuple(ANSWERS),
            only_suggested=ONLY_SUGGESTED_ZH,
            count=township.visits,
            slips=(_slip(number, cells) for number, (_, *cells) in enumerate(slips, 1)),
        )
        with private_file(path) as out:
            page.enable_buffering(_PIECES_AT_A_TIME)
            page.dump(out, encoding="utf-8")
        files.append(exported(path, township_code, "html", township.visits, township.visits_suggested_fen))
    return files


def _slips(con: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    shown = ", ".join(
        text_of(field)
        for field in (
            "warning_id",
            "severity",
            "head_name",
            "head_id_masked",
            "due_on",
            "village_name",
            "household_id",
            "member_count",
        )
    )
    found = con.execute(
        f"""SELECT township_code, {shown}, members, warnings, remarks
        FROM office_row JOIN visit_slip USING (warning_id) WHERE {OPEN} ORDER BY {ORDER}"""
    )
    while rows := found.fetchmany(_ROWS_AT_A_TIME):
        yield from rows


def _slip(number: int, cells: Sequence[Any]) -> Slip:
    *facts, members, told, remarks = cells
    warnings: list[Warned] = []
    # Of two members under one rule the same is asked: once is enough on one page.
    marks: dict[tuple[str, ...], str] = {}
    for warning in told:
        asks = tuple(f"{nth}. {ask}" for nth, ask in enumerate(warning["asks"], 1))
        if asks in marks:
            asks = (f"同{marks[asks]}",)
        elif asks:
            marks[asks] = warning["mark"]
        warnings.append(Warned(warning["mark"], warning["title"], warning["level"], warning["said"], asks))
    told_members, told_remarks = "、".join(members), "".join(remarks)
    style, size = _fit(warnings, told_members, told_remarks)
    return Slip._make((number, *facts, told_members, warnings, told_remarks, style, size))


def _fit(warnings: Sequence[Warned], *others: str) -> tuple[str, float]:
    """How the page is set: every question on a line of its own where that can be read, else one after the other; and
    nothing is cut, should a household have more reasons than a page can hold."""
    said = [text for each in warnings for text in (f"{each.title}{each.level}", each.said)]
    asked = [ask for each in warnings for ask in ("", *each.asks)]
    size = print_size([*said, *asked, *others], gaps=len(warnings))
    if size and size >= EASY:
        return "", size
    asked = ["　".join(("问一问、看一看：", *each.asks)) for each in warnings if each.asks]
    size = print_size([*said, *asked, *others], gaps=len(warnings))
    return ("tight", size) if size else ("tight long", SIZES[-1])


@cache
def _template() -> "Template":
    return page_template(_HERE / "visit_slips.html.j2")


@cache
def _css() -> Any:
    from markupsafe import Markup

    return Markup((_HERE / "visit_slips.css").read_text(encoding="utf-8"))
