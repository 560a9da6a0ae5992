"""Rows of a worksheet as XML: texts stand inline, numbers are digits, and no formula can be written here."""

import re
from collections.abc import Sequence

ROW = "\ue000"
"""Stands for the row's number in a template; no text of ours contains it."""

LONGEST_CELL = 32_767
"""Characters; a spreadsheet program calls a file with more in one cell damaged."""

# What XML cannot carry, and a carriage return, which it would turn into something else.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ue000-\ue00f\ufffe\uffff]")
# `_x0041_` in a workbook means the letter A, so that the underscore itself has to be written this way.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def cell_text(text: str) -> str:
    """The text as a cell can hold it, escaped."""
    if not text.isprintable():
        text = _NOT_IN_XML.sub(" ", text)
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - 1] + "…"
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def cell_number(digits: str) -> str:
    """A number from its decimal digits; an unknown one stays an empty cell, never a zero."""
    return f"<v>{digits}</v>" if digits else ""


class RowTemplate:
    """One row with its styles, and holes for the height, then for every cell that has content."""

    def __init__(self, example: str) -> None:
        """`example` is a `<row>` as XlsxWriter wrote it: first cells filled, texts inline, height given."""
        text = example.replace("%", "%%")
        text = re.sub(r' spans="[^"]*"', "", text)
        text = re.sub(r' r="([A-Z]*)\d+"', rf' r="\g<1>{ROW}"', text)
        text = re.sub(r' ht="[^"]*"', ' ht="%s"', text)
        text = re.sub(r"<v>.*?</v>", "%s", text)
        self._template = re.sub(r"<t\b[^>]*>.*?</t>", '<t xml:space="preserve">%s</t>', text)

    def fill(self, row: int, height: float, cells: Sequence[str]) -> str:
        """The row; `cells` come from `cell_text` and `cell_number`."""
        return self._template.replace(ROW, str(row)) % (height, *cells)
