"""A file on its way into the warehouse: what has been found out about it so far."""

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from flows.ingest.decode import Bytes
from flows.ingest.header import Header, read_header
from flows.ingest.landing import Arrival
from flows.ingest.limits import MOST_COLUMNS, Refused
from schemas.extract import Extract
from schemas.extracts import EXTRACTS


@dataclass
class Staged:
    """What became of one file. A `code` means that the delivery as a whole cannot be used.

    `set_no` tells the files of one day's set from others that are read with them. `skipped` counts blank rows and rows that are no data (totals, signatures); `changes` how many cells of
    which column were believed after what was done to them. `unanswered` is how many of the skipped are rows of a
    returned list that hold no answer, or none that is newer.
    """

    arrival: Arrival
    delivery_no: int
    set_no: int
    found: Bytes
    encoding: str = ""
    rows_in: int = 0
    skipped: int = 0
    unanswered: int = 0
    codes: list[str] = field(default_factory=list)
    where: str = ""
    header: Header | None = None
    text: Path | None = None
    above: int = 0
    below: int = 0
    unknown_columns: int = 0
    delimiter: str = ","
    identity_count: int = 0
    identity_000_count: int = 0
    identity_area_unknown_count: int = 0
    changes: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def headings(self) -> tuple[str, ...]:
        return self.header.headings if self.header else ()

    def refuse(self, code: str, where: str = "") -> "Staged":
        self.codes.append(code)
        self.where = self.where or where
        return self


def usable_header(extract: Extract, headings: list[str], result: Staged) -> Header | None:
    if len(headings) > MOST_COLUMNS:
        raise Refused("E-FILE-LIMIT", f"> {MOST_COLUMNS} columns")
    header = read_header(extract, headings)
    result.unknown_columns = header.unknown_count
    if header.missing:
        where = "、".join(
            f"{name}（是否为“{header.likely[name]}”？ likely: {header.likely[name]}）"
            if name in header.likely
            else name
            for name in header.missing
        )
        if header.resembles:
            other = EXTRACTS[header.resembles]
            where += (
                f"；像是 {other.zh} ({other.name}) 的文件，是否放错目录 / looks like a file of {other.name}"
            )
        result.refuse("E-COL-MISSING", where)
    if header.doubled:
        result.refuse("E-COL-DOUBLE", "、".join(header.doubled))
    result.header = None if result.codes else header
    return result.header


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
