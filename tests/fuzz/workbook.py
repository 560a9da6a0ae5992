"""A workbook's cells by a reader of its own: zipfile and ElementTree, no office library.

What the sheet says of its own size is not asked; the cells themselves are counted.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

MOST_BYTES = 64 << 20
DATE_FORMATS = {*range(14, 23), 45, 46, 47}


class NotReadable(Exception):
    """No table can be believed to come out of this archive."""


@dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool = False


@dataclass
class Sheet:
    title: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    """Row number -> place from 0 -> cell; only cells that hold something."""
    is_ordered: bool = True
    """False when a row number comes twice or goes back: then a reader that counts rows passes some over."""

    @property
    def last(self) -> int:
        return max(self.rows, default=0)


def read_book(content: bytes) -> list[Sheet]:
    """The sheets in the order of the workbook.

    Raises: NotReadable.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
                raise NotReadable("larger than we unpack")
            return _sheets(archive)
    except NotReadable:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        ElementTree.ParseError,
        LookupError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        OverflowError,
    ) as error:
        raise NotReadable(repr(error)) from error


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    raw = archive.read(name)
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise NotReadable(f"{name}: entity declarations")
    return ElementTree.fromstring(raw)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [found for found in element.iter() if _local(found) == name]


def _sheets(archive: zipfile.ZipFile) -> list[Sheet]:
    book = "xl/workbook.xml"
    relations = {
        relation.attrib["Id"]: normpath(join(dirname(book), relation.attrib["Target"])).lstrip("/")
        if not relation.attrib["Target"].startswith("/")
        else relation.attrib["Target"].lstrip("/")
        for relation in _all(_part(archive, "xl/_rels/workbook.xml.rels"), "Relationship")
    }
    names = set(archive.namelist())
    strings = _strings(_part(archive, "xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
    dates = _date_styles(_part(archive, "xl/styles.xml")) if "xl/styles.xml" in names else set()
    found = []
    for sheet in _all(_part(archive, book), "sheet"):
        place = next(value for key, value in sheet.attrib.items() if key.rpartition("}")[2] == "id")
        title = sheet.attrib.get("name", "")
        try:
            found.append(_sheet(title, _part(archive, relations[place]), strings, dates))
        except (KeyError, ElementTree.ParseError):
            if not found:
                raise
            # A further sheet that cannot be read holds nothing that anybody could miss.
            found.append(Sheet(title))
    if not found:
        raise NotReadable("no sheet")
    return found


def _strings(part: ElementTree.Element) -> list[str]:
    return [_written(item) for item in part if _local(item) == "si"]


def _written(item: ElementTree.Element) -> str:
    """The text of a string item: plain, or in runs; what says how to pronounce it is left out."""
    found = ""
    for child in item:
        if _local(child) == "t":
            found += child.text or ""
        elif _local(child) == "r":
            found += "".join(run.text or "" for run in child if _local(run) == "t")
    return found


def _date_styles(part: ElementTree.Element) -> set[int]:
    own = {
        int(style.attrib["numFmtId"])
        for style in _all(part, "numFmt")
        if re.search("[dmhysDMHYS]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", style.attrib["formatCode"]))
    }
    listed = [found for cells in _all(part, "cellXfs") for found in cells]
    return {
        place
        for place, style in enumerate(listed)
        if int(style.attrib.get("numFmtId", "0")) in DATE_FORMATS | own
    }


def _sheet(title: str, part: ElementTree.Element, strings: list[str], dates: set[int]) -> Sheet:
    sheet = Sheet(title)
    number = 0
    for row in _all(part, "row"):
        before = number
        number = int(row.attrib["r"]) if "r" in row.attrib else number + 1
        sheet.is_ordered = sheet.is_ordered and number > before
        place = -1
        for element in row:
            at = element.attrib.get("r")
            place = _place(at) if at else place + 1
            cell = _cell(element, strings, dates)
            if cell is not None:
                sheet.rows.setdefault(number, {})[place] = cell
    return sheet


def _place(reference: str) -> int:
    letters = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]*)", reference)
    if not letters:
        raise NotReadable(f"cell {reference}")
    found = 0
    for letter in letters[1].upper():
        found = found * 26 + ord(letter) - 64
    return found - 1


def _cell(element: ElementTree.Element, strings: list[str], dates: set[int]) -> Cell | None:
    kind = element.attrib.get("t", "n")
    if kind == "inlineStr":
        inner = next((child for child in element if _local(child) == "is"), None)
        text = None if inner is None else _written(inner)
        return None if text is None else Cell(text)
    value = next((child.text for child in element if _local(child) == "v"), None)
    if not value and any(_local(child) == "f" for child in element):
        raise NotReadable("formula without a result")
    if not value:
        return None
    if kind == "s":
        index = int(value)
        if index < 0:
            raise NotReadable(f"shared string {index}")
        return Cell(strings[index])
    if kind == "b":
        return Cell(str(bool(int(value))).upper())
    if kind == "n":
        return _number(value, int(element.attrib.get("s", "0")) in dates)
    if kind == "d":
        return Cell(_day(datetime.fromisoformat(value.removesuffix("Z"))))
    return Cell(value)


def _number(value: str, is_date: bool) -> Cell:
    amount = float(value) if set(value) & set(".eE") else int(value)
    if is_date:
        try:
            return Cell(_day(_from_serial(amount)))
        except (OverflowError, ValueError):
            return Cell("#VALUE!")
    if abs(amount) >= 10**15:
        # A spreadsheet keeps fifteen digits and shows the rest as a power of ten.
        return Cell(f"{float(amount):.15g}", is_number=True)
    if isinstance(amount, float) and amount.is_integer():
        amount = int(amount)
    return Cell(str(amount) if isinstance(amount, int) else f"{amount:.15g}", is_number=True)


def _from_serial(amount: float) -> datetime:
    """Days since the last day of 1899; the sixtieth, 29 February 1900, never was."""
    days, part = divmod(amount, 1)
    days += 0 < amount < 60
    return datetime(1899, 12, 30) + timedelta(days=days, milliseconds=round(part * 86_400_000))


def _day(moment: datetime) -> str:
    whole = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    return moment.date().isoformat() if whole else moment.isoformat(" ")
