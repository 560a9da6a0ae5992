"""Rows of a worksheet as XML: texts stand inline, numbers are digits, and no formula can be written here."""

import re
from collections.abc import Sequence

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


def cell_texts(texts: Sequence[str]) -> list[str]:
    """The same of many texts: one look at all of them tells that none needs anything, and that is how nearly all rows are."""
    whole = "".join(texts)
    if (
        len(whole) <= LONGEST_CELL
        and not ("&" in whole or "<" in whole or ">" in whole or "_x" in whole)
        and (whole.isprintable() or whole.replace("\n", "").isprintable())
    ):
        return list(texts)
    return list(map(cell_text, texts))


def cell_number(digits: str) -> str:
    """A number from its decimal digits; an unknown one stays an empty cell, never a zero."""
    return f"<v>{digits}</v>" if digits else ""


class RowTemplate:
    """One row with its styles, and holes for its number, its height, and every cell that has content."""

    def __init__(self, example: str) -> None:
        """`example` is a `<row>` as XlsxWriter wrote it: first cells filled, texts inline, height given."""
        text = example.replace("%", "%%")
        text = re.sub(r' spans="[^"]*"', "", text)
        text = re.sub(r' r="([A-Z]*)\d+"', r' r="\g<1>%s"', text)
        text = re.sub(r' ht="[^"]*"', ' ht="%s"', text)
        text = re.sub(r"<v>.*?</v>", "%s", text)
        self._template = re.sub(r"<t\b[^>]*>.*?</t>", '<t xml:space="preserve">%s</t>', text)
        self._holes = self._template.count("%s")

    def fill(self, row: int, height: float, cells: Sequence[str]) -> str:
        """The row; `cells` come from `cell_text` and `cell_number`."""
        # The row's number stands in its own tag, before the height, and in every cell's, before its content.
        holes = [str(row)] * self._holes
        holes[1] = str(height)
        holes[3 : 3 + 2 * len(cells) : 2] = cells
        return self._template % tuple(holes)
