"""Every delivery that is new in the landing folder into the warehouse, day by day, each set in one transaction.

Files of one extract and day form one set; so does what a decision of a day brings in. A delivery is loaded,
held, or the same again; its rows are loaded, folded, quarantined or skipped, and the sum is compared with
lines counted apart from the reader.
"""

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from flows.ingest import answers
from flows.ingest.carry_out import carry_out
from flows.ingest.decisions import read_decisions
from flows.ingest.due import Due, due_sets
from flows.ingest.duplicates import fold
from flows.ingest.horizon import horizon_of, too_old
from flows.ingest.judge_set import judge_set
from flows.ingest.keep_set import keep_set
from flows.ingest.landing import Arrival, scan
from flows.ingest.record import next_number, tally, write_out
from flows.ingest.stage import stage
from flows.ingest.warning_decisions import load_warning_decisions
from schemas.cores import one_core
from schemas.extracts import EXTRACTS

READ_TOGETHER = 192 << 20
"""Bytes of files whose rows are in memory together: a province's month of wages, or a county's two years."""


READ_ALONE = 32 << 20
"""Bytes of a file up to which the reader gives all of it to one core."""


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
    horizon = horizon_of(con)
    by_day: dict[tuple[str, date], list[Arrival]] = {}
    for arrival in found.arrivals:
        if horizon <= arrival.delivered_on <= known_at:
            by_day.setdefault((arrival.extract, arrival.delivered_on), []).append(arrival)
    sets = [Due(extract, day, tuple(arrivals)) for (extract, day), arrivals in by_day.items()]
    sets += [
        Due(made.extract, made.decided_on, (), made)
        for made in decisions
        if horizon <= made.decided_on <= known_at
    ]
    late = too_old(con, found.arrivals, decisions, horizon)
    due = due_sets(con, sets, known_at, extracts)
    result = Loaded(unread=(*found.unread, *late, *(f"{place}: E-DECISION" for place in unread)))
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
                numbers = carry_out(con, together[0], decision, by_day, home_area=home_area, scratch=scratch)
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
            first=next_number(con),
            home_area=home_area,
            folder=Path(folder),
        )
    useless = [file.delivery_no for files in read for file in files if file.codes]
    fold(con, extract, useless)
    tally(con, extract, [file for files in read for file in files])
    write_out(con, extract)
    numbers = []
    for due, files in zip(sets, read, strict=True):
        judged = judge_set(con, extract, extract, files, content_on=due.known_on)
        numbers += keep_set(con, extract, extract, due, judged, content_on=due.known_on)
    return numbers
