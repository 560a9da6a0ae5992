"""A day's set judged before anything of it is kept: which files say nothing new, which cannot be used, and which rows
can be believed."""

import tempfile
from collections.abc import Sequence, Set
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from flows.ingest import answers
from flows.ingest.corrections import refuse_other_lines
from flows.ingest.duplicates import fold
from flows.ingest.hold import hold, is_moot
from flows.ingest.landing import Arrival
from flows.ingest.manifest import check_manifests
from flows.ingest.record import tally, write_out
from flows.ingest.same_again import copies, same_again
from flows.ingest.stage import stage
from flows.ingest.staged import Staged
from schemas.extract import Extract


class Judged(NamedTuple):
    """A set's files, the numbers of those that say nothing new, and of those that cannot be used."""

    files: list[Staged]
    repeated: set[int]
    held: list[int]


def read_set(
    con: duckdb.DuckDBPyConnection,
    contract: Extract,
    extract: Extract,
    arrivals: Sequence[Arrival],
    *,
    first: int,
    about: int | None,
    approved: Set[str],
    content_on: date,
    supersedes: bool,
    home_area: str,
    scratch: Path,
) -> Judged:
    """Read the files of a set and judge them, without a trace in any table that stays: what can be believed is left in
    `accepted`. `about` is the delivery whose quarantine the files correct."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        (files,) = stage(con, contract, [arrivals], first=first, home_area=home_area, folder=Path(folder))
    fold(con, extract, [file.delivery_no for file in files if file.codes])
    tally(con, extract, files)
    write_out(con, contract)
    return judge_set(
        con,
        contract,
        extract,
        files,
        content_on=content_on,
        about=about,
        approved=approved,
        supersedes=supersedes,
    )


def judge_set(
    con: duckdb.DuckDBPyConnection,
    contract: Extract,
    extract: Extract,
    files: list[Staged],
    *,
    content_on: date,
    about: int | None = None,
    approved: Set[str] = frozenset(),
    supersedes: bool = False,
) -> Judged:
    """Which of a set's files say nothing new, which cannot be used; the rows that can be believed in `accepted`."""
    set_no = files[0].set_no
    con.execute(f"CREATE OR REPLACE TEMP VIEW staged AS SELECT * FROM staged_rows WHERE set_no = {set_no}")
    counted = _counted(files)
    repeated: set[int] = set()
    if about is not None:
        refuse_other_lines(con, extract, about)
        for file in files:
            if not file.codes and is_moot(con, extract, file, content_on):
                file.refuse("E-DECISION-MOOT")
    else:
        check_manifests(con, extract, files)
        repeated = copies(files) if approved or supersedes else same_again(con, extract, files)
    if repeated:
        con.execute("DELETE FROM staged_rows WHERE delivery_no IN (SELECT unnest(?))", [sorted(repeated)])
    if extract.is_returned:
        answers.check(con, files, day=content_on, supersedes=supersedes)
    if _counted(files) != counted or repeated or about is not None or extract.is_returned:
        _count_again(con, contract, extract, files)
    counted = _counted(files)
    if about is None:
        hold(con, extract, files, repeated, approved, content_on)
    if _counted(files) != counted:
        _count_again(con, contract, extract, files)
    held = [file.delivery_no for file in files if file.codes]
    apart = any(
        con.execute(f"SELECT 1 FROM {table} WHERE set_no = {set_no} LIMIT 1").fetchall()
        for table in ("folded", "conflicting")
    )
    believed = "faults IS NULL" + (f" AND delivery_no NOT IN ({', '.join(map(str, held))})" if held else "")
    con.execute(
        f"""CREATE OR REPLACE TEMP VIEW accepted AS SELECT staged.* FROM staged
        {"ANTI JOIN folded USING (delivery_no, line) ANTI JOIN conflicting USING (delivery_no, line)" if apart else ""}
        WHERE {believed}"""
    )
    return Judged(files, repeated, held)


def _counted(files: Sequence[Staged]) -> list[tuple[bool, int]]:
    """What the counts of a set rest on besides its rows."""
    return [(bool(file.codes), file.skipped) for file in files]


def _count_again(
    con: duckdb.DuckDBPyConnection, contract: Extract, extract: Extract, files: Sequence[Staged]
) -> None:
    fold(con, extract, [file.delivery_no for file in files if file.codes], files[0].set_no)
    tally(con, extract, files, again=True)
    write_out(con, contract)
