"""Differences on record: rules that the reader does not follow yet, and defects that are still open.

Both are to be emptied as the reader is mended; whatever stands here is listed apart and fails nothing.
"""

import re

LATER: frozenset[str] = frozenset(
    {
        "title_lines",
        "totals",
        "cr_lines",
        "long_line_holds",
        "several_sheets_hold",
        "field_too_many",
        "return_in_quotes",
    }
)
"""Fields of `oracle.Rules`."""

DEFECTS: dict[str, str] = {
    "carriage return in the header": r"_csv\.Error in stage\.py.*new-line character",
    "endless header": r"_csv\.Error in stage\.py.*field larger than field limit",
    "money of seventeen digits": r"(Conversion|OutOfRange)Exception in stage\.py.*DECIMAL\(18",
    "size a sheet states": r"sheet shorter than its cells",
    "cell a million rows away": r"workbook slow: ",
    "shared string before the first": r"loaded, expected: held \(not readable: shared string -",
    "sheet whose part is missing": r"not readable: KeyError.*worksheets/sheet1\.xml",
    "row numbers that go back": r"row numbers go back",
    "workbook under another name": r"workbook named .*(E-FILE-NOT-TABLE|held with 0 rows)",
}
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
