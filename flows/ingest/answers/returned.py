"""A returned file's rows held against the lists that were sent out, by the digest of what an office may not change."""

import re
from collections.abc import Sequence
from decimal import Decimal

import duckdb

from flows.exports.row_digest import DIGESTED, row_digest
from flows.exports.safe_csv import neutral
from flows.ingest.answers.origin import Origin, origin_of
from flows.ingest.header import plain
from flows.ingest.staged import Staged

_AMOUNT = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_NUMBER_AT = DIGESTED.index("预警编号")
_MEMBERS_AT = DIGESTED.index("家庭人口")
_AMOUNT_AT = DIGESTED.index("建议救助金额(元)")
_DUE_AT = DIGESTED.index("办理时限")


def create_returned(con: duckdb.DuckDBPyConnection) -> None:
    """Make `returned_row` anew: what is known of each row besides its contract's columns, its cells as they came."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE returned_row (delivery_no INTEGER, line BIGINT, cells VARCHAR[],
        township_code VARCHAR, listed_on DATE, is_changed BOOLEAN)"""
    )


def compare(con: duckdb.DuckDBPyConnection, file: Staged) -> None:
    """Add a file's rows to `returned_row`. Where every locked column came back, a row must say what some list said of
    that number: one in the ledger, or the file's own hidden sheet, which a home made anew does not remember. A number
    of which neither knows anything is judged by the number alone, and so is a row that lacks a column."""
    assert file.header is not None
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE came_back AS
        SELECT line, cells FROM odd_cells WHERE delivery_no = {file.delivery_no} ORDER BY line"""
    )
    origin = origin_of(file)
    _digests(con, file.header.headings, origin)
    con.execute(
        """INSERT INTO returned_row
        SELECT ?, came_back.line, came_back.cells, ?,
            coalesce(CASE WHEN seen.is_as_sent THEN CAST(? AS DATE) END, found.listed_on),
            coalesce(NOT seen.is_as_sent AND found.listed_on IS NULL
                AND (seen.is_sent OR seen.warning_id IN (SELECT warning_id FROM listed_row)), FALSE)
        FROM came_back
        LEFT JOIN seen ON seen.line = came_back.line
        LEFT JOIN (
            SELECT seen.line, coalesce(max(run.as_of) FILTER (run.as_of <= ?), min(run.as_of)) AS listed_on
            FROM seen
            JOIN listed_row listed ON listed.warning_id = seen.warning_id
                AND seen.digest IN (listed.row_digest, listed.masked_digest)
            JOIN run ON run.run_id = listed.run_id AND run.state LIKE 'published%'
            GROUP BY seen.line
        ) found ON found.line = came_back.line""",
        [file.delivery_no, origin.township_code, origin.listed_on, file.arrival.delivered_on],
    )


def _digests(con: duckdb.DuckDBPyConnection, headings: Sequence[str], origin: Origin) -> None:
    """Leave `seen`: of every row with all locked columns its number, its digest, and what the hidden sheet says of it."""
    import pyarrow as pa

    found = [plain(heading) for heading in headings]
    rows: list[tuple[int, str, str, bool, bool]] = []
    if all(plain(heading) in found for heading in DIGESTED):
        places = [found.index(plain(heading)) for heading in DIGESTED]
        came = con.execute("SELECT line, cells FROM came_back")
        for line, cells in came.fetchall():
            said = as_sent([cells[place] for place in places])
            number, digest = said[_NUMBER_AT].strip(), row_digest(said)
            sent = origin.digests.get(number)
            rows.append((line, number, digest, sent == digest, sent is not None))
    names = ("line", "warning_id", "digest", "is_as_sent", "is_sent")
    types = (pa.int64(), pa.string(), pa.string(), pa.bool_(), pa.bool_())
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    table = pa.table(
        [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)], list(names)
    )
    con.register("seen_rows", table)
    con.execute("CREATE OR REPLACE TEMP TABLE seen AS SELECT * FROM seen_rows")
    con.unregister("seen_rows")


def as_sent(cells: Sequence[str | None]) -> list[str]:
    """The locked cells as they stood on the list, whatever a spreadsheet has made of their looks."""
    said = [_without_mark(cell or "") for cell in cells]
    amount, due, members = said[_AMOUNT_AT].strip(), said[_DUE_AT].strip(), said[_MEMBERS_AT].strip()
    if _AMOUNT.fullmatch(amount):
        said[_AMOUNT_AT] = f"{Decimal(amount.replace(',', '')):.2f}"
    if day := _DAY.fullmatch(due):
        said[_DUE_AT] = f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}"
    if re.fullmatch(r"[0-9]+\.0+", members):
        said[_MEMBERS_AT] = members.partition(".")[0]
    return said


def _without_mark(text: str) -> str:
    """Without the apostrophe that our CSV puts before what a spreadsheet would run, and with an underscore where a
    workbook writes its escape."""
    if text.startswith("'") and neutral(text[1:]) == text:
        text = text[1:]
    return text.replace("_x005F_", "_")
