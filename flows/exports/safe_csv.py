"""The one writer of CSV: opens with a double click, and no cell comes alive.

UTF-8 with a byte-order mark and CRLF, because that is what Excel and WPS expect. A spreadsheet runs a cell
that begins like a formula, whatever quotes stand around it; such a text gets an apostrophe in front, which
the reader of returned lists takes off again. Numbers keep their sign. A row is one line of the file: reasons that
stand below each other in the workbook follow each other here, because many programs read a CSV by lines.
"""

import codecs
import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from flows.exports.private_file import private_file

_LIVE = frozenset("=+-@\t\r＝＋－＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def neutral(text: str) -> str:
    """The text as a spreadsheet may safely open it."""
    if text and text[0] in _LIVE and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def _on_one_line(text: str) -> str:
    return " ".join(text.splitlines()) if "\n" in text or "\r" in text else text


class _Handed:
    """For `csv.writer`, which returns what its file returns: the line itself."""

    def write(self, line: str) -> str:
        return line


_WRITER = csv.writer(_Handed(), quoting=csv.QUOTE_MINIMAL, lineterminator="")


def safe_cells(values: Sequence[str]) -> str:
    """Two cells or more as they stand beside each other in a line, for `SafeCsv.write_cells`; of one, an empty one would
    be taken for a line of its own."""
    # Nearly every row is harmless, and there are many cells: one look at all of them tells.
    whole = "".join(values)
    if "\n" in whole or "\r" in whole:
        values = [_on_one_line(value) for value in values]
    if not _LIVE.isdisjoint([value[:1] for value in values]):
        values = [neutral(value) for value in values]
    line: str = _WRITER.writerow(values)
    return line


class SafeCsv:
    """A CSV file on its way to an office."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        file = private_file(path)
        file.write(codecs.BOM_UTF8)
        self._file = io.TextIOWrapper(file, encoding="utf-8", newline="")
        self.write(header)

    def write(self, values: Sequence[str]) -> None:
        self.write_cells(safe_cells(values))

    def write_cells(self, *cells: str) -> None:
        """A row out of pieces that `safe_cells` made: what two files say alike is made once."""
        self._file.write(f"{','.join(cells)}\r\n")

    def __enter__(self) -> "SafeCsv":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
