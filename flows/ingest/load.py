"""Every delivery that is new in the landing folder into the warehouse, day by day, each set in one transaction.

Files of one extract and day form one set; so does what a decision of a day brings in. A delivery is loaded,
held, or the same again; its rows are loaded, folded, quarantined or skipped, and the sum is compared with
lines counted apart from the reader.
"""

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from flows.cores import one_core
from flows.ingest import answers
from flows.ingest.corrections import answered, contract_of_corrections, refuse_other_lines
from flows.ingest.decisions import APPROVABLE, Decision, read_decisions
from flows.ingest.due import Due, due_sets
from flows.ingest.duplicates import fold
from flows.ingest.hold import hold, is_moot
from flows.ingest.keep import cover, keep
from flows.ingest.landing import Arrival, scan
from flows.ingest.manifest import check_manifests
from flows.ingest.record import record, tally
from flows.ingest.same_again import copies, same_again
from flows.ingest.stage import stage
from flows.ingest.staged import Staged
from flows.ingest.warning_decisions import load_warning_decisions
from schemas.extract import Extract
from schemas.extracts import EXTRACTS
from schemas.transaction import transaction

READ_TOGETHER = 192 << 20
"""Bytes of files whose rows are in memory together: a province's month of wages, or a county's two years."""


READ_ALONE = 32 << 20
"""Bytes of a file up to which the reader gives all of it to one core."""


class Judged(NamedTuple):
    """A set's files, the numbers of those that say nothing new, and of those that cannot be used."""

    files: list[Staged]
    repeated: set[int]
    held: list[int]


@dataclass
class Loaded:
    """What one night's loading did: the delivery numbers touched, and places that are no deliveries."""

    delivery_nos: list[int] = field(default_factory=list)
    unread: tuple[str, ...] = ()


def load(
    con: duckdb.DuckDBPyConnection,
    landing: Path,
    *,
    known_at: date,
    home_area: str,
    scratch: Path,
    extracts: Collection[str] = EXTRACTS.keys(),
    progress: Callable[[str, int, int], None] | None = None,
) -> Loaded:
    """Load what the ledger does not know yet, up to `known_at`; of `extracts` only, the others are left as they are.

    Raises: DoudiError E-RECONCILE when a count does not add up; that set is rolled back whole.
    """
    found = scan(landing)
    decisions, unread = read_decisions(landing)
    unread += load_warning_decisions(con, landing)
    by_day: dict[tuple[str, date], list[Arrival]] = {}
    for arrival in found.arrivals:
        if arrival.delivered_on <= known_at:
            by_day.setdefault((arrival.extract, arrival.delivered_on), []).append(arrival)
    sets = [Due(extract, day, tuple(arrivals)) for (extract, day), arrivals in by_day.items()]
    sets += [
        Due(made.extract, made.decided_on, (), made) for made in decisions if made.decided_on <= known_at
    ]
    due = due_sets(con, sets, known_at, extracts)
    result = Loaded(unread=(*found.unread, *(f"{place}: E-DECISION" for place in unread)))
    for done, together in _batches(due):
        if progress:
            progress(EXTRACTS[together[0].extract].zh, done, len(due))
        decision = together[0].decision
        largest = max(
            (arrival.path.lstat().st_size for each in together for arrival in each.arrivals), default=0
        )
        with one_core(con, largest <= READ_ALONE):
            if decision is None:
                numbers = _load_together(con, together, home_area=home_area, scratch=scratch)
            else:
                numbers = _carry_out(con, together[0], decision, by_day, home_area=home_area, scratch=scratch)
        result.delivery_nos += numbers
    if progress:
        progress("", len(due), len(due))
    present = {made.decision_id for made in decisions}
    result.unread += tuple(
        f"decision/{decision_id}: {code}"
        for decision_id, code in con.execute(
            "SELECT decision_id, code FROM decision WHERE code IS NOT NULL AND decided_on <= ? ORDER BY 1",
            [known_at],
        ).fetchall()
        if decision_id in present
    )
    return result


