"""A form: drawn once by XlsxWriter, then filled for one township after another.

Drawing a workbook takes milliseconds, and of all that only the rows and the title differ. So XlsxWriter draws
the sheets, styles, drop-downs and protection with one example row per style; here that is cut into what stays
and what changes, and a list is the form plus its rows.
"""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import TracebackType
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from flows.exports.private_file import private_file
from flows.exports.row_xml import RowTemplate, cell_text

LAST_ROW = 1_000_003
"""Stands for the number of the last row wherever a drawing needs a range down to it."""

# Marks for what differs per list; private characters, which no text of ours contains.
_LAST_ROW_USED = "\ue000"
TITLE = "\ue001"
BATCH_LINE = "\ue002"
TOWNSHIP_CODE = "\ue003"
TRANSFER_COUNT = "\ue004"

PLAIN = "plain"
"""The style of a row that has no other; every sheet that takes rows has it."""

_NAMES = "xl/workbook.xml"
_DIMENSION = re.compile(r'<dimension ref="A1:([A-Z]+)\d+"/>')
_ROWS_AT_A_TIME = 200

# The rows repeat themselves so much that working harder on them saves little.
_COMPRESSION = 1


@dataclass(frozen=True)
class RowSheet:
    """A sheet that takes rows, cut at its example rows."""

    part: str
    head: str
    first_row: int
    templates: dict[str, RowTemplate]
    tail: str


@dataclass(frozen=True)
class Form:
    fixed: bytes
    """A zip of the parts that are the same in every list."""
    names: str
    """Print titles and filter ranges."""
    sheets: dict[str, RowSheet]


def draw_form(draw: Callable[[Workbook], Mapping[str, tuple[int, tuple[str, ...]]]], as_of: date) -> Form:
    """Has `draw` make a workbook and cuts it up.

    `draw` returns, per name of a sheet that takes rows, the zero-based row where the examples begin and the
    styles they stand for, in their order.
    """
    drawn = io.BytesIO()
    # Constant memory makes XlsxWriter write texts into the rows themselves instead of into a shared table.
    book = Workbook(
        drawn,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    # A date of its own would make tonight's file differ from the same file made again.
    book.set_properties({"title": "预警核查清单", "created": datetime.combine(as_of, time(), UTC)})
    takes_rows = draw(book)
    part_of = {
        sheet.get_name(): f"xl/worksheets/sheet{number}.xml"
        for number, sheet in enumerate(book.worksheets(), 1)
    }
    book.close()

    fixed = io.BytesIO()
    sheets: dict[str, RowSheet] = {}
    with ZipFile(drawn) as whole, ZipFile(fixed, "w", ZIP_DEFLATED) as rest:
        names = whole.read(_NAMES).decode()
        for name, (first, styles) in takes_rows.items():
            sheets[name] = _cut(part_of[name], whole.read(part_of[name]).decode(), first + 1, styles)
        changing = {_NAMES, *(sheet.part for sheet in sheets.values())}
        for part in whole.namelist():
            if part not in changing:
                _put(rest, part, whole.read(part))
    return Form(fixed.getvalue(), names, sheets)


def _cut(part: str, xml: str, first_row: int, styles: tuple[str, ...]) -> RowSheet:
    begin = xml.index(f'<row r="{first_row}"')
    end = xml.index("</sheetData>")
    examples = re.findall(r"<row .*?</row>", xml[begin:end])
    templates = dict(zip(styles, map(RowTemplate, examples), strict=True))
    head = _DIMENSION.sub(rf'<dimension ref="A1:\g<1>{_LAST_ROW_USED}"/>', xml[:begin])
    return RowSheet(part, head, first_row, templates, xml[end:])


def _put(archive: ZipFile, part: str, content: bytes) -> None:
    # Opened by name, an entry gets 1980 as its date; `writestr` would look at the clock.
    with archive.open(part, "w") as out:
        out.write(content)


class FilledForm:
    """A workbook on its way to an office: the form, and rows that are written as they come."""

    def __init__(self, path: Path, form: Form, *, rows: Mapping[str, int], texts: Mapping[str, str]) -> None:
        """`rows` is how many each sheet will take, by its name: ranges and titles stand before the rows in the file."""
        self._form = form
        self._rows = rows
        self._texts = {mark: cell_text(text) for mark, text in texts.items()}
        self._path = path
        # In memory: a zip is full of small steps back and forth, and packed rows take little room.
        self._packed = io.BytesIO(form.fixed)
        self._zip = ZipFile(self._packed, "a", ZIP_DEFLATED, compresslevel=_COMPRESSION)
        names = form.names
        for name in form.sheets:
            names = re.sub(rf"('?{name}'?![^<]*){LAST_ROW}", rf"\g<1>{self._last_row(name)}", names)
        _put(self._zip, _NAMES, names.encode())

    def sheet(self, name: str) -> "OpenSheet":
        """Starts a sheet; the one before has to be finished."""
        sheet = self._form.sheets[name]
        last_row = self._last_row(name)
        head = sheet.head.replace(_LAST_ROW_USED, last_row)
        for mark, text in self._texts.items():
            head = head.replace(mark, text)
        return OpenSheet(self._zip, sheet, head, sheet.tail.replace(str(LAST_ROW), last_row))

    def _last_row(self, name: str) -> str:
        # A range needs one row even when there is none to write.
        return str(self._form.sheets[name].first_row + max(self._rows[name], 1) - 1)

    def __enter__(self) -> "FilledForm":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        if error is not None:
            return
        with private_file(self._path) as out:
            out.write(self._packed.getbuffer())


class OpenSheet:
    """A sheet that is being written, row after row."""

    def __init__(self, archive: ZipFile, sheet: RowSheet, head: str, tail: str) -> None:
        self._out = archive.open(sheet.part, "w")
        self._templates = sheet.templates
        self._row = sheet.first_row
        self._waiting = [head]
        self._tail = tail

    def write(self, cells: Sequence[str], *, height: float = 15, style: str = PLAIN) -> None:
        """The next row; a style the form does not know is plain."""
        template = self._templates.get(style) or self._templates[PLAIN]
        self._waiting.append(template.fill(self._row, height, cells))
        self._row += 1
        if len(self._waiting) >= _ROWS_AT_A_TIME:
            self._flush()

    def _flush(self) -> None:
        self._out.write("".join(self._waiting).encode())
        self._waiting.clear()

    def __enter__(self) -> "OpenSheet":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._waiting.append(self._tail)
        self._flush()
        self._out.close()
