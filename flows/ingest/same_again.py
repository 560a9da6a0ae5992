"""Which files of a day's set say nothing new."""

import duckdb

from flows.ingest.staged import Staged
from schemas.extract import Extract


def same_again(con: duckdb.DuckDBPyConnection, extract: Extract, files: list[Staged]) -> set[int]:
    """Files whose bytes are already in force, so that reading them again would say nothing new.

    A register (or a month) that comes back as part of a changed set must be read with it, or its people
    would seem to have left; so only a set that is wholly known is skipped, and in a set one of two twins.
    An event that was delivered before is skipped wherever it turns up: an old copy must not undo a correction.
    """
    repeated = copies(files)
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
                    AND later.kind IS NOT DISTINCT FROM mine.kind AND later.known_on > mine.known_on
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


def copies(files: list[Staged]) -> set[int]:
    """Files of a set whose bytes stand in it already. A file that is held is no reason to pass over its twin."""
    repeated: set[int] = set()
    seen: set[str] = set()
    for file in files:
        if file.found.sha256 in seen:
            repeated.add(file.delivery_no)
        elif file.found.sha256 and not file.codes:
            seen.add(file.found.sha256)
    return repeated


def _shares_a_period(con: duckdb.DuckDBPyConnection, extract: Extract, number: int, twins: set[int]) -> bool:
    names = ", ".join(extract.column(name).stored for name in extract.period)
    query = f"""SELECT count(*) FROM (
        SELECT {names} FROM staged WHERE faults IS NULL AND delivery_no = ?
        INTERSECT SELECT {names} FROM staged WHERE faults IS NULL AND NOT list_contains(?::INTEGER[], delivery_no))"""
    return bool(con.execute(query, [number, sorted(twins)]).fetchall()[0][0])
