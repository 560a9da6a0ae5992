"""An office row as cells of a workbook."""

from collections.abc import Sequence

from flows.exports.list_columns import AMOUNT_AT, MEMBERS_AT, SHOWN_HEADINGS, WIDTHS
from flows.exports.list_sheet import SMALL_SIZE
from flows.exports.row_height import HIGHEST, row_height
from flows.exports.row_xml import cell_number, cell_texts

_WIDTHS = [WIDTHS[heading] for heading in SHOWN_HEADINGS]


def list_cells(shown: Sequence[str]) -> list[str]:
    """Everything is text but the two columns that people add up."""
    cells = cell_texts(shown)
    cells[MEMBERS_AT] = cell_number(shown[MEMBERS_AT])
    cells[AMOUNT_AT] = cell_number(shown[AMOUNT_AT])
    return cells


def list_height(shown: Sequence[str]) -> tuple[float, bool]:
    """High enough that paper shows all of the row, and whether that takes the small print: a household with many
    reasons needs more than the highest row there is."""
    height = row_height(shown, _WIDTHS)
    if height < HIGHEST:
        return height, False
    return row_height(shown, _WIDTHS, SMALL_SIZE), True
