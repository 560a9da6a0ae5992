"""Rows that could not be believed, counted by reason; never their text."""

from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.deliveries import NEWEST, extract_name
from flows.report.rows import rows
from flows.words import Words
from schemas.extracts import EXTRACTS
from schemas.faults import FAULTS, told


class Reason(NamedTuple):
    """One reason code within one extract, counted in the files that the night works with and in all."""

    code: str
    meaning: Words
    extract: Words
    newest: int
    ever: int
    cause: Words
    next: Words


def reasons(con: DuckDBPyConnection) -> list[Reason]:
    """Shape: one row per code and extract, the most frequent of the newest deliveries first.

    A row with two faults counts under both codes, so the counts may exceed the rows.
    """
    return rows(
        con,
        _reason,
        f"""
        WITH newest AS ({NEWEST}),
        fault AS (
            SELECT extract, delivered_on, unnest(list_distinct(reason_codes)) AS code FROM quarantine
        )
        SELECT code, extract, count(*) FILTER (delivered_on = newest_on) AS newest, count(*) AS ever
        FROM fault LEFT JOIN newest ON newest.name = extract
        GROUP BY code, extract
        ORDER BY newest DESC, ever DESC, code, extract
        """,
    )


def _reason(code: str, extract: str, newest: int, ever: int) -> Reason:
    is_returned = extract in EXTRACTS and EXTRACTS[extract].is_returned
    fault = told(code, is_returned=is_returned) if code in FAULTS else None
    return Reason(
        code=code,
        meaning=Words(fault.zh, fault.en) if fault else Words("", ""),
        extract=extract_name(extract),
        newest=newest,
        ever=ever,
        cause=Words(fault.cause_zh, fault.cause_en) if fault else Words("", ""),
        next=Words(fault.next_zh, fault.next_en) if fault else Words("", ""),
    )
