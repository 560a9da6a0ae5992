"""Where every line of a set went, and how much money with it: counted, compared, and written to the load ledger."""

import hashlib
from datetime import date

import duckdb

from flows.ingest.staged import Staged
from schemas import checks
from schemas.extract import Extract
from schemas.faults import DoudiError
from schemas.fill import fill


def tally(con: duckdb.DuckDBPyConnection, extract: Extract, files: list[Staged]) -> None:
    """One row per file: how many of its lines went where, and how much money."""
    con.execute("CREATE OR REPLACE TEMP TABLE file_lines (delivery_no INTEGER, rows_in BIGINT, blank BIGINT)")
    fill(
        con,
        "file_lines",
        [(file.delivery_no, file.rows_in, file.skipped) for file in files],
    )
    amount = extract.column(extract.amount).stored if extract.amount else "CAST(NULL AS BIGINT)"
    required = "|".join(column.name for column in extract.columns if column.required)
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
            CAST(median({amount}) AS BIGINT) AS amount_median_fen
        FROM file_lines f LEFT JOIN staged s USING (delivery_no)
        LEFT JOIN folded d ON d.delivery_no = s.delivery_no AND d.line = s.line
        LEFT JOIN conflicting c ON c.delivery_no = s.delivery_no AND c.line = s.line
        GROUP BY f.delivery_no, f.rows_in, f.blank"""
    )


def record(
    con: duckdb.DuckDBPyConnection,
    extract: Extract,
    files: list[Staged],
    repeated: set[int],
    kept: int,
    *,
    known_on: date,
    about: int | None,
    is_correction: bool,
) -> None:
    """Write the ledger rows and the quarantine, and refuse the whole set if a count does not add up."""
    counted = {
        row[0]: row[1:]
        for row in con.execute(
            """SELECT delivery_no, rows_loaded, rows_collapsed, rows_quarantined, amount_in_fen, amount_loaded_fen,
            amount_quarantined_fen, amount_median_fen FROM tally"""
        ).fetchall()
    }
    expected = 0
    for file in files:
        loaded, folded, quarantined, amount_in, amount_loaded, amount_kept_apart, median = counted[
            file.delivery_no
        ]
        skipped = file.skipped
        if file.delivery_no in repeated:
            state, skipped = "same_again", file.rows_in
            loaded = folded = quarantined = amount_in = amount_loaded = amount_kept_apart = 0
            median = None
        elif file.codes:
            state = "refused" if is_correction else "held"
            quarantined, folded, loaded = file.rows_in - file.skipped, 0, 0
            amount_kept_apart, amount_loaded, median = amount_in, 0, None
        else:
            state = "corrected" if is_correction else "loaded"
            expected += loaded
        if loaded + folded + quarantined + skipped != file.rows_in:
            raise DoudiError("E-RECONCILE", f"{extract.name}: {_delivery_id(file)}")
        status = file.arrival.path.lstat()
        row = {
            "delivery_no": file.delivery_no,
            "delivery_id": _delivery_id(file),
            "extract": extract.name,
            "file_name": file.arrival.name,
            "delivered_on": file.arrival.delivered_on,
            "known_on": known_on,
            "about_no": about,
            "size": status.st_size,
            "modified_ns": status.st_mtime_ns,
            "sha256": file.found.sha256,
            "encoding": file.encoding,
            "state": state,
            "codes": file.codes,
            "where_found": file.where,
            "rows_in": file.rows_in,
            "rows_loaded": loaded,
            "rows_collapsed": folded,
            "rows_quarantined": quarantined,
            "rows_skipped": skipped,
            "amount_in_fen": amount_in,
            "amount_loaded_fen": amount_loaded,
            "amount_quarantined_fen": amount_kept_apart,
            "amount_median_fen": median,
            "unknown_column_count": file.unknown_columns,
            "area_unknown_count": file.identity_area_unknown_count,
        }
        con.execute(
            f"INSERT INTO delivery ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            list(row.values()),
        )
        if file.changes and state in ("loaded", "corrected"):
            fill(
                con,
                "normalised",
                [
                    (file.delivery_no, column, change, count)
                    for (column, change), count in file.changes.items()
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
            f"s.{column.name}"
            if column.kind == "identity_number"
            else checks.written(column, f"s.{column.stored}")
        )
        for column in extract.columns
    )
    con.execute(
        f"""INSERT INTO quarantine (delivery_no, line, original, faults, amount_fen)
        SELECT s.delivery_no, s.line, coalesce(s.original, CAST(to_json({{{cells}}}) AS VARCHAR)),
            coalesce(string_split(s.faults, ' '), [':E-CONFLICT']), {amount}
        FROM staged s LEFT JOIN conflicting c USING (delivery_no, line)
        WHERE s.faults IS NOT NULL OR c.line IS NOT NULL"""
    )


def _delivery_id(file: Staged) -> str:
    """The same for the same file in the same place, whenever and in whatever order it is read."""
    arrival = file.arrival
    place = f"{arrival.extract}/{arrival.delivered_on}/{arrival.path.name}/{file.found.sha256}"
    digest = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()
    return f"D{arrival.delivered_on:%Y%m%d}-{digest[:10]}"
