"""Every delivery that is new in the landing folder into the warehouse, day by day, each set in one transaction.

Files of one extract and day form one set. A delivery is loaded, held, or the same again; its rows are
loaded, folded, quarantined or skipped, and the sum is compared with lines counted apart from the reader.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from flows.ingest import gate
from flows.ingest.duplicates import fold
from flows.ingest.keep import cover, keep, unwind
from flows.ingest.landing import Arrival, scan
from flows.ingest.stage import Staged, create_staging, stage
from schemas.extract import Extract
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError

ORDER = ("household_member", "area")
"""The register first: other feeds count how many of their people it does not know."""


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
    progress: Callable[[str, int, int], None] | None = None,
) -> Loaded:
    """Load what the ledger does not know yet, up to `known_at`.

    Raises: DoudiError E-RECONCILE when a count does not add up; that set is rolled back whole.
    """
    found = scan(landing)
    known = _known_files(con)
    sets: dict[tuple[str, date], list[Arrival]] = {}
    for arrival in found.arrivals:
        if arrival.delivered_on <= known_at:
            sets.setdefault((arrival.extract, arrival.delivered_on), []).append(arrival)
    due = _due(con, sets, known)
    result = Loaded(unread=found.unread)
    for done, key in enumerate(due):
        if progress:
            progress(EXTRACTS[key[0]].zh, done, len(due))
        result.delivery_nos += _load_set(con, sets[key], home_area=home_area, scratch=scratch)
    if progress:
        progress("", len(due), len(due))
    return result


def _known_files(con: duckdb.DuckDBPyConnection) -> set[tuple[str, date, str, int, int]]:
    rows = con.execute("SELECT extract, delivered_on, file_name, size, modified_ns FROM delivery").fetchall()
    return {(row[0], row[1], row[2], row[3], row[4]) for row in rows}


def _fingerprint(arrival: Arrival) -> tuple[str, date, str, int, int]:
    status = arrival.path.lstat()
    return (arrival.extract, arrival.delivered_on, arrival.path.name, status.st_size, status.st_mtime_ns)


def _due(
    con: duckdb.DuckDBPyConnection,
    sets: dict[tuple[str, date], list[Arrival]],
    known: set[tuple[str, date, str, int, int]],
) -> list[tuple[str, date]]:
    """The sets to read, in order. A file that turns up under an older day makes that day, and every later
    one of its extract, be read again: knowledge is what was delivered by a day, in whatever order we saw it."""
    since: dict[str, date] = {}
    for (extract, day), arrivals in sets.items():
        if any(_fingerprint(arrival) not in known for arrival in arrivals):
            since[extract] = min(day, since.get(extract, day))
    for extract, day in _held_and_gone(con, sets):
        since[extract] = min(day, since.get(extract, day))
    for extract, day in since.items():
        known_days = {row[1] for row in known if row[0] == extract}
        if any(known_day >= day for known_day in known_days):
            con.execute("BEGIN")
            try:
                unwind(con, EXTRACTS[extract], day)
                con.execute("COMMIT")
            except BaseException:
                con.execute("ROLLBACK")
                raise
    due = [key for key in sets if key[0] in since and key[1] >= since[key[0]]]
    return sorted(due, key=lambda key: (key[0] not in ORDER, key[0], key[1]))


def _held_and_gone(
    con: duckdb.DuckDBPyConnection, sets: dict[tuple[str, date], list[Arrival]]
) -> list[tuple[str, date]]:
    """Sets from which a held file has been taken away: what it kept out may come in now."""
    return [
        (extract, day)
        for extract, day, name in con.execute(
            "SELECT extract, delivered_on, file_name FROM delivery WHERE state = 'held'"
        ).fetchall()
        if name not in {arrival.path.name for arrival in sets.get((extract, day), [])}
    ]


def _load_set(
    con: duckdb.DuckDBPyConnection, arrivals: list[Arrival], *, home_area: str, scratch: Path
) -> list[int]:
    extract = EXTRACTS[arrivals[0].extract]
    delivered_on = arrivals[0].delivered_on
    # A reader's error ends a transaction, so reading comes before it; keeping and recording are one.
    create_staging(con, extract)
    first = int(con.execute("SELECT coalesce(max(delivery_no), 0) + 1 FROM delivery").fetchall()[0][0])
    files = [
        stage(con, arrival, first + place, home_area=home_area, scratch=scratch)
        for place, arrival in enumerate(arrivals)
    ]
    repeated = _same_again(con, extract, files)
    if repeated:
        con.execute("DELETE FROM staged WHERE delivery_no IN (SELECT unnest(?))", [sorted(repeated)])
    _check_manifests(con, extract, files)
    fold(con, extract)
    _tally(con, extract, files)
    _hold(con, extract, files, repeated)
    held = [file.delivery_no for file in files if file.codes]
    con.execute(
        f"""CREATE OR REPLACE TEMP VIEW accepted AS
        SELECT staged.* FROM staged
        ANTI JOIN folded USING (delivery_no, line)
        ANTI JOIN conflicting USING (delivery_no, line)
        WHERE faults IS NULL AND NOT list_contains({held}::INTEGER[], delivery_no)"""
    )
    con.execute("BEGIN")
    try:
        if len(held) + len(repeated) < len(files):
            added, already = keep(con, extract, delivered_on)
            cover(con, extract, delivered_on)
        else:
            added = already = 0
        _record(con, extract, files, repeated, added + already)
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise
    return [file.delivery_no for file in files]


def _same_again(con: duckdb.DuckDBPyConnection, extract: Extract, files: list[Staged]) -> set[int]:
    """Files whose bytes are already in force, so that reading them again would say nothing new.

    A register (or a month) that comes back as part of a changed set must be read with it, or its people
    would seem to have left; so only a set that is wholly known is skipped, and in a set one of two twins.
    An event that was delivered before is skipped wherever it turns up: an old copy must not undo a correction.
    """
    repeated: set[int] = set()
    seen: set[str] = set()
    for file in files:
        if file.found.sha256 and file.found.sha256 in seen:
            repeated.add(file.delivery_no)
        seen.add(file.found.sha256)
    in_force = {
        str(row[0])
        for row in con.execute(
            "SELECT sha256 FROM delivery d WHERE extract = ? AND state = 'loaded'"
            + {
                "event": "",
                "full": """ AND delivered_on = (SELECT max(delivered_on) FROM delivery
                    WHERE extract = d.extract AND state = 'loaded')""",
                "period": """ AND NOT EXISTS (SELECT 1 FROM coverage mine JOIN coverage later
                    ON later.extract = mine.extract AND later.month = mine.month
                    AND later.kind IS NOT DISTINCT FROM mine.kind AND later.delivered_on > mine.delivered_on
                    WHERE mine.delivery_no = d.delivery_no)""",
            }[extract.mode],
            [extract.name],
        ).fetchall()
    }
    twins = {file.delivery_no for file in files if file.found.sha256 in in_force}
    if extract.mode == "event" or {file.delivery_no for file in files} <= twins | repeated:
        return repeated | twins
    if extract.mode == "period":
        return repeated | {number for number in twins if not _shares_a_period(con, extract, number, twins)}
    return repeated


def _shares_a_period(con: duckdb.DuckDBPyConnection, extract: Extract, number: int, twins: set[int]) -> bool:
    names = ", ".join(extract.column(name).stored for name in extract.period)
    query = f"""SELECT count(*) FROM (
        SELECT {names} FROM staged WHERE faults IS NULL AND delivery_no = ?
        INTERSECT SELECT {names} FROM staged WHERE faults IS NULL AND NOT list_contains(?::INTEGER[], delivery_no))"""
    return bool(con.execute(query, [number, sorted(twins)]).fetchall()[0][0])


def _check_manifests(con: duckdb.DuckDBPyConnection, extract: Extract, files: list[Staged]) -> None:
    """Hold a file that is not what its sender said he sent."""
    for file in files:
        beside = file.arrival.path.with_name(file.arrival.path.name + ".manifest.json")
        if file.codes or not beside.is_file():
            continue
        try:
            said = json.loads(beside.read_text(encoding="utf-8-sig"))
            said_rows = int(said["rows"]) if "rows" in said else None
            said_fen = _fen(said["amount_total"]) if "amount_total" in said and extract.amount else None
            said_digest = str(said["sha256"]).lower() if "sha256" in said else None
        except (ValueError, TypeError, KeyError):
            file.refuse("E-MANIFEST", beside.name)
            continue
        if said_digest not in (None, file.found.sha256):
            file.refuse("E-MANIFEST", "sha256")
        elif said_rows not in (None, file.rows_in, file.rows_in - file.blank):
            file.refuse("E-MANIFEST", f"rows: {said_rows} ≠ {file.rows_in}")
        elif said_fen is not None and not _adds_up(con, extract, file, said_fen):
            file.refuse("E-MANIFEST", "amount_total")


def _fen(amount: object) -> int:
    from decimal import Decimal, InvalidOperation

    try:
        return int(Decimal(str(amount)) * 100)
    except InvalidOperation as error:
        raise ValueError from error


def _adds_up(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged, said_fen: int) -> bool:
    """Rows whose amount cannot be read leave the sum open; then the count alone has to do."""
    assert extract.amount is not None
    column = extract.column(extract.amount).stored
    total, unread = con.execute(
        f"SELECT coalesce(sum({column}), 0), count(*) FILTER ({column} IS NULL) FROM staged WHERE delivery_no = ?",
        [file.delivery_no],
    ).fetchall()[0]
    return bool(unread) or int(total) == said_fen


def _tally(con: duckdb.DuckDBPyConnection, extract: Extract, files: list[Staged]) -> None:
    """One row per file: how many of its lines went where, and how much money."""
    con.execute("CREATE OR REPLACE TEMP TABLE file_lines (delivery_no INTEGER, rows_in BIGINT, blank BIGINT)")
    con.executemany(
        "INSERT INTO file_lines VALUES (?, ?, ?)",
        [(file.delivery_no, file.rows_in, file.blank) for file in files],
    )
    amount = extract.column(extract.amount).stored if extract.amount else "CAST(NULL AS BIGINT)"
    required = "|".join(column.name for column in extract.columns if column.required)
    register = _not_in_register(extract)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE tally AS
        SELECT f.delivery_no, f.rows_in, f.blank,
            count(s.line) FILTER (d.line IS NULL AND c.line IS NULL AND s.faults IS NULL) AS rows_loaded,
            count(d.line) AS rows_collapsed,
            count(s.line) FILTER (c.line IS NOT NULL OR s.faults IS NOT NULL) AS rows_quarantined,
            count(s.line) FILTER (regexp_matches(s.faults, '({required}):E-MISSING')) AS empty_required,
            coalesce(sum({amount}) FILTER (d.line IS NULL), 0) AS amount_in_fen,
            coalesce(sum({amount}) FILTER (d.line IS NULL AND c.line IS NULL AND s.faults IS NULL), 0)
                AS amount_loaded_fen,
            coalesce(sum({amount}) FILTER (c.line IS NOT NULL OR s.faults IS NOT NULL), 0)
                AS amount_quarantined_fen,
            CAST(median({amount}) AS BIGINT) AS amount_median_fen,
            {register} AS not_in_register
        FROM file_lines f LEFT JOIN staged s USING (delivery_no)
        LEFT JOIN folded d ON d.delivery_no = s.delivery_no AND d.line = s.line
        LEFT JOIN conflicting c ON c.delivery_no = s.delivery_no AND c.line = s.line
        GROUP BY f.delivery_no, f.rows_in, f.blank"""
    )


