"""The source article's figures, and the product's own beside them, from a night over each place's sample extracts."""

import shutil
import tempfile
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from flows import home
from flows.nightly import run_night
from schemas.connection import connect

SAMPLES = home.PACKAGE_DATA / "samples" / "article"


class Place(BaseModel):
    """One place of the article: its landing folder is `<area>/landing` below the samples."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    area: str
    as_of: date
    name_zh: str
    name: str


class Figure(BaseModel):
    """One figure. `article` is the article's own; `says` what its account comes to where it states none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    system: str
    area: str
    zh: str
    en: str
    article: str | None = None
    says: str | None = None
    query: str

    @model_validator(mode="after")
    def _says_one(self) -> "Figure":
        if (self.article is None) == (self.says is None):
            raise ValueError(f"{self.system}: article or says")
        return self

    @property
    def expected(self) -> str:
        return self.article or self.says or ""


class Sheet(BaseModel):
    """`article.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: tuple[Place, ...]
    figure: tuple[Figure, ...]


class Compared(BaseModel):
    """A figure with what the product found for it; None where it found nothing."""

    model_config = ConfigDict(frozen=True)

    figure: Figure
    place: Place
    found: str | None

    @property
    def is_equal(self) -> bool:
        return self.found == self.figure.expected


def compare(progress: Callable[[str, int, int], None] | None = None) -> list[Compared]:
    """Every figure of the article, in its order. Works in a temporary folder and leaves nothing behind.

    Raises: DoudiError, as a night does.
    """
    sheet = Sheet.model_validate(tomllib.loads((SAMPLES / "article.toml").read_text(encoding="utf-8")))
    found: dict[int, str | None] = {}
    with tempfile.TemporaryDirectory(prefix="doudi-") as folder:
        for number, place in enumerate(sheet.place):
            if progress:
                progress(f"{place.name_zh} {place.name}", number, len(sheet.place))
            published = _night(SAMPLES / place.area, Path(folder) / place.area, place)
            with connect(published, read_only=True) as con:
                for at, figure in enumerate(sheet.figure):
                    if figure.area == place.area:
                        row = con.execute(figure.query).fetchone()
                        found[at] = None if row is None or row[0] is None else str(row[0])
        if progress:
            progress("", len(sheet.place), len(sheet.place))
    places = {place.area: place for place in sheet.place}
    return [
        Compared(figure=figure, place=places[figure.area], found=found[at])
        for at, figure in enumerate(sheet.figure)
    ]


def _night(sample: Path, path: Path, place: Place) -> Path:
    """A home of its own with the sample's deliveries and standards, and its one night. Returns the published file."""
    bureau = home.make(path, place.area)
    shutil.copytree(sample / "landing", bureau.landing, dirs_exist_ok=True)
    if (sample / "standards").is_dir():
        shutil.copytree(sample / "standards", bureau.path / "standards", dirs_exist_ok=True)
    return run_night(bureau, place.as_of).published
