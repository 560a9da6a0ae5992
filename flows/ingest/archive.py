"""A workbook is an archive made by someone else: what it may hold is settled before any of it is unpacked and read."""

import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from flows.ingest.limits import (
    LARGEST_UNPACKED,
    LAST_ROW,
    LONGEST_GAP,
    MOST_CELLS,
    MOST_MEMBERS,
    MOST_TIMES_SMALLER,
    Refused,
)

BLOCK = 1 << 20
SMALL = 1 << 20
"""Bytes; a member of this size may be packed as tightly as it likes."""

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)\b")
_NUMBER = re.compile(rb"""\br\s*=\s*["']([0-9]+)["']""")
_CELL = re.compile(rb"""<(?:\w+:)?(?:(row)\b|c\b[^>]*?\br\s*=\s*["']([A-Z]{1,3})[0-9])""")
_FORMULA = rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
_EMPTY = rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)\s*"
_IS_TEXT = rb"""[^>]*\bt\s*=\s*["']str["']"""
_UNCALCULATED = re.compile(
    _FORMULA
    + rb"</(?:\w+:)?c>|<(?:\w+:)?c\b(?!"
    + _IS_TEXT
    + rb")[^>]*>\s*"
    + _FORMULA
    + _EMPTY
    + rb"</(?:\w+:)?c>"
)
"""A formula without a result. Only where the result is a text may it be an empty one."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})([0-9]+):([A-Z]{1,3})([0-9]+)"')
_NEGATIVE_TEXT = re.compile(rb"""\bt\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v>\s*-""")
"""A shared text counted from the end: the library would take another one."""


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
        office = not names.isdisjoint({"[Content_Types].xml", "content.xml"})
        raise Refused("E-FILE-NOT-TABLE" if office else "E-FILE-ARCHIVE")
    if any(member.flag_bits & 1 for member in members):
        raise Refused("E-FILE-OLD-OFFICE")


def sheets_named(path: Path) -> int:
    """How many sheets the workbook says it has; the library passes over those whose part is missing."""
    with zipfile.ZipFile(path) as archive:
        return len(re.findall(rb"<(?:\w+:)?sheet\b", archive.read("xl/workbook.xml")))


def merged_down(path: Path, sheet: str) -> dict[tuple[int, int], int]:
    """The cells of a sheet that stand for the cells below them too: (row, column) to the last row, counted from 1.

    Looks through the sheet once. Raises: Refused, when rows, or cells within a row, are out of order (the library would
    lose them), a formula has no result, or there are more cells than we read.
    """
    found: dict[tuple[int, int], int] = {}
    last, cells = 0, 0
    for block in _blocks(path, sheet):
        cells += block.count(b"<c ") + block.count(b"<c>")
        if cells > MOST_CELLS:
            raise Refused("E-FILE-LIMIT", f"> {MOST_CELLS:,} cells")
        if _UNCALCULATED.search(block):
            raise Refused("E-SHEET-FORMULA")
        for row in _ROW.finditer(block):
            number = _NUMBER.search(row[1])
            here = int(number[1]) if number else last + 1
            if here <= last:
                raise Refused("E-FILE-NOT-TABLE", f"row {here}")
            if here > LAST_ROW:
                raise Refused("E-FILE-LIMIT", f"row {here:,}")
            if here - last > LONGEST_GAP and _VALUE.search(block, row.end(), _end_of(block, row.end())):
                # Said here already, so that nobody walks over a million rows that are not there.
                raise Refused("E-FILE-LIMIT", f"row {here:,}: {here - last - 1:,} blank rows above it")
            last = here
        if _NEGATIVE_TEXT.search(block) or _is_out_of_order(block):
            raise Refused("E-FILE-NOT-TABLE", f"row {last}")
        for left, top, right, bottom in _MERGED.findall(block):
            if left == right and int(top) < int(bottom):
                found[int(top), _column(left)] = int(bottom)
    return found


def _end_of(block: bytes, start: int) -> int:
    """Where the row that begins before `start` is over."""
    following = _ROW.search(block, start)
    return following.start() if following else len(block)


def _is_out_of_order(block: bytes) -> bool:
    """Whether a cell stands behind one that is further right, or twice in its row."""
    last = (0, b"")
    for row, letters in _CELL.findall(block):
        here = (len(letters), letters)
        if not row and here <= last:
            return True
        last = here
    return False


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
