"""How high a row must be so that nothing is cut off on paper.

A spreadsheet program fits a row to its text only when somebody edits it; a printed list needs the height
beforehand.
"""

from collections.abc import Sequence
from functools import lru_cache

FONT_SIZE = 10.0
_POINTS_PER_LINE = 1.5
"""Of each point of the font."""
_PADDING = 5.0
# A column is measured in digits of the workbook's 11-point font; this many points of print fill a unit.
_POINTS_PER_UNIT = 10.4
HIGHEST = 409.0
"""A spreadsheet knows no higher row."""


def text_width(text: str) -> int:
    """In half-width characters: GB18030 spends one byte on a Latin character and two on a Chinese one."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


# Villages, articles and sources say the same in row after row.
@lru_cache(maxsize=4096)
def line_count(text: str, column_width: float, font_size: float = FONT_SIZE) -> int:
    """Lines the text takes in a column, on the safe side.

    A line is not always full: a number or date moves to the next one whole, a comma never begins one.
    """
    usable = column_width * _POINTS_PER_UNIT / font_size - (4 if column_width >= 22 else 1.5)
    if "\n" in text:
        return sum(line_count(line, column_width, font_size) for line in text.split("\n"))
    return max(1, -int(-text_width(text) // usable))


def row_height(texts: Sequence[str], column_widths: Sequence[float], font_size: float = FONT_SIZE) -> float:
    """Points for the tallest of these cells."""
    lines = 1
    for text, width in zip(texts, column_widths, strict=True):
        # Most cells fit on the lines already there, even if every character were Chinese.
        if 2 * len(text) > lines * (0.9 * width - 1) or "\n" in text:
            lines = max(lines, line_count(text, width, font_size))
    return min(HIGHEST, lines * _POINTS_PER_LINE * font_size + _PADDING)
