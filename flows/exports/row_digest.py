"""The digest of what an office may not change, so that a returned list can be held against the one sent."""

import hashlib
from collections.abc import Sequence
from json.encoder import encode_basestring

from schemas.office import COLUMNS

# 序号 stays out: it says where a row stood, and a village that sorts its rows has changed nothing.
DIGESTED: tuple[str, ...] = tuple(heading for heading, field in COLUMNS.items() if field)
"""The headings whose cells are digested, in this order."""


def row_digest(values: Sequence[str]) -> str:
    """SHA-256 of a row's read-only cells as text: amounts `5226.00`, days `2022-06-22`, empty as ``.

    White space and what cannot be seen do not count: spreadsheet programs trim and replace it when they save.
    """
    return _sealed(_seen(values))


def both_digests(values: Sequence[str], place: int, instead: str) -> tuple[str, str]:
    """The digest of the row that says `instead` at `place`, and of the row as it is: two lists differ in one cell."""
    seen = _seen(values)
    as_it_is = _sealed(seen)
    seen[place] = _seen([instead])[0]
    return _sealed(seen), as_it_is


def _seen(values: Sequence[str]) -> list[str]:
    whole = "".join(values)
    if "\n" in whole:
        # Reasons below each other: the one thing not seen that many rows have.
        values = [value.replace("\n", " ") for value in values]
        whole = "".join(values)
    if not whole.isprintable():
        values = [value if value.isprintable() else value.translate(_VISIBLE) for value in values]
    # Of what can be seen only the space is white.
    beside = "\n".join(("", *values, ""))
    if "  " in beside or "\n " in beside or " \n" in beside:
        return [" ".join(value.split()) for value in values]
    return list(values)


def _sealed(seen: Sequence[str]) -> str:
    # As JSON writes a list. Texts need marks between them: without, "ab" + "c" would be the same as "a" + "bc".
    quoted = '", "'.join(seen)
    if "\\" in quoted or quoted.count('"') != 2 * (len(seen) - 1):
        quoted = '", "'.join(encode_basestring(value)[1:-1] for value in seen)
    return hashlib.sha256(f'["{quoted}"]'.encode()).hexdigest()


class _Visible(dict[int, int]):
    """For `translate`: a space for every character that cannot be seen. Learns each character once."""

    def __missing__(self, code: int) -> int:
        shown = self[code] = code if chr(code).isprintable() else ord(" ")
        return shown


_VISIBLE = _Visible()
