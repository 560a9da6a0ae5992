"""What people read at the terminal: answers on stdout, talk on stderr, Chinese first and English beside it."""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from flows.message import Message, blocks
from schemas.faults import DoudiError
from schemas.masks import without_numbers


def say(text: str = "") -> None:
    sys.stderr.write(without_numbers(text) + "\n")


def answer(text: str = "") -> None:
    sys.stdout.write(without_numbers(text) + "\n")


def this_command() -> str:
    """How the reader can call us again: by name where the shell finds it, else by the path used just now."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "doudi" and not shutil.which("doudi") else "doudi"


def say_error(error: DoudiError) -> None:
    """Code, what, where, the likely cause, what next, where to read on. Never a person's number or name."""
    for line in blocks([Message(error.fault.code, where=error.where)]):
        say(line)


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A plain table on stdout; numbers to the right."""
    from rich.console import Console
    from rich.table import Table

    made = Table(box=None, pad_edge=True, header_style="")
    for place, heading in enumerate(headings):
        numeric = bool(rows) and all(isinstance(row[place], int) for row in rows)
        made.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        made.add_row(*(f"{cell:,}" if isinstance(cell, int) else without_numbers(str(cell)) for cell in row))
    # Wider than any table: a terminal wraps a long line more readably than a squeezed column.
    Console(file=sys.stdout, width=400, markup=False, emoji=False, highlight=False).print(made)


def progress() -> Callable[[str, int, int], None] | None:
    """A progress bar on stderr, on a terminal only."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("")

    def show(what: str, done: int, total: int) -> None:
        bar.start()
        bar.update(task, description=what, completed=done, total=max(total, 1))
        if done >= total:
            bar.stop()

    return show
