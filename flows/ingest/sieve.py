"""The slow path: a file whose count does not prove itself is read line by line.

Every physical line is judged alone, because in these extracts a quote never joins lines: what has the
header's number of fields goes on with its line number in front; the rest is kept with its text and reason.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Writer


LONGEST_LINE = 1 << 20
"""Bytes; no department writes a longer line, and the reader takes none."""


@dataclass
class Sieved:
    blank: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    """(line, text, code)"""


def sieve(path: Path, encoding: str, delimiter: str, width: int, into: Path) -> Sieved:
    """Write the well-formed lines below the header into `into`, each with its number as a first field."""
    result = Sieved()
    with path.open("rb") as source, into.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, delimiter=delimiter, lineterminator="\n")
        source.readline()
        for number, raw in enumerate(source, start=2):
            if not raw.strip():
                result.blank += 1
                continue
            if len(raw) > LONGEST_LINE:
                result.refused.append((number, raw[:200].decode(encoding, "replace"), "E-FILE-LIMIT"))
                continue
            try:
                line = raw.decode(encoding).rstrip("\r\n")
            except UnicodeDecodeError:
                text = raw.decode("utf-8", "backslashreplace").rstrip()
                result.refused.append((number, text, "E-LINE-BYTES"))
                continue
            if "\0" in line or "\r" in line:
                result.refused.append((number, line.replace("\0", "\\x00"), "E-LINE-BYTES"))
            elif '"' in line:
                _sieve_quoted(line, number, delimiter, width, writer, result)
            elif line.count(delimiter) + 1 == width:
                target.write(f"{number}{delimiter}{line}\n")
            else:
                result.refused.append((number, line, "E-LINE-FIELDS"))
    return result


def _sieve_quoted(
    line: str, number: int, delimiter: str, width: int, writer: "Writer", result: Sieved
) -> None:
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        result.refused.append((number, line, "E-LINE-QUOTE"))
        return
    if len(cells) == width:
        writer.writerow([number, *cells])
    else:
        result.refused.append((number, line, "E-LINE-FIELDS"))
