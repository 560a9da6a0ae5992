"""Which files of a set are held as a whole: by the gate, for a companion's sake, or because something newer has come."""

from collections.abc import Set
from datetime import date

import duckdb

from flows.ingest import gate
from flows.ingest.decisions import APPROVABLE
from flows.ingest.keep import month_and_kind
from flows.ingest.staged import Staged
from schemas.extract import Extract


def hold(
    con: duckdb.DuckDBPyConnection,
    extract: Extract,
    files: list[Staged],
    repeated: set[int],
    approved: Set[str],
    content_on: date,
) -> None:
    """Refuse files that cannot be believed as a whole; those a person lets in are only held to what came since."""
    for number, found in gate.refused(con, extract, files).items():
        for file in files:
            if file.delivery_no == number and number not in repeated:
                for code, seen in found:
                    file.refuse(code, seen)
    for file in files:
        if file.arrival.name in approved:
            file.codes = [code for code in file.codes if code not in APPROVABLE]
            if is_moot(con, extract, file, content_on):
                file.refuse("E-DECISION-MOOT")
    # A row that another file of the day says too is believed there.
    loaded = dict(con.execute("SELECT delivery_no, rows_loaded + rows_collapsed FROM tally").fetchall())
    for file in files:
        nothing = not file.codes and not loaded[file.delivery_no] and file.delivery_no not in repeated
        if extract.mode == "full" and nothing:
            file.refuse("E-NOTHING-BELIEVED")
    if extract.mode == "full" and any(file.codes for file in files):
        for file in files:
            if not file.codes and file.delivery_no not in repeated:
                file.refuse("E-COMPANION")


def is_moot(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged, content_on: date) -> bool:
    """Whether something newer has been loaded that what a person lets in would undo. An event never undoes a newer
    one: of its rows only those whose key nothing newer speaks of are kept."""
    newer = "extract = ? AND state = 'loaded' AND delivered_on > ?"
    known: list[object] = [extract.name, content_on]
    match extract.mode:
        case "event":
            return False
        case "full" if not extract.replaced:
            query = f"SELECT count(*) FROM delivery WHERE {newer}"
        case "full" | "period":
            month, kind = month_and_kind(extract)
            query = f"""SELECT count(*) FROM coverage JOIN delivery USING (extract, delivery_no)
                WHERE {newer} AND EXISTS (
                    SELECT 1 FROM (SELECT {month} AS month, {kind} AS kind FROM staged WHERE delivery_no = ?) mine
                    WHERE mine.month IS NOT DISTINCT FROM coverage.month
                    AND mine.kind IS NOT DISTINCT FROM coverage.kind)"""
            known.append(file.delivery_no)
    return bool(con.execute(query, known).fetchall()[0][0])
