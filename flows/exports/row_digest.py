"""The digest of what an office may not change, so that a returned list can be held against the one sent."""

import hashlib
import json
from collections.abc import Sequence

from schemas.office import COLUMNS

# 序号 stays out: it says where a row stood, and a village that sorts its rows has changed nothing.
DIGESTED: tuple[str, ...] = tuple(heading for heading, field in COLUMNS.items() if field)
"""The headings whose cells are digested, in this order."""

# A list of texts needs marks between them: without, "ab" + "c" would be the same as "a" + "bc".
_JSON = json.JSONEncoder(ensure_ascii=False)


def row_digest(values: Sequence[str]) -> str:
    """SHA-256 of a row's read-only cells as text: amounts `5226.00`, days `2022-06-22`, empty as ``.

    White space and what cannot be seen do not count: spreadsheet programs trim and replace it when they save.
    """
    if not "".join(values).isprintable():
        values = [_visible(value) for value in values]
    shown = [" ".join(value.split()) for value in values]
    return hashlib.sha256(_JSON.encode(shown).encode()).hexdigest()


def _visible(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
