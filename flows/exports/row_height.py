"""How high a row must be so that nothing is cut off on paper.

A spreadsheet program fits a row to its text only when somebody edits it; a printed list needs the height
beforehand.
"""

from collections.abc import Sequence

POINTS_PER_LINE = 15.0
_PADDING = 5.0
# A column is measured in digits of the workbook's 11-point font; a list is set in 10 points.
_CHARACTERS_PER_UNIT = 1.04
HIGHEST = 409.0
"""A spreadsheet knows no higher row."""


def text_width(text: str) -> int:
    """In half-width characters: GB18030 spends one byte on a Latin character and two on a Chinese one."""
    return len(text.encode("gb18030", "replace"))


def line_count(text: str, column_width: float) -> int:
    """Lines the text takes in a column, on the safe side.

    A line is not always full: a number or date moves to the next one whole, a comma never begins one.
    """
    usable = column_width * _CHARACTERS_PER_UNIT - (4 if column_width >= 22 else 1.5)
    if "\n" in text:
        return sum(line_count(line, column_width) for line in text.split("\n"))
    return max(1, -int(-text_width(text) // usable))


def row_height(texts: Sequence[str], column_widths: Sequence[float]) -> float:
    """Points for the tallest of these cells."""
    lines = 1
    for text, width in zip(texts, column_widths, strict=True):
        # Most cells fit on the lines already there, even if every character were Chinese.
        if 2 * len(text) > lines * (0.9 * width - 1) or "\n" in text:
            lines = max(lines, line_count(text, width))
    return min(HIGHEST, lines * POINTS_PER_LINE + _PADDING)
