"""Differences on record: rules that the reader does not follow yet, and defects that are still open.

Both are to be emptied as the reader is mended; whatever stands here is listed apart and fails nothing.
"""

import re

LATER: frozenset[str] = frozenset()
"""Fields of `oracle.Rules`."""

DEFECTS: dict[str, str] = {}
"""Name of the defect -> pattern of the sentence that tells it."""


def known(name: str, content: bytes, wrong: list[str]) -> str:
    """The defect on record that explains what is wrong with a file; empty when none does."""
    told = "\n".join(wrong)
    if content.startswith(b"PK") and told.startswith("slow: "):
        told = f"workbook {told}"
    shorter = re.search(r"(?:rows in:|held with) (\d+)(?: rows)?, counted (\d+)", told)
    if content.startswith(b"PK") and shorter and int(shorter[1]) < int(shorter[2]):
        told = f"sheet shorter than its cells: {told}"
    if content.startswith(b"PK") and not name.endswith(".xlsx") and "E-FILE-NOT-TABLE" in told:
        told = f"workbook named {name}: {told}"
    return next((defect for defect, pattern in DEFECTS.items() if re.search(pattern, told, re.DOTALL)), "")
