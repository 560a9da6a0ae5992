"""The source article in small: for every place it names, extracts of invented people that come to the article's figures.

What is written here stands, tracked, under `data/samples/article/`; `doudi stats --article` runs a night over it.
`python -m flows.synth.article` writes it anew.
"""

from collections.abc import Callable
from pathlib import Path

from flows.synth.article import (
    huaining,
    inner_mongolia,
    nankang,
    qixingguan,
    taishan,
    zhangjiagang,
    zhejiang,
)
from flows.synth.article.sample import Sample

PLACES: dict[str, Callable[[Sample], None]] = {
    "370902": taishan.deliver,
    "340822": huaining.deliver,
    "33": zhejiang.deliver,
    "520502": qixingguan.deliver,
    "360703": nankang.deliver,
    "320582": zhangjiagang.deliver,
    "15": inner_mongolia.deliver,
}


def write(folder: Path) -> None:
    """Write every place's landing folder below `folder`: the same bytes every time."""
    for area, deliver in PLACES.items():
        deliver(Sample(folder / area / "landing"))
