"""The operator's page: one static file that opens without a network and prints on A4."""

import os
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from duckdb import DuckDBPyConnection
from jinja2 import Template
from markupsafe import Markup

from flows.breaker import Storm
from flows.page_template import page_template
from flows.pictures.boundaries import read_boundaries
from flows.pictures.draw import figure
from flows.pictures.funnel import funnel
from flows.pictures.picture import Picture
from flows.pictures.townships import townships
from flows.pictures.trend import nights, trend
from flows.report.answers import answers
from flows.report.attention import tasks
from flows.report.changes import causes, changes
from flows.report.deliveries import calendar, differences, held_files, history, standings
from flows.report.doubts import doubts
from flows.report.held import held
from flows.report.judgements import judgements, silences
from flows.report.night import night_of, verdict_on
from flows.report.open_warnings import open_warnings
from flows.report.payments import owed, payments
from flows.report.quarantined import reasons
from flows.report.rule_titles import rule_titles
from flows.report.systems import systems, task_counts
from flows.report.words import BECAUSE, CHANGE, DELIVERY_DAY, DELIVERY_MARK, WARNING_STATE
from flows.words import Words
from schemas.faults import DoudiError

_HERE = Path(__file__).parent
TREND_NIGHTS = 14


def write_report(
    con: DuckDBPyConnection,
    path: Path,
    *,
    area_name: str,
    as_of: date,
    run_id: str,
    links: dict[str, str] | None = None,
    storms: Sequence[Storm] = (),
    let_out: str = "",
    boundaries: Path | None = None,
) -> None:
    """Write the night's page to `path`, readable by its owner only.

    `con` sees the published tables. `links` leads from words to places beside the page (the lists, the
    manual), as relative paths. Equal tables give equal bytes. Raises `ValueError` for a link that leaves
    the machine and `E-NOT-FOUND` for a run that was never recorded. Of a night that is held, `storms` is why,
    and `let_out` the command that publishes it. `boundaries` is the bureau's map; without one
    townships are tiles.
    """
    page = _page(
        con,
        area_name=area_name,
        as_of=as_of,
        run_id=run_id,
        links=_local(links or {}),
        storms=storms,
        let_out=let_out,
        boundaries=boundaries,
    )
    aside = path.with_name(f"{path.name}.new")
    aside.unlink(missing_ok=True)
    # Born with the narrow rights, so that there is no moment in which others can open it.
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(page.encode("utf-8"))
    aside.replace(path)


def _local(links: dict[str, str]) -> dict[str, str]:
    for words, target in links.items():
        if ":" in target or target.startswith(("/", "\\")):
            raise ValueError(f"the link {words!r} must be a path relative to the page")
    return links


def _page(
    con: DuckDBPyConnection,
    *,
    area_name: str,
    as_of: date,
    run_id: str,
    links: dict[str, str],
    storms: Sequence[Storm],
    let_out: str,
    boundaries: Path | None,
) -> str:
    night = night_of(con, run_id)
    standing = standings(con, as_of)
    all_files = history(con)
    found = open_warnings(con)
    days, squares = calendar(con, standing, as_of)
    titles = rule_titles(con, run_id)
    return _template().render(
        css=Markup((_HERE / "page.css").read_text(encoding="utf-8")),
        area_name=area_name,
        as_of=as_of,
        links=links,
        night=night,
        verdict=verdict_on(night),
        held=held(con, storms, titles, run_id, let_out),
        tasks=tasks(
            night, standing, held_files(con, as_of), silences(con, run_id), all_files, titles, doubts(con)
        ),
        standing=[each for each in standing if each.figures is not None],
        all_files=all_files,
        days=days,
        squares=squares,
        differences=differences(con, as_of),
        marks=[(kind, DELIVERY_MARK[kind], words) for kind, words in DELIVERY_DAY.items()],
        reasons=reasons(con),
        found=found,
        change_words=CHANGE,
        because_words=BECAUSE,
        causes=causes(con, run_id),
        changed=changes(con, run_id, as_of),
        nights=nights(con),
        # Drawn where the page shows them: a first night has no trend.
        pictures={
            "townships": lambda: Markup(figure(_townships(con, boundaries))),
            "trend": lambda: Markup(figure(trend(con, last=TREND_NIGHTS))),
            "funnel": lambda: Markup(figure(funnel(con))),
        },
        judgements=judgements(con, run_id),
        answers=answers(con),
        state_words=WARNING_STATE,
        payments=payments(con, run_id),
        owed=owed(con),
        systems=systems(con),
        task_counts=task_counts(con),
        titles=titles,
    )


def _townships(con: DuckDBPyConnection, boundaries: Path | None) -> Picture:
    """A map that cannot be read keeps no night: it is said under the tiles."""
    if boundaries is None or not boundaries.exists():
        return townships(con)
    try:
        return townships(con, read_boundaries(boundaries))
    except DoudiError as wrong:
        fault = wrong.fault
        said = Words(
            f"没有画成地图：{fault.code} {fault.zh}（{wrong.where}）。",
            f"No map was drawn: {fault.code} {fault.en} ({wrong.where}).",
        )
        return townships(con, notes=[said])


@cache
def _template() -> "Template":
    return page_template(
        _HERE / "page.html.j2",
        {
            "count": lambda number: f"{number:,}",
            "signed": _signed,
            "yuan": _yuan,
            "signed_yuan": lambda amount: f"{amount:+,.2f}".replace("-", "−") if amount else "0",
            "whole": lambda amount: f"{amount:,.0f}",
        },
    )


def _signed(number: int) -> str:
    """A change with its sign; a true minus, which no printer breaks off at the end of a line."""
    return f"{number:+,}".replace("-", "−") if number else "0"


def _yuan(amount: Decimal | None) -> str:
    return "—" if amount is None else f"{amount:,.2f}"