def _not_in_register(extract: Extract) -> str:
    if extract.name == "household_member" or not extract.identity_columns:
        return "CAST(0 AS BIGINT)"
    column = extract.identity_columns[0].stored
    return f"count(s.{column}) FILTER (s.faults IS NULL AND s.{column} NOT IN (SELECT person_no FROM household_member))"


def _hold(con: duckdb.DuckDBPyConnection, extract: Extract, files: list[Staged], repeated: set[int]) -> None:
    for number, codes in gate.refused(con, extract).items():
        for file in files:
            if file.delivery_no == number and number not in repeated:
                file.codes += codes
    loaded = dict(con.execute("SELECT delivery_no, rows_loaded FROM tally").fetchall())
    for file in files:
        nothing = not file.codes and not loaded[file.delivery_no] and file.delivery_no not in repeated
        if extract.mode == "full" and nothing:
            file.refuse("E-NOTHING-BELIEVED")
    if extract.mode == "full" and any(file.codes for file in files):
        for file in files:
            if not file.codes and file.delivery_no not in repeated:
                file.refuse("E-COMPANION")


def _record(
    con: duckdb.DuckDBPyConnection,
    extract: Extract,
    files: list[Staged],
    repeated: set[int],
    kept: int,
) -> None:
    """Write the ledger rows and the quarantine, and refuse the whole set if a count does not add up."""
    tally = {
        row[0]: row[1:]
        for row in con.execute(
            """SELECT delivery_no, rows_loaded, rows_collapsed, rows_quarantined, amount_in_fen, amount_loaded_fen,
            amount_quarantined_fen, amount_median_fen, not_in_register FROM tally"""
        ).fetchall()
    }
    expected = 0
    for file in files:
        loaded, folded, quarantined, amount_in, amount_loaded, amount_kept_apart, median, strangers = tally[
            file.delivery_no
        ]
        skipped = file.blank
        if file.delivery_no in repeated:
            state, skipped = "same_again", file.rows_in
            loaded = folded = quarantined = amount_in = amount_loaded = amount_kept_apart = 0
            median = None
        elif file.codes:
            state, quarantined, folded, loaded = "held", file.rows_in - file.blank, 0, 0
            amount_kept_apart, amount_loaded, median = amount_in, 0, None
        else:
            state = "loaded"
            expected += loaded
        if loaded + folded + quarantined + skipped != file.rows_in:
            raise DoudiError("E-RECONCILE", f"{extract.name}: {_delivery_id(file)}")
        status = file.arrival.path.lstat()
        con.execute(
            f"INSERT INTO delivery VALUES ({', '.join('?' * 23)})",
            [
                file.delivery_no,
                _delivery_id(file),
                extract.name,
                file.arrival.path.name,
                file.arrival.delivered_on,
                status.st_size,
                status.st_mtime_ns,
                file.found.sha256,
                file.encoding,
                state,
                file.codes,
                file.where,
                file.rows_in,
                loaded,
                folded,
                quarantined,
                skipped,
                amount_in,
                amount_loaded,
                amount_kept_apart,
                median,
                file.unknown_columns,
                strangers,
            ],
        )
    if expected != kept:
        raise DoudiError("E-RECONCILE", f"{extract.name}: {expected} ≠ {kept}")
    _quarantine(con, extract)


