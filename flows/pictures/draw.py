"""From a picture to ink: SVG for the page, PNG for a letter, an HTML page that opens without a network.

Vega-Lite draws without a browser. The font lies beside, because a bare server has none with Chinese characters and would
draw boxes; with a name of its own it also makes every machine draw the same.
"""

import json
import re
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from flows.page_template import page_template
from flows.pictures.picture import Picture

_HERE = Path(__file__).parent
_MARKS = 'class="marks"'
_SCALE = 2.0
"""Two dots for each point: sharp on paper and on a good screen."""
_TITLE_LETTERS, _SUBTITLE_LETTERS = 42, 105
"""What fits over a picture: Chinese letters, where two others are one; letters of the smaller line."""


def svg(picture: Picture) -> str:
    """The picture for a page: named and described for whoever hears it instead. Equal pictures give equal bytes."""
    drawn = _engine().vegalite_to_svg(_whole(picture, with_title=False))
    # HTML knows what an svg is; an address in a page would look like something to fetch.
    return _named(re.sub(r' xmlns(:xlink)?="[^"]*"', "", drawn), picture)


def svg_alone(picture: Picture) -> str:
    """The same as a file of its own, which says its finding in itself."""
    return _named(_engine().vegalite_to_svg(_whole(picture, with_title=True)), picture)


def png(picture: Picture) -> bytes:
    return bytes(_engine().vegalite_to_png(_whole(picture, with_title=True), scale=_SCALE))


def figure(picture: Picture) -> str:
    """The picture with its finding and its table, to stand in a page."""
    return str(page_template(_HERE / "figure.html.j2").render(picture=picture, drawn=Markup(svg(picture))))


def page(picture: Picture) -> str:
    """A page of its own."""
    template = page_template(_HERE / "page.html.j2")
    return str(template.render(picture=picture, figure=Markup(figure(picture))))


@cache
def _engine() -> Any:
    """Imported by whoever draws: the engine is large, and a night without a picture needs none of it."""
    import vl_convert

    vl_convert.register_font_directory(str(_HERE / "font"))
    return vl_convert


@cache
def _house() -> dict[str, Any]:
    return dict(json.loads((_HERE / "house.vl.json").read_text(encoding="utf-8")))


def spec_of(name: str) -> dict[str, Any]:
    """The Vega-Lite text of a picture, which stands beside its module."""
    return dict(json.loads((_HERE / f"{name}.vl.json").read_text(encoding="utf-8")))


def _whole(picture: Picture, *, with_title: bool) -> dict[str, Any]:
    title = {
        "text": _lines(picture.finding.zh),
        "subtitle": wrap(picture.finding.en, _SUBTITLE_LETTERS),
    }
    rows = json.loads(json.dumps(picture.values, default=_plain))
    data = {"datasets": {"rows": rows, "shapes": list(picture.shapes)}}
    return _house() | ({"title": title} if with_title else {}) | data | dict(picture.spec)


def _lines(sentence: str) -> list[str]:
    """Broken where one may take a breath, so that no number falls apart."""
    lines = [""]
    for part in re.split("(?<=[，；：])", sentence):
        if lines[-1] and _long(lines[-1] + part) > _TITLE_LETTERS:
            lines.append("")
        lines[-1] += part
    return lines


def _long(text: str) -> float:
    return sum(1 if east_asian_width(letter) in "WF" else 0.55 for letter in text)


def _plain(cell: Any) -> Any:
    """A length on paper is no amount: yuan may be drawn as a float, and are told as text."""
    return cell.isoformat() if hasattr(cell, "isoformat") else float(cell)


def _tidy(tag: re.Match[str]) -> str:
    """Hundredths of a point are finer than any printer, and sixteen digits would look like somebody's number. The whole
    is one image with a name: its parts are none for a screen reader."""
    rounded = re.sub(r"-?\d+\.\d{3,}", lambda length: f"{float(length[0]):.2f}", tag[0])
    return re.sub(r' (role|aria-\w+)="[^"]*"', "", rounded)


def _named(drawn: str, picture: Picture) -> str:
    name = escape(picture.name)
    words = (
        f'<title id="{name}-title">{escape(picture.finding.zh)}</title>'
        f'<desc id="{name}-text">{escape(picture.seen.zh)} {escape(picture.seen.en)}</desc>'
    )
    drawn = re.sub("<[^>]*>", _tidy, drawn)
    named = f'{_MARKS} role="img" aria-labelledby="{name}-title {name}-text"'
    opened = drawn.index(">") + 1
    return drawn[:opened].replace(_MARKS, named) + words + drawn[opened:]