def _carry_out(
    con: duckdb.DuckDBPyConnection,
    due: Due,
    decision: Decision,
    by_day: dict[tuple[str, date], list[Arrival]],
    *,
    home_area: str,
    scratch: Path,
) -> list[int]:
    """Let a held file in, or take corrected rows; what cannot be done is entered with a code."""
    if decision.kind == "supersede":
        return _supersede(con, due, decision, home_area=home_area, scratch=scratch)
    about = con.execute(
        """SELECT delivery_no, delivered_on, file_name, state, codes FROM delivery_now
        WHERE delivery_id = ? AND extract = ?""",
        [decision.delivery_id, due.extract],
    ).fetchall()
    numbers: list[int] = []
    code = None if about else "E-DECISION"
    if about:
        number, delivered_on, name, state, codes = about[0]
        if decision.kind == "recover":
            numbers = _load_set(
                con,
                due,
                (decision.arrival,),
                about=number,
                content_on=delivered_on,
                home_area=home_area,
                scratch=scratch,
            )
        else:
            approved = _approved(con, due.extract, delivered_on) | {name}
            # A register is let in with the other files of its day: half of it would make people vanish.
            arrivals = [
                arrival
                for arrival in by_day.get((due.extract, delivered_on), [])
                if EXTRACTS[due.extract].mode == "full" or arrival.name == name
            ]
            if state != "held" or not set(codes) <= APPROVABLE or not arrivals:
                code = "E-NOT-APPROVABLE"
            else:
                numbers = _load_set(
                    con,
                    due,
                    sorted(arrivals, key=lambda arrival: arrival.name not in approved),
                    about=number,
                    approved=approved,
                    content_on=delivered_on,
                    home_area=home_area,
                    scratch=scratch,
                )
    con.execute(
        "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?)",
        [decision.decision_id, due.extract, due.known_on, decision.kind, decision.delivery_id, code],
    )
    return numbers


def _supersede(
    con: duckdb.DuckDBPyConnection, due: Due, decision: Decision, *, home_area: str, scratch: Path
) -> list[int]:
    """Take a list whose answers a person has put in the place of earlier ones."""
    numbers = _load_set(con, due, (decision.arrival,), supersedes=True, home_area=home_area, scratch=scratch)
    con.execute(
        "INSERT INTO decision VALUES (?, ?, ?, ?, '', NULL)",
        [decision.decision_id, due.extract, due.known_on, decision.kind],
    )
    return numbers


def _approved(con: duckdb.DuckDBPyConnection, extract: str, delivered_on: date) -> set[str]:
    """The files of a day that have been let in so far, by name: two faulty files of a register need two decisions."""
    return {
        str(row[0])
        for row in con.execute(
            """SELECT file_name FROM decision JOIN delivery_now USING (extract, delivery_id)
            WHERE extract = ? AND delivered_on = ? AND kind = 'approve' AND code IS NULL""",
            [extract, delivered_on],
        ).fetchall()
    }


def _batches(due: Sequence[Due]) -> Iterator[tuple[int, list[Due]]]:
    """Sets of one extract that can be read together, up to a size, each with how many sets come before: what costs the
    same for ten rows and for a million (looking up who somebody is, planning a statement) is then paid once. A decision
    and a list that came back rest on what is known by then, and are read alone."""
    together: list[Due] = []
    size = done = 0
    for each in due:
        own = sum(arrival.path.lstat().st_size for arrival in each.arrivals)
        alone = each.decision is not None or EXTRACTS[each.extract].is_returned
        if together and (
            alone
            or together[0].decision is not None
            or together[0].extract != each.extract
            or size + own > READ_TOGETHER
        ):
            yield done, together
            done += len(together)
            together, size = [], 0
        together.append(each)
        size += own
    if together:
        yield done, together


