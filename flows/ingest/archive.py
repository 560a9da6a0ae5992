"""A workbook is an archive made by someone else: what it may hold is settled before any of it is unpacked and read."""

import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from flows.ingest.limits import LARGEST_UNPACKED, MOST_CELLS, MOST_MEMBERS, MOST_TIMES_SMALLER, Refused

BLOCK = 1 << 20
SMALL = 1 << 20
"""Bytes; a member of this size may be packed as tightly as it likes."""

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="([0-9]+)"')
_FORMULA_WITHOUT_VALUE = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})([0-9]+):([A-Z]{1,3})([0-9]+)"')


def examine(path: Path) -> None:
    """Raises: Refused, when the archive is no workbook, could harm, or is larger than we unpack."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused("E-FILE-NOT-TABLE") from error
    if len(members) > MOST_MEMBERS:
        raise Refused("E-FILE-LIMIT", f"> {MOST_MEMBERS} members")
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise Refused("E-FILE-LIMIT", f"> {LARGEST_UNPACKED >> 20} MB unpacked")
    if any(
        member.file_size > SMALL and member.file_size > MOST_TIMES_SMALLER * member.compress_size
        for member in members
    ):
        raise Refused("E-FILE-LIMIT", f"> {MOST_TIMES_SMALLER} : 1")
    names = {member.filename for member in members}
    placed = sorted(members, key=lambda member: member.header_offset)
    overlapping = any(
        one.header_offset + one.compress_size > other.header_offset for one, other in pairwise(placed)
    )
    if len(names) < len(members) or overlapping:
        raise Refused("E-FILE-HOSTILE")
    if "xl/workbook.xml" not in names:
        office = any(name.startswith("word/") or name == "content.xml" for name in names)
        raise Refused("E-FILE-NOT-TABLE" if office else "E-FILE-ARCHIVE")
    if any(member.flag_bits & 1 for member in members):
        raise Refused("E-FILE-OLD-OFFICE")


def merged_down(path: Path, sheet: str) -> dict[tuple[int, int], int]:
    """The cells of a sheet that stand for the cells below them too: (row, column) to the last row, counted from 1.

    Looks through the sheet once. Raises: Refused, when rows are out of order (the library would lose them), a formula has
    no result, or there are more cells than we read.
    """
    found: dict[tuple[int, int], int] = {}
    last, cells = 0, 0
    for block in _blocks(path, sheet):
        cells += block.count(b"<c ") + block.count(b"<c>")
        if cells > MOST_CELLS:
            raise Refused("E-FILE-LIMIT", f"> {MOST_CELLS:,} cells")
        if _has_uncalculated(block):
            raise Refused("E-SHEET-FORMULA")
        for row in _ROW.finditer(block):
            number = _NUMBER.search(row[1])
            here = int(number[1]) if number else last + 1
            if here <= last:
                raise Refused("E-FILE-NOT-TABLE", f"row {here}")
            last = here
        for left, top, right, bottom in _MERGED.findall(block):
            if left == right and int(top) < int(bottom):
                found[int(top), _column(left)] = int(bottom)
    return found


def _has_uncalculated(block: bytes) -> bool:
    """An empty value is a result only where the cell says that its result is text."""
    return any(
        not found[1] or b't="str"' not in block[block.rfind(b"<c ", 0, found.start()) : found.start()]
        for found in _FORMULA_WITHOUT_VALUE.finditer(block)
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _blocks(path: Path, member: str) -> Iterator[bytes]:
    """The sheet's text in blocks that cut no row and no merged range."""
    rest = b""
    with zipfile.ZipFile(path) as archive, archive.open(member) as text:
        while chunk := text.read(BLOCK):
            rest += chunk
            cut = max(rest.rfind(b"</row>"), rest.rfind(b"<mergeCell "))
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
    yield rest
