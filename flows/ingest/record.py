"""Where every line of a set went, and how much money with it: counted, compared, and written to the load ledger."""

import hashlib
from collections.abc import Sequence
from datetime import date

import duckdb

from flows.ingest.staged import Staged, count
from schemas import checks
from schemas.extract import Extract
from schemas.faults import DoudiError
from schemas.fill import fill


def next_number(con: duckdb.DuckDBPyConnection) -> int:
    """The number of the next delivery: they are numbered as they are read."""
    return int(con.execute("SELECT coalesce(max(delivery_no), 0) + 1 FROM delivery").fetchall()[0][0])


def tally(
    con: duckdb.DuckDBPyConnection, extract: Extract, files: Sequence[Staged], *, again: bool = False
) -> None:
    """One row per file in the temporary table `tally`: how many of its lines went where, and how much money. `again`
    counts the files given once more and leaves the others."""
    con.execute("CREATE OR REPLACE TEMP TABLE file_lines (delivery_no INTEGER, rows_in BIGINT, blank BIGINT)")
    fill(
        con,
        "file_lines",
        [(file.delivery_no, file.rows_in, file.skipped) for file in files],
    )
    amount = extract.column(extract.amount).stored if extract.amount else "CAST(NULL AS BIGINT)"
    required = "|".join(column.name for column in extract.columns if column.required)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE counted AS
        WITH seen AS (
            SELECT delivery_no, count(*) AS rows, count(*) FILTER (faults IS NOT NULL) AS refused,
                count(*) FILTER (regexp_matches(faults, '({required}):E-MISSING')) AS empty_required,
                coalesce(sum({amount}), 0) AS amount_fen,
                coalesce(sum({amount}) FILTER (faults IS NOT NULL), 0) AS refused_fen,
                CAST(median({amount}) AS BIGINT) AS amount_median_fen
            FROM staged_rows SEMI JOIN file_lines USING (delivery_no) GROUP BY delivery_no),
        {_apart("folded", amount)}, {_apart("conflicting", amount)}
        SELECT f.delivery_no, f.rows_in, f.blank,
            coalesce(s.rows - s.refused, 0) - d.rows - c.rows AS rows_loaded,
            d.rows AS rows_collapsed,
            coalesce(s.refused, 0) + c.rows AS rows_quarantined,
            coalesce(s.empty_required, 0) AS empty_required,
            coalesce(s.amount_fen, 0) - d.amount_fen AS amount_in_fen,
            coalesce(s.amount_fen - s.refused_fen, 0) - d.amount_fen - c.amount_fen AS amount_loaded_fen,
            coalesce(s.refused_fen, 0) + c.amount_fen AS amount_quarantined_fen,
            s.amount_median_fen
        FROM file_lines f LEFT JOIN seen s USING (delivery_no)
        JOIN folded_rows d USING (delivery_no) JOIN conflicting_rows c USING (delivery_no)"""
    )
    if again:
        con.execute("DELETE FROM tally WHERE delivery_no IN (SELECT delivery_no FROM counted)")
        con.execute("INSERT INTO tally SELECT * FROM counted")
    else:
        con.execute("CREATE OR REPLACE TEMP TABLE tally AS SELECT * FROM counted")


def _apart(table: str, amount: str) -> str:
    """Of every file, the rows that are in `table`, and their money."""
    return f"""{table}_rows AS (
            SELECT f.delivery_no, count(s.line) AS rows, coalesce(sum({amount}), 0) AS amount_fen
            FROM file_lines f LEFT JOIN {table} t USING (delivery_no)
            LEFT JOIN staged_rows s ON s.delivery_no = t.delivery_no AND s.line = t.line
            GROUP BY f.delivery_no)"""


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
    _quarantine(con, extract, files[0].set_no)


def write_out(con: duckdb.DuckDBPyConnection, extract: Extract) -> None:
    """Write the cells out again, in `staged_rows`, of rows that were typed before they were found to contradict another or
    to answer what nobody asked. People are looked up once for all of them: there may be millions to look through."""
    wanted = """SELECT delivery_no, line FROM staged_rows WHERE original IS NULL AND (faults IS NOT NULL
        OR (delivery_no, line) IN (SELECT (delivery_no, line) FROM conflicting))"""
    if not count(con, f"({wanted})"):
        return
    cells, people = [], ""
    for column in extract.columns:
        if column.kind == "identity_number":
            people += f" LEFT JOIN person p_{column.name} ON p_{column.name}.person_no = s.{column.stored}"
            written = f"coalesce(s.{column.name}, p_{column.name}.id_number)"
        else:
            written = checks.written(column, f"s.{column.stored}")
        cells.append(f"'{column.name}': {written}")
    con.execute(
        f"""UPDATE staged_rows SET original = found.original FROM (
            SELECT s.delivery_no, s.line, CAST(to_json({{{", ".join(cells)}}}) AS VARCHAR) AS original
            FROM staged_rows s SEMI JOIN ({wanted}) USING (delivery_no, line){people}) found
        WHERE found.delivery_no = staged_rows.delivery_no AND found.line = staged_rows.line"""
    )


def _quarantine(con: duckdb.DuckDBPyConnection, extract: Extract, set_no: int) -> None:
    """Keep the refused rows' text."""
    amount = f"s.{extract.column(extract.amount).stored}" if extract.amount else "CAST(NULL AS BIGINT)"
    con.execute(
        f"""INSERT INTO quarantine (delivery_no, line, original, faults, amount_fen)
        SELECT s.delivery_no, s.line, s.original, coalesce(string_split(s.faults, ' '), [':E-CONFLICT']), {amount}
        FROM staged s WHERE s.faults IS NOT NULL
            OR (s.delivery_no, s.line) IN (SELECT (delivery_no, line) FROM conflicting WHERE set_no = {set_no})
        ORDER BY s.delivery_no, s.line"""
    )


def _delivery_id(file: Staged) -> str:
    """The same for the same file in the same place, whenever and in whatever order it is read."""
    arrival = file.arrival
    place = f"{arrival.extract}/{arrival.delivered_on}/{arrival.path.name}/{file.found.sha256}"
    digest = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()
    return f"D{arrival.delivered_on:%Y%m%d}-{digest[:10]}"
