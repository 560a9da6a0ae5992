"""`doudi chart`: a picture of the last night, or of an earlier one; without a file its finding and its table."""

import json
from argparse import Namespace
from collections.abc import Callable

from flows import home
from flows.audit import note
from flows.exports.private_file import private_file
from flows.home import Home
from flows.new_file import new_file
from flows.no_pandas import without_pandas
from flows.pictures.boundaries import read_boundaries
from flows.pictures.draw import page, png, svg_alone
from flows.pictures.funnel import funnel
from flows.pictures.picture import Picture
from flows.pictures.sensitivity import sensitivity
from flows.pictures.timeline import timeline
from flows.pictures.townships import townships
from flows.pictures.trend import trend
from flows.plan.plan import Asked, plan
from flows.publish.night_file import night_file
from flows.talk import answer, progress, say, table
from schemas.connection import connect
from schemas.faults import DoudiError

FORMS: dict[str, Callable[[Picture], bytes]] = {
    ".svg": lambda picture: svg_alone(picture).encode(),
    ".png": png,
    ".html": lambda picture: page(picture).encode(),
}


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    files = [new_file(path) for path in options.out]
    for path in files:
        if path.suffix not in FORMS:
            raise DoudiError("E-USAGE", f"--out {path}: {' '.join(FORMS)}", exit_code=2)
    with without_pandas():
        picture = _picture(bureau, options)
    note(bureau, "chart", " ".join(filter(None, (options.picture, options.warning, options.curve))))
    for path in files:
        with private_file(path) as file:
            file.write(FORMS[path.suffix](picture))
        say(f"已写出 / written: {path}")
    if options.json:
        print(json.dumps(_said(picture), ensure_ascii=False, indent=2, default=str))  # noqa: T201
    elif not files:
        _tell(picture)
    return 0


def _picture(bureau: Home, options: Namespace) -> Picture:
    if options.picture == "sensitivity":
        if not options.curve:
            raise DoudiError("E-USAGE", "doudi chart sensitivity --curve PARAMETER=A..B", exit_code=2)
        asked = Asked(curves=[options.curve], as_of=options.as_of)
        return sensitivity(plan(bureau, asked, progress()).curves[0])
    is_map = options.picture == "townships" and bureau.boundaries.exists()
    land = read_boundaries(bureau.boundaries) if is_map else None
    path = night_file(bureau, str(options.as_of) if options.as_of else None)
    with connect(path, read_only=True) as con:
        match options.picture:
            case "trend":
                return trend(con)
            case "funnel":
                return funnel(con)
            case "timeline":
                if not options.warning:
                    raise DoudiError("E-USAGE", "doudi chart timeline --warning W…", exit_code=2)
                return timeline(con, options.warning)
            case _:
                return townships(con, land)


def _said(picture: Picture) -> dict[str, object]:
    """The picture as other programs read it: what it says, and its figures; amounts are text, so that no yuan is rounded."""
    return {
        "picture": picture.name,
        "finding": picture.finding._asdict(),
        "seen": picture.seen._asdict(),
        "rows": [{column.name: row[column.name] for column in picture.headings} for row in picture.values],
    }


def _tell(picture: Picture) -> None:
    answer(picture.finding.zh)
    answer(picture.finding.en)
    answer()
    table([f"{column.zh} {column.en}".strip() for column in picture.headings], picture.table)
    for each in picture.notes:
        answer(f"  {each.zh} / {each.en}")
