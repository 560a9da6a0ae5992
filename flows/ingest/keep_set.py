"""A judged set into the warehouse: its facts, what it covers, and what became of every line, all or nothing."""

from datetime import date

import duckdb

from flows.ingest import answers
from flows.ingest.corrections import answered
from flows.ingest.due import Due
from flows.ingest.judge_set import Judged
from flows.ingest.keep import cover, keep
from flows.ingest.record import record
from schemas.extract import Extract
from schemas.transaction import transaction


def keep_set(
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
