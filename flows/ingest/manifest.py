"""What a sender said of his file, held against what arrived."""

import json
from decimal import Decimal
from pathlib import Path

import duckdb

from flows.ingest.landing import shown
from flows.ingest.limits import LONGEST_LINE
from flows.ingest.stage import Staged
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


def _adds_up(con: duckdb.DuckDBPyConnection, extract: Extract, file: Staged, said_yuan: Decimal) -> bool:
    """Rows whose amount cannot be read leave the sum open; then the count alone has to do."""
    assert extract.amount is not None
    column = extract.column(extract.amount).stored
    total, unread = con.execute(
        f"SELECT coalesce(sum({column}), 0), count(*) FILTER ({column} IS NULL) FROM staged WHERE delivery_no = ?",
        [file.delivery_no],
    ).fetchall()[0]
    return bool(unread) or Decimal(int(total)) / 100 == said_yuan
