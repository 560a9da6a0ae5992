"""What a delivered file may at most be. Held to before anything parses it, so that no file can exhaust the machine.

Technical limits, far beyond what any department sends; none is a number of law.
"""

from typing import Final

LARGEST_FILE: Final = 2 << 30
"""Bytes on disk."""
LONGEST_LINE: Final = 1 << 20
"""Bytes of one physical line of text."""
MOST_COLUMNS: Final = 500
HEADER_WITHIN: Final = 10
"""Titles stand above the header in office files, never more than a few."""
LARGEST_UNPACKED: Final = 768 << 20
"""Bytes of all members of a workbook together."""
MOST_TIMES_SMALLER: Final = 200
"""A sheet packs twenty to sixty times smaller; a bomb a thousand times."""
MOST_MEMBERS: Final = 5_000
MOST_CELLS: Final = 20_000_000
LAST_ROW: Final = 1_048_576
"""Of any sheet; a row said to stand further down would make a reader count to it."""
LONGEST_GAP: Final = 10_000
"""Empty rows between two rows of a sheet; a cell further down is a stray one."""


class Refused(Exception):
    """A file that cannot be read at all, with the code that says why."""

    def __init__(self, code: str, where: str = "") -> None:
        self.code = code
        self.where = where
        super().__init__(code)
