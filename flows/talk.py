"""What people read at the terminal: answers on stdout, talk on stderr, Chinese first and English beside it."""

import re
import sys
from collections.abc import Callable, Sequence

from schemas.faults import DoudiError

MASKED = re.compile(r"\d{14}(\d{3}[\dXx]|\d)")


def say(text: str = "") -> None:
    sys.stderr.write(MASKED.sub(r"**************\1", text) + "\n")


def answer(text: str = "") -> None:
    sys.stdout.write(MASKED.sub(r"**************\1", text) + "\n")


def say_error(error: DoudiError) -> None:
    """Code, what, where, what next, where to read on. Never a person's number or name."""
    fault = error.fault
    say(f"{fault.code}  {fault.zh} / {fault.en}")
    if error.where:
        say(f"  位置 where  : {error.where}")
    say(f"  处理 next   : {fault.next_zh} / {fault.next_en}")
    say(f"  详见 manual : docs/manual.md#{fault.code.lower()}")


def width(text: str) -> int:
    """Columns a terminal needs: a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A plain table on stdout; numbers to the right."""
    cells = [
        [f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else str(cell) for cell in row]
        for row in rows
    ]
    widths = [max(width(line[place]) for line in [list(headings), *cells]) for place in range(len(headings))]
    numeric = [
        bool(rows) and all(isinstance(row[place], int) for row in rows) for place in range(len(headings))
    ]
    for line in [list(headings), *cells]:
        shown = [
            " " * (widths[place] - width(cell)) + cell
            if numeric[place]
            else cell + " " * (widths[place] - width(cell))
            for place, cell in enumerate(line)
        ]
        answer("  " + "  ".join(shown).rstrip())


def progress() -> Callable[[str, int, int], None] | None:
    """A progress line on stderr, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def show(what: str, done: int, total: int) -> None:
        filled = 24 * done // max(total, 1)
        line = f"\r  [{'█' * filled}{'·' * (24 - filled)}] {done}/{total} {what}"
        sys.stderr.write(line + "\x1b[K" + ("\r\x1b[K" if done >= total else ""))
        sys.stderr.flush()

    return show
