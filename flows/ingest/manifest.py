"""What a sender said of his file, held against what arrived."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb

from flows.ingest.landing import shown
from flows.ingest.limits import LONGEST_LINE
from flows.ingest.staged import Staged
from schemas.extract import Extract


def check_manifests(con: duckdb.DuckDBPyConnection, extract: Extract, files: list[Staged]) -> None:
    """Hold a file that is not what its sender said he sent."""
    for file in files:
        beside = file.arrival.path.with_name(file.arrival.path.name + ".manifest.json")
        if file.codes or not _is_there(beside):
            continue
        try:
            with beside.open(encoding="utf-8-sig") as written:
                said = json.loads(written.read(LONGEST_LINE))
            said_rows = int(said["rows"]) if "rows" in said else None
            said_yuan = _yuan(said["amount_total"]) if "amount_total" in said and extract.amount else None
            said_digest = str(said["sha256"]).lower() if "sha256" in said else None
            said_period = _days(str(said["period"])) if "period" in said else None
        except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError, OSError):
            # Anyone may have written it: numbers without end and lists without end are in the world too.
            file.refuse("E-MANIFEST", shown(beside.name))
            continue
        if said_digest not in (None, file.found.sha256):
            file.refuse("E-MANIFEST", "sha256")
        elif said_rows not in (None, file.rows_in, file.rows_in - file.skipped):
            file.refuse("E-MANIFEST", f"rows: {said_rows} ≠ {file.rows_in}")
        elif said_yuan is not None and not _adds_up(con, extract, file, said_yuan):
            file.refuse("E-MANIFEST", "amount_total")
        elif said_period is not None and _outside(con, extract, file, *said_period):
            file.refuse("E-MANIFEST", f"period: {said['period']}")


def _is_there(path: Path) -> bool:
    """A name of full length has no room for another ending, and to ask for it is an error of its own."""
    try:
        return path.is_file()
    except OSError:
        return False


def _yuan(amount: object) -> Decimal:
    yuan = Decimal(str(amount))
    if not yuan.is_finite():
        raise ValueError("no amount")
    return yuan


def _days(period: str) -> tuple[date, date]:
    """A day, a month or a year, or two of them with a stroke between: the first and the last day meant."""
    first, _, last = period.partition("/")
    return _first_day(first), _first_day(last or first, after=True) - timedelta(days=1)


def _first_day(text: str, *, after: bool = False) -> date:
    """The first day of what is named; with `after` the day after its last."""
    parts = [int(part) for part in text.strip().split("-")]
    if len(parts) > 3:
        raise ValueError("no day, month or year")
    year, month, day = (*parts, 1, 1)[:3]
    first = date(year, month, day)
    if not after:
        return first
    if len(parts) == 3:
        return first + timedelta(days=1)
    months = year * 12 + month - 1 + (1 if len(parts) == 2 else 12)
    return date(months // 12, months % 12 + 1, 1)


def _outside(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged, first: date, last: date) -> bool:
    """Whether a row lies outside the period the sender named. A feed without days cannot be held to one; a
    month is kept as its first day, and a period that has one day of it has it."""
    if extract.happened_on is None:
        return False
    column = extract.column(extract.happened_on)
    if column.kind == "month":
        first = first.replace(day=1)
    query = f"""SELECT count(*) FROM staged WHERE delivery_no = ? AND faults IS NULL
        AND CAST({column.stored} AS DATE) NOT BETWEEN ? AND ?"""
    return bool(con.execute(query, [file.delivery_no, first, last]).fetchall()[0][0])


def _adds_up(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged, said_yuan: Decimal) -> bool:
    """Rows whose amount cannot be read leave the sum open; then the count alone has to do."""
    assert extract.amount is not None
    column = extract.column(extract.amount).stored
    total, unread = con.execute(
        f"SELECT coalesce(sum({column}), 0), count(*) FILTER ({column} IS NULL) FROM staged WHERE delivery_no = ?",
        [file.delivery_no],
    ).fetchall()[0]
    return bool(unread) or Decimal(int(total)) / 100 == said_yuan
