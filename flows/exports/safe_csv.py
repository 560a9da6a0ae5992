"""The one writer of CSV: opens with a double click, and no cell comes alive.

UTF-8 with a byte-order mark and CRLF, because that is what Excel and WPS expect. A spreadsheet runs a cell
that begins like a formula, whatever quotes stand around it; such a text gets an apostrophe in front, which
the reader of returned lists takes off again. Numbers keep their sign. A row is one line of the file: reasons that
stand below each other in the workbook follow each other here, because many programs read a CSV by lines.
"""

import csv
import io
import re
from collections.abc import Iterable
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


class SafeCsv:
    """A CSV file on its way to an office."""

    def __init__(self, path: Path, header: Iterable[str]) -> None:
        self._file = io.TextIOWrapper(private_file(path), encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
        self.write(header)

    def write(self, values: Iterable[str]) -> None:
        # Nearly every cell is harmless at its first character, and there are many cells.
        self._writer.writerow(
            [neutral(value) if value[:1] in _LIVE else value for value in map(_on_one_line, values)]
        )

    def __enter__(self) -> "SafeCsv":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