def _load_together(
    con: duckdb.DuckDBPyConnection, sets: Sequence[Due], *, home_area: str, scratch: Path
) -> list[int]:
    """Read some sets of one extract, then keep them one after the other, each in a transaction of its own."""
    extract = EXTRACTS[sets[0].extract]
    if extract.is_returned:
        answers.remember(con)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        # A reader's error ends a transaction, so reading comes before it; keeping and recording are one.
        read = stage(
            con,
            extract,
            [each.arrivals for each in sets],
            first=_next_number(con),
            home_area=home_area,
            folder=Path(folder),
        )
    useless = [file.delivery_no for files in read for file in files if file.codes]
    fold(con, extract, useless)
    tally(con, extract, [file for files in read for file in files])
    numbers = []
    for due, files in zip(sets, read, strict=True):
        judged = _judge_set(con, extract, extract, files, content_on=due.known_on)
        numbers += _keep_set(con, extract, extract, due, judged, content_on=due.known_on)
    return numbers


def _next_number(con: duckdb.DuckDBPyConnection) -> int:
    return int(con.execute("SELECT coalesce(max(delivery_no), 0) + 1 FROM delivery").fetchall()[0][0])


def _load_set(
    con: duckdb.DuckDBPyConnection,
    due: Due,
    arrivals: Sequence[Arrival],
    *,
    home_area: str,
    scratch: Path,
    about: int | None = None,
    approved: Set[str] = frozenset(),
    content_on: date | None = None,
    supersedes: bool = False,
) -> list[int]:
    """Read the files of a decision and keep what can be believed. `about` is the delivery that it speaks of, delivered
    on `content_on`, and `approved` names the files let in; without names the files correct quarantined rows of it.
    `supersedes` lets answers take the place of earlier ones."""
    extract = EXTRACTS[due.extract]
    is_correction = about is not None and not approved
    content_on = content_on or due.known_on
    contract = contract_of_corrections(extract) if is_correction else extract
    if extract.is_returned:
        answers.remember(con)
    judged = read_set(
        con,
        contract,
        extract,
        arrivals,
        first=_next_number(con),
        about=about if is_correction else None,
        approved=approved,
        content_on=content_on,
        supersedes=supersedes,
        home_area=home_area,
        scratch=scratch,
    )
    return _keep_set(con, contract, extract, due, judged, content_on=content_on, about=about)


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
    return _judge_set(
        con,
        contract,
        extract,
        files,
        content_on=content_on,
        about=about,
        approved=approved,
        supersedes=supersedes,
    )


def _judge_set(
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
        _count_again(con, extract, files)
    counted = _counted(files)
    if about is None:
        hold(con, extract, files, repeated, approved, content_on)
    if _counted(files) != counted:
        _count_again(con, extract, files)
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


def _count_again(con: duckdb.DuckDBPyConnection, extract: Extract, files: Sequence[Staged]) -> None:
    fold(con, extract, [file.delivery_no for file in files if file.codes], files[0].set_no)
    tally(con, extract, files, again=True)


def _keep_set(
    con: duckdb.DuckDBPyConnection,
    contract: Extract,
    extract: Extract,
    due: Due,
    judged: Judged,
    *,
    content_on: date,
    about: int | None = None,
) -> list[int]:
    """What was believed into the warehouse and what became of every line into the ledger, in one transaction."""
    files, repeated, held = judged
    first = files[0].delivery_no
    is_correction = contract is not extract
    with transaction(con):
        kept = 0
        if len(repeated.union(held)) < len(files):
            if extract.is_returned:
                answers.complete(con)
            kept = keep(
                con,
                extract,
                known_on=due.known_on,
                content_on=content_on,
                set_no=first,
                is_correction=is_correction,
            )
            if not is_correction:
                cover(con, extract, due.known_on)
            if extract.is_returned:
                answers.mark_answered(con, first=first, known_on=due.known_on)
        record(
            con,
            contract,
            files,
            repeated,
            kept,
            known_on=due.known_on,
            about=about,
            is_correction=is_correction,
        )
        if is_correction:
            answered(con, about, due.known_on)
    return [file.delivery_no for file in files]
