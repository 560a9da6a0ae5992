"""What a person decided about a delivery, carried out: a held file let in, refused rows corrected, answers put in the
place of earlier ones. What cannot be done is entered with a code."""

from collections.abc import Sequence, Set
from datetime import date
from pathlib import Path

import duckdb

from flows.ingest import answers
from flows.ingest.corrections import contract_of_corrections
from flows.ingest.decisions import APPROVABLE, Decision
from flows.ingest.due import Due
from flows.ingest.judge_set import read_set
from flows.ingest.keep_set import keep_set
from flows.ingest.landing import Arrival
from flows.ingest.record import next_number
from schemas.extracts import EXTRACTS


def carry_out(
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
        first=next_number(con),
        about=about if is_correction else None,
        approved=approved,
        content_on=content_on,
        supersedes=supersedes,
        home_area=home_area,
        scratch=scratch,
    )
    return keep_set(con, contract, extract, due, judged, content_on=content_on, about=about)
