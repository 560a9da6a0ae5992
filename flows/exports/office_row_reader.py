"""Reads `office_row` in the order in which it is printed.

The engine turns every column into the text that stands in the cell, so that CSV, workbook and digest cannot
disagree, and amounts are exact decimals that never were a float.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from schemas.office import CHANGE_ZH, COLUMNS, SEVERITY_ZH

CLOSED = ("withdrawn", "cleared")
"""Changes after which nobody needs to visit."""

OPEN = f"(change IS NULL OR change NOT IN {CLOSED})"
"""Somebody has to go there."""
ORDER = f"""township_code, NOT {OPEN}, coalesce(list_position({list(SEVERITY_ZH)}, severity), {len(SEVERITY_ZH) + 1}),
    village_code, warning_id"""

_ROWS_AT_A_TIME = 2_000


@dataclass(frozen=True)
class TownshipCount:
    """How much one township gets, counted before its list is written. A row is a household: `rows` and `visits` are
    households, `warnings` the open warnings on those to visit, `changes` households by the change they show. A
    township that only loses households to others has no row, and is told of them."""

    township_code: str
    township_name: str
    rows: int
    visits: int
    warnings: int
    suggested_fen: int
    visits_suggested_fen: int
    changes: dict[str, int]


class OfficeRow(NamedTuple):
    """One household, ready for the page. `shown` are the masked cells from 预警编号 to 变化."""

    township_code: str
    township_name: str
    style: str
    head_name: str
    shown: tuple[str, ...]


def township_counts(con: DuckDBPyConnection) -> list[TownshipCount]:
    """One line per township, by code."""
    per_change = ", ".join(f"count(warning_id) FILTER (change = '{change}')" for change in CHANGE_ZH)
    found = con.execute(
        f"""
        SELECT
            coalesce(township_code, ''),
            coalesce(min(township_name), township_code, ''),
            count(warning_id),
            count(*) FILTER ({OPEN}),
            coalesce(sum(warning_count) FILTER ({OPEN}), 0)::BIGINT,
            coalesce(sum(suggested_fen), 0)::BIGINT,
            coalesce(sum(suggested_fen) FILTER ({OPEN}), 0)::BIGINT,
            {per_change}
        FROM (
            SELECT township_code, township_name, warning_id, change, warning_count, suggested_fen FROM office_row
            UNION ALL BY NAME
            SELECT DISTINCT township_code, township_name, 'cleared' AS change FROM transfer_row
        )
        GROUP BY township_code
        ORDER BY township_code NULLS FIRST
        """
    ).fetchall()
    return [
        TownshipCount(
            code, name, rows, visits, warnings, fen, visits_fen, dict(zip(CHANGE_ZH, changes, strict=True))
        )
        for code, name, rows, visits, warnings, fen, visits_fen, *changes in found
    ]


def office_rows(con: DuckDBPyConnection) -> Iterator[OfficeRow]:
    """Every row: by township, what needs a visit before what does not, most urgent first, then by village."""
    shown = ", ".join(text_of(field) for field in COLUMNS.values() if field)
    found = con.execute(
        f"""
        SELECT
            township_code,
            coalesce(township_name, township_code),
            CASE WHEN {OPEN} THEN coalesce(severity, '') ELSE 'closed' END,
            coalesce(head_name, ''),
            {shown}
        FROM office_row
        ORDER BY {ORDER}
        """
    )
    while rows := found.fetchmany(_ROWS_AT_A_TIME):
        for row in rows:
            yield OfficeRow(row[0], row[1], row[2], row[3], row[4:])


def text_of(field: str) -> str:
    """The expression that gives a field as the text of its cell; empty when it is not known."""
    if field == "severity":
        words = " ".join(f"WHEN '{severity}' THEN '{word}'" for severity, word in SEVERITY_ZH.items())
        return f"coalesce(CASE severity {words} ELSE severity END, '')"
    if field == "suggested_fen":
        return "coalesce((suggested_fen::DECIMAL(19, 0) * 0.01::DECIMAL(3, 2))::VARCHAR, '')"
    return f"coalesce({field}::VARCHAR, '')"
