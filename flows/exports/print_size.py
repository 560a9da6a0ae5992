"""How large the print of a page may be so that all of a household's reasons stand on it."""

from collections.abc import Sequence

from flows.exports.row_height import text_width

SIZES: tuple[float, ...] = tuple(half / 2 for half in range(21, 8, -1))
"""Points. Browsers print nothing smaller."""
EASY = 9.5
"""Read without effort at a kitchen table."""

_POINT_MM = 0.353
_WIDTH_MM = 178.0
_HEIGHT_MM = 145.0
"""What the head, the room to write, the answers and the signatures leave of the page."""
_LINE = 1.42
_GAP = 0.8
"""Between two warnings, in lines."""


def print_size(texts: Sequence[str], *, gaps: int) -> float | None:
    """The largest of `SIZES` in which these paragraphs fit; none, where not even the smallest will do."""
    widths = [text_width(text) for text in texts]
    for size in SIZES:
        # A line is not always full: a number moves to the next one whole, a comma never begins one.
        usable = 2 * (_WIDTH_MM / (size * _POINT_MM) - 2)
        lines = sum(max(1, -int(-width // usable)) for width in widths) + gaps * _GAP
        if lines * _LINE * size * _POINT_MM <= _HEIGHT_MM:
            return size
    return None