def _quarantine(con: duckdb.DuckDBPyConnection, extract: Extract) -> None:
    """Keep the refused rows' text. A contradicting row was typed, so its cells are written out again."""
    amount = f"s.{extract.column(extract.amount).stored}" if extract.amount else "CAST(NULL AS BIGINT)"
    cells = ", ".join(
        f"'{column.name}': "
        + (
            f"p_{column.name}.id_number"
            if column.kind == "identity_number"
            else f"CAST(s.{column.stored} AS VARCHAR)"
        )
        for column in extract.columns
    )
    people = " ".join(
        f"LEFT JOIN person p_{column.name} ON p_{column.name}.person_no = s.{column.stored}"
        for column in extract.identity_columns
    )
    con.execute(
        f"""INSERT INTO quarantine
        SELECT s.delivery_no, s.line, coalesce(s.original, CAST(to_json({{{cells}}}) AS VARCHAR)),
            coalesce(string_split(s.faults, ' '), [':E-CONFLICT']), {amount}
        FROM staged s LEFT JOIN conflicting c USING (delivery_no, line) {people}
        WHERE s.faults IS NOT NULL OR c.line IS NOT NULL"""
    )


def _delivery_id(file: Staged) -> str:
    """The same for the same file in the same place, whenever and in whatever order it is read."""
    arrival = file.arrival
    place = f"{arrival.extract}/{arrival.delivered_on}/{arrival.path.name}/{file.found.sha256}"
    return f"D{arrival.delivered_on:%Y%m%d}-{hashlib.sha256(place.encode()).hexdigest()[:10]}"
