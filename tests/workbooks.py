"""Workbooks as offices and programs make them, and as nobody should: for tests."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def workbook(
    rows: Iterable[Sequence[Any]],
    *,
    merged: Sequence[str] = (),
    others: dict[str, Iterable[Sequence[Any]]] | None = None,
) -> bytes:
    """The rows on the first sheet, a cell's type as in Python; `others` are further sheets by title."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for title, lines in (others or {}).items():
        other = book.create_sheet(title)
        for line in lines:
            other.append(list(line))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def edited(book: bytes, change: Callable[[str], str], part: str = SHEET) -> bytes:
    """The same workbook with one part's text changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                before = content.decode()
                after = change(before)
                assert after != before
                content = after.encode()
            new.writestr(name, content)
    return made.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return made.getvalue()


def texts(number: int, cells: Sequence[str]) -> str:
    """One row of a sheet's XML, every cell an inline text."""
    inner = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for letter, cell in zip(LETTERS, cells, strict=False)
    )
    return f'<row r="{number}">{inner}</row>'


def by_hand(rows: str, *, before: str = "", after: str = "", prologue: str = "") -> bytes:
    """A workbook of one sheet whose rows are written as XML, with whatever stands before and after them."""
    return archive(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/>'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
                'officedocument.spreadsheetml.sheet.main+xml"/>'
                f'<Override PartName="/{SHEET}" ContentType="application/vnd.openxmlformats-'
                'officedocument.spreadsheetml.worksheet+xml"/></Types>'
            ).encode(),
            "_rels/.rels": (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                b'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/workbook.xml": (
                f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
                'relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                b'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            ),
            SHEET: (
                f'{prologue}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
            ).encode(),
        }
    )
