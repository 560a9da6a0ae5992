"""A list turned into CSV by an office program: a cell of several lines stands there on several lines of the file.

Departments' extracts never do that, and there an open quotation mark must not swallow the lines below it. So lines are
joined only where what comes out has exactly the header's cells; else they stay as they are, each refused by itself.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

MOST_LINES = 60
"""Lines of one cell; a household has never so many reasons."""


def join_lines(text: Path, into: Path, *, delimiter: str, width: int) -> bool:
    """Write `text` (UTF-8) with every row on one line. False when there was nothing to join."""
    joined = False
    with text.open("rb") as source, into.open("wb") as target:
        for row in _rows(source, delimiter, width):
            joined = joined or len(row) > 1
            target.write(b" ".join(line.rstrip(b"\r\n") for line in row) + b"\n")
    return joined


def _rows(lines: Iterable[bytes], delimiter: str, width: int) -> Iterator[list[bytes]]:
    """The lines of each row; those of a quotation mark that closes nowhere one by one."""
    waiting: list[bytes] = []
    for line in lines:
        waiting.append(line)
        if sum(part.count(b'"') for part in waiting) % 2 == 0:
            yield from [waiting] if _is_a_row(waiting, delimiter, width) else ([part] for part in waiting)
            waiting = []
        elif len(waiting) > MOST_LINES:
            yield [waiting.pop(0)]
    yield from ([part] for part in waiting)


def _is_a_row(lines: list[bytes], delimiter: str, width: int) -> bool:
    if len(lines) == 1:
        return True
    try:
        text = b" ".join(line.rstrip(b"\r\n") for line in lines).decode()
        return len(next(csv.reader([text], delimiter=delimiter, strict=True))) == width
    except (UnicodeDecodeError, csv.Error):
        return False
