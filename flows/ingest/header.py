"""Where a file's header stands, and which of its columns is which of the contract's: by name, never by position."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from schemas.extract import Extract
from schemas.extracts import EXTRACTS

LIKE_AN_IDENTITY_NUMBER = "[0-9]{15}|[0-9]{17}[0-9Xx]"
_PERSON = re.compile(f"(?<![0-9])({LIKE_AN_IDENTITY_NUMBER})(?![0-9])")


@dataclass(frozen=True)
class Header:
    """`places` maps a contract column to its place in the file; the rest says what does not fit."""

    headings: tuple[str, ...]
    places: dict[str, int]
    missing: tuple[str, ...]
    doubled: tuple[str, ...]
    unknown_count: int
    likely: dict[str, str]
    resembles: str | None

    @property
    def width(self) -> int:
        return len(self.headings)


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    return "".join(unicodedata.normalize("NFKC", heading).split()).strip("\ufeff'\"").lower()


def names_of(extract: Extract) -> dict[str, str]:
    """Every heading a contract accepts, in plain form, with the column it means."""
    return {
        plain(heading): column.name
        for column in extract.columns
        for heading in (column.zh, column.name, *column.aliases)
    }


def read_header(extract: Extract, headings: Sequence[str]) -> Header:
    names = names_of(extract)
    places: dict[str, int] = {}
    doubled: list[str] = []
    unknown: list[str] = []
    for place, heading in enumerate(headings):
        column = names.get(plain(heading))
        if column is None:
            unknown.append(heading)
        elif column in places:
            doubled.append(extract.column(column).zh)
        else:
            places[column] = place
    missing = [wanted for wanted in extract.columns if wanted.required and wanted.name not in places]
    likely = {}
    # A first line that names none of our columns may be a person's row: nothing of it is repeated.
    for absent in missing if places else ():
        close = difflib.get_close_matches(absent.zh, unknown, n=1, cutoff=0.5)
        if close:
            likely[absent.zh] = close[0]
    return Header(
        headings=tuple(headings),
        places=places,
        missing=tuple(absent.zh for absent in missing),
        doubled=tuple(doubled),
        unknown_count=sum(1 for heading in unknown if plain(heading)),
        likely=likely,
        resembles=_resembles(extract, headings) if missing else None,
    )


def fit(extract: Extract, headings: Sequence[str]) -> int:
    """How many of a contract's columns a row of headings names."""
    names = names_of(extract)
    return len({names[plain(heading)] for heading in headings if plain(heading) in names})


def find_header(extract: Extract, rows: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """The place of the header among a file's first rows, and its headings: the row that names most columns, the
    first of equals. A heading may stand over two rows (a group above, its parts below): then the lower name
    counts, and where there is none the upper. A row that holds a person's number is data: no header is looked for
    from there on, or the rows above it would be taken for titles."""
    rows = list(takewhile(lambda row: not names_a_person(row), rows)) or rows[:1]
    tried = [(fit(extract, row), -place, list(row)) for place, row in enumerate(rows)]
    for place, (upper, lower) in enumerate(pairwise(rows), start=1):
        both = _stacked(upper, lower)
        named = fit(extract, both)
        if named > max(fit(extract, upper), fit(extract, lower)):
            tried.append((named, -place, both))
    _, place, headings = max(tried, key=lambda each: each[:2], default=(0, 0, []))
    return -place, headings


def names_a_person(row: Sequence[str]) -> bool:
    return any(_PERSON.search(cell) for cell in row)


def _stacked(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    padded = [[*row, *[""] * (width - len(row))] for row in (upper, lower)]
    return [below or above for above, below in zip(*padded, strict=True)]


def _resembles(extract: Extract, headings: Sequence[str]) -> str | None:
    """Another extract whose required columns are all there: the file was put in the wrong folder.

    Some extracts require little more than an identity number, so it must also name more of the other's columns
    than of its own.
    """
    own = fit(extract, headings)
    likelier = [
        (fit(other, headings), other.name)
        for other in EXTRACTS.values()
        if fit(other, headings) > own and _has_required(other, headings)
    ]
    return max(likelier)[1] if likelier else None


def _has_required(extract: Extract, headings: Sequence[str]) -> bool:
    names = names_of(extract)
    found = {names.get(plain(heading)) for heading in headings}
    return all(column.name in found for column in extract.columns if column.required)
