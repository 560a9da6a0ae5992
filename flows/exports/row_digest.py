"""The digest of what an office may not change, so that a returned list can be held against the one sent."""

import hashlib
import json
from collections.abc import Sequence

from schemas.office import COLUMNS

# 序号 stays out: it says where a row stood, and a village that sorts its rows has changed nothing.
DIGESTED: tuple[str, ...] = tuple(heading for heading, field in COLUMNS.items() if field)
"""The headings whose cells are digested, in this order."""


def row_digest(values: Sequence[str]) -> str:
    """SHA-256 of a row's read-only cells as text: amounts `5226.00`, days `2022-06-22`, empty as ``.

    White space and what cannot be seen do not count: spreadsheet programs trim and replace it when they save.
    """
    if not "".join(values).isprintable():
        values = [_visible(value) for value in values]
    shown = [" ".join(value.split()) for value in values]
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()


def _visible(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
