"""The plan on paper: one page that opens without a network and prints on A4, every warning that differs as a table, and
each curve as a picture. People stand in none of it but masked."""

import os
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from flows.exports.private_file import private_folder
from flows.exports.safe_csv import SafeCsv
from flows.page_template import page_template
from flows.pictures.draw import png, svg, svg_alone
from flows.pictures.sensitivity import sensitivity
from flows.plan.plan import Plan
from flows.plan.words import KIND, cause_words, past_precision, severity_words, visits_per_worker
from schemas.faults import DoudiError

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = Path(__file__).parent
PAGE, TABLE = "plan.html", "differences.csv"

_TABLE = {
    "kind": "变动 kind",
    "rule_code": "规则 rule",
    "cause": "原因 cause",
    "township_code": "乡镇代码 township",
    "household_key": "家庭键 household_key",
    "person_key": "人员键 person_key",
    "warning_id": "现有预警编号 warning",
    "severity_before": "原级别 severity before",
    "severity_after": "级别 severity after",
    "suggested_cny_before": "原建议金额(元) suggested before",
    "suggested_cny_after": "建议金额(元) suggested after",
}


def files_of(curves: int) -> list[str]:
    pictures = [f"curve-{number}{form}" for number in range(1, curves + 1) for form in (".svg", ".png")]
    return [PAGE, TABLE, *pictures]


def refuse_taken(out: Path, names: Iterable[str]) -> None:
    """Asked before anything is judged. Raises: DoudiError E-USAGE where a file would be overwritten."""
    for name in names:
        if (out / name).exists():
            raise DoudiError("E-USAGE", f"--out {out / name}（已存在 / exists）", exit_code=2)


def write_page(found: Plan, out: Path, *, area_name: str) -> None:
    """Write the page, the table and the pictures, readable by their owner only. Equal plans give equal bytes."""
    private_folder(out)
    pictures = [sensitivity(curve, f"curve-{number}") for number, curve in enumerate(found.curves, start=1)]
    for picture in pictures:
        _write(out / f"{picture.name}.svg", svg_alone(picture).encode())
        _write(out / f"{picture.name}.png", png(picture))
    with SafeCsv(out / TABLE, list(_TABLE.values())) as file:
        for row in found.differing:
            file.write(["" if row[name] is None else str(row[name]) for name in _TABLE])
    page = _page().render(
        plan=found,
        area_name=area_name,
        curves=[(curve, Markup(svg(drawn))) for curve, drawn in zip(found.curves, pictures, strict=True)],
        kinds=KIND,
        table=TABLE,
    )
    _write(out / PAGE, page.encode())


def _write(path: Path, content: bytes) -> None:
    with open(path, "xb", opener=partial(os.open, mode=0o600)) as file:
        file.write(content)


@cache
def _page() -> "Template":
    return page_template(
        _HERE / "page.html.j2",
        {
            "count": lambda number: f"{number:,}",
            "yuan": lambda amount: f"{amount:,.2f}",
            "signed": lambda amount: f"{amount:+,.2f}".replace("-", "−"),
            "cause": cause_words,
            "past": past_precision,
            "severities": severity_words,
            "workload": visits_per_worker,
            "share": lambda share: "—" if share is None else f"{share:.0%}",
        },
    )
