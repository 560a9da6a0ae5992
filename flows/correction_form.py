"""Refused rows on their way to the department and back: the form that holds their text, and the look at what returns."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from flows.asked import asked
from flows.decide import extract_of
from flows.home import Home, configure
from flows.ingest.corrections import LINE, contract_of_corrections, refuse_other_lines
from flows.ingest.landing import Arrival
from flows.ingest.stage import stage
from schemas.connection import connect
from schemas.extracts import EXTRACTS
from schemas.faults import FAULTS, DoudiError
from schemas.warehouse import create_all

PROBLEM, TEXT = "问题", "原文"
"""Headings of the form beside the extract's own; whoever reads it back does not store them."""
LONGEST_CELL = 32_767
"""Characters that a workbook's cell holds; a longer text would be left out whole."""


class Tried(NamedTuple):
    """What the next night will make of a corrected file: how many rows it can believe, perhaps none, and
    (line, fault) of the others."""

    good: int
    faults: list[tuple[int, str]]


class Hints(NamedTuple):
    """Columns of ours behind the one named `behind`; `cells` by line. Nobody reads them back: what a hint says counts only
    where a person types it into the department's own column."""

    behind: str
    headings: Sequence[str]
    cells: Mapping[int, Sequence[str]]


def write_form(
    con: duckdb.DuckDBPyConnection, delivery_id: str, path: Path, hints: Hints | None = None
) -> int:
    """A workbook with the rows that wait for a correction, each with its line and what is wrong; returns how many."""
    import json

    import xlsxwriter

    number, extract = extract_of(con, delivery_id)
    rows = con.execute(
        "SELECT line, faults, original FROM quarantine WHERE delivery_no = ? AND answered_on IS NULL ORDER BY line",
        [number],
    ).fetchall()
    if not rows:
        raise DoudiError("E-NOT-FOUND", asked(delivery_id))
    columns = EXTRACTS[extract].columns
    place_of_hints = (
        1 + next(place for place, column in enumerate(columns, start=1) if column.name == hints.behind)
        if hints
        else 0
    )
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        as_text = book.add_format({"num_format": "@"})
        heading = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1})
        hinted = book.add_format({"num_format": "@", "italic": True, "font_color": "#666666"})
        sheet = book.add_worksheet(EXTRACTS[extract].zh[:31])
        headings = [LINE.zh, *(column.zh for column in columns), PROBLEM, TEXT]
        if hints:
            headings[place_of_hints:place_of_hints] = hints.headings
        sheet.set_column(0, len(headings) - 1, 20, as_text)
        for place, name in enumerate(headings):
            sheet.write_string(0, place, name, heading)
        for row, (line, faults, original) in enumerate(rows, start=1):
            cells = json.loads(original)
            said = "；".join(FAULTS[fault.partition(":")[2]].zh for fault in faults)
            texts = [
                str(line),
                *((cells.get(column.name) or "") for column in columns),
                said,
                cells.get("line", ""),
            ]
            styles = [as_text] * len(texts)
            if hints:
                given = hints.cells.get(line, [""] * len(hints.headings))
                texts[place_of_hints:place_of_hints] = given
                styles[place_of_hints:place_of_hints] = [hinted] * len(given)
            for place, (text, style) in enumerate(zip(texts, styles, strict=True)):
                fits = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
                sheet.write_string(row, place, fits, style)
        sheet.freeze_panes(1, 1)
    path.chmod(0o600)
    return len(rows)


def try_out(
    con: duckdb.DuckDBPyConnection, bureau: Home, delivery_id: str, path: Path, decided_on: date
) -> Tried:
    """Read a corrected file as the next night will, and keep nothing.

    Raises: DoudiError, when the file as a whole cannot be used.
    """
    number, name = extract_of(con, delivery_id)
    contract = contract_of_corrections(EXTRACTS[name])
    waiting = con.execute(
        "SELECT line FROM quarantine WHERE delivery_no = ? AND answered_on IS NULL", [number]
    ).fetchall()
    with connect() as trial:
        # What does not fit into memory goes to the home, never to a folder that others read.
        configure(trial, bureau)
        for statement in create_all():
            trial.execute(statement)
        if waiting:
            trial.executemany("INSERT INTO quarantine (delivery_no, line) VALUES (0, ?)", waiting)
        with tempfile.TemporaryDirectory(dir=bureau.scratch) as folder:
            arrivals = [Arrival(name, decided_on, path)]
            ((file,),) = stage(
                trial, contract, [arrivals], first=1, home_area=bureau.area, folder=Path(folder)
            )
        if file.codes:
            raise DoudiError(file.codes[0], file.where or path.name)
        refuse_other_lines(trial, EXTRACTS[name], 0)
        faults = trial.execute(
            """SELECT line, unnest(string_split(faults, ' ')) FROM staged_rows WHERE faults IS NOT NULL ORDER BY line"""
        ).fetchall()
        good = trial.execute("SELECT count(*) FROM staged_rows WHERE faults IS NULL").fetchall()[0][0]
    return Tried(good, faults)
