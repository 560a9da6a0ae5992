"""Returned lists tried out: read as the next night will read them, on a warehouse in which nothing is changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from flows.home import Home
from flows.ingest import answers
from flows.ingest.decisions import Decision, decision_id, read_decisions
from flows.ingest.due import Due, first_days
from flows.ingest.judge_set import read_set
from flows.ingest.landing import Arrival, scan
from flows.ingest.staged import Staged
from schemas.extracts import EXTRACTS
from schemas.office import NOT_YET_VERIFIED
from schemas.warehouse import fact_columns

ANSWER = EXTRACTS["answer"]


@dataclass(frozen=True)
class RefusedRow:
    """A row that is not taken: where it stands, why, and its cells; `text` is a line that no reader could take apart."""

    line: int
    faults: tuple[str, ...]
    cells: tuple[str | None, ...] = ()
    text: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(fault.partition(":")[2] for fault in self.faults)


@dataclass
class Tried:
    """What the next night makes of one file.

    `taken` answers a warning for the first time, `completing` adds to an answer of the same result, `replacing` takes
    the place of another result; `same_again` says nothing new.
    """

    path: Path
    file: Staged
    taken: int = 0
    completing: int = 0
    replacing: int = 0
    same_again: int = 0
    is_copy: bool = False
    refused: list[RefusedRow] = field(default_factory=list)

    @property
    def unanswered(self) -> int:
        return self.file.unanswered

    @property
    def news(self) -> int:
        return self.taken + self.completing + self.replacing

    @property
    def refused_codes(self) -> Counter[str]:
        """How many rows are refused for each code; a row may have several."""
        return Counter(code for row in self.refused for code in dict.fromkeys(row.codes))


def try_out(
    con: duckdb.DuckDBPyConnection, bureau: Home, paths: Sequence[Path], on: date, *, supersedes: bool
) -> list[Tried]:
    """What each file brings if it is delivered on a day, with whatever lies in the landing folder by then and has not
    been read yet. Writes temporary tables only."""
    new = [Arrival(ANSWER.name, on, path) for path in paths]
    sets = _sets(bureau.landing, on, () if supersedes else new)
    if supersedes:
        sets += [
            Due(
                ANSWER.name,
                on,
                (),
                Decision(decision_id("supersede", on, path), "supersede", ANSWER.name, on, "", path),
            )
            for path in paths
        ]
    since = first_days(con, sets, on).get(ANSWER.name, on)
    _go_back_before(con, since)
    answers.remember(con, f"known_from < DATE '{since}' AND known_to >= DATE '{since}'")
    found: list[Tried] = []
    number = 1
    for each in sorted(sets, key=lambda one: one.place):
        arrivals = each.arrivals if each.decision is None else (each.decision.arrival,)
        if each.known_on < since or (each.decision and each.decision.kind != "supersede"):
            continue
        files, repeated, _ = read_set(
            con,
            ANSWER,
            ANSWER,
            arrivals,
            first=number,
            about=None,
            approved=frozenset(),
            content_on=each.known_on,
            supersedes=each.decision is not None,
            home_area=bureau.area,
            scratch=bureau.scratch,
        )
        number += len(files)
        found += [
            _tried(con, file, file.delivery_no in repeated) for file in files if file.arrival.path in paths
        ]
        _learn(con, each.known_on, files)
    return sorted(found, key=lambda tried: paths.index(tried.path))


def _sets(landing: Path, on: date, new: Sequence[Arrival]) -> list[Due]:
    """What the landing folder holds of answers by a day, the new files last on theirs."""
    by_day: dict[date, list[Arrival]] = {}
    for arrival in scan(landing).arrivals:
        if arrival.extract == ANSWER.name and arrival.delivered_on <= on:
            by_day.setdefault(arrival.delivered_on, []).append(arrival)
    there = {arrival.path for arrivals in by_day.values() for arrival in arrivals}
    if waiting := [arrival for arrival in new if arrival.path not in there]:
        by_day.setdefault(on, []).extend(waiting)
    return [Due(ANSWER.name, day, tuple(arrivals)) for day, arrivals in by_day.items()] + [
        Due(ANSWER.name, made.decided_on, (), made)
        for made in read_decisions(landing)[0]
        if made.extract == ANSWER.name and made.decided_on <= on
    ]


def _go_back_before(con: duckdb.DuckDBPyConnection, day: date) -> None:
    """Hide what was loaded from a day on, as the night takes it back before it reads those days again."""
    (database,) = con.execute("SELECT current_database()").fetchall()[0]
    con.execute(
        f'CREATE OR REPLACE TEMP TABLE delivery AS SELECT * FROM "{database}".main.delivery '
        f"WHERE extract = '{ANSWER.name}' AND known_on < DATE '{day}'"
    )


def _learn(con: duckdb.DuckDBPyConnection, day: date, files: Sequence[Staged]) -> None:
    """The set is known from here on."""
    answers.complete(con)
    columns = ", ".join(fact_columns(ANSWER))
    con.execute(f"CREATE OR REPLACE TEMP TABLE learnt AS SELECT {columns} FROM accepted")
    con.execute("DELETE FROM answered_before WHERE warning_id IN (SELECT warning_id FROM learnt)")
    con.execute(f"INSERT INTO answered_before BY NAME SELECT *, DATE '{day}' AS known_from FROM learnt")
    for file in files:
        if not file.codes:
            con.execute(
                "INSERT INTO delivery BY NAME SELECT ? AS extract, ? AS sha256, 'loaded' AS state",
                [ANSWER.name, file.found.sha256],
            )


def _tried(con: duckdb.DuckDBPyConnection, file: Staged, is_copy: bool) -> Tried:
    tried = Tried(file.arrival.path, file, is_copy=is_copy)
    if is_copy or file.codes:
        return tried
    nothing_new = " AND ".join(
        f"coalesce(now.{name}, before.{name}) IS NOT DISTINCT FROM before.{name}"
        for name in ("note", "relief_amount_fen", "verified_by", "verified_on")
    )
    counts = con.execute(
        f"""SELECT count(*) FILTER (before.result IS NULL OR before.result = '{NOT_YET_VERIFIED}' AND now.result <> before.result),
            count(*) FILTER (now.result = before.result AND NOT ({nothing_new})),
            count(*) FILTER (before.result <> '{NOT_YET_VERIFIED}' AND now.result <> before.result),
            count(*) FILTER (now.result = before.result AND ({nothing_new}))
        FROM accepted now LEFT JOIN answered_before before ON before.warning_id = now.warning_id
        WHERE now.delivery_no = ?""",
        [file.delivery_no],
    ).fetchall()[0]
    (folded,) = con.execute(
        "SELECT count(*) FROM folded WHERE delivery_no = ?", [file.delivery_no]
    ).fetchall()[0]
    tried.taken, tried.completing, tried.replacing, tried.same_again = counts
    tried.same_again += folded
    tried.refused = [
        RefusedRow(line, tuple(faults), tuple(cells or ()), text or "")
        for line, faults, cells, text in con.execute(
            """SELECT staged.line, coalesce(string_split(staged.faults, ' '), [':E-CONFLICT']), returned.cells,
                CASE WHEN returned.cells IS NULL THEN json_extract_string(staged.original, '$.line') END
            FROM staged
            LEFT JOIN conflicting USING (delivery_no, line)
            LEFT JOIN returned_row returned USING (delivery_no, line)
            WHERE staged.delivery_no = ? AND (staged.faults IS NOT NULL OR conflicting.line IS NOT NULL)
            ORDER BY staged.line""",
            [file.delivery_no],
        ).fetchall()
    ]
    return tried
