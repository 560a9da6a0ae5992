"""One delivered file into the set's staging table: typed, with every fault named, every line accounted for."""

import csv
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from flows.ingest.decode import Bytes, encoding_of, survey, transcode
from flows.ingest.header import Header, fit, read_header
from flows.ingest.landing import Arrival
from flows.ingest.sheet import UnreadableSheet, read_sheet
from flows.ingest.sieve import LONGEST_LINE, sieve
from schemas import checks
from schemas.extract import Extract
from schemas.extracts import EXTRACTS

DELIMITERS = (",", "\t", ";", "|")
MOST_COLUMNS = 500


@dataclass
class Staged:
    """What became of one file. A `code` means that the delivery as a whole cannot be used."""

    arrival: Arrival
    delivery_no: int
    found: Bytes
    encoding: str = ""
    rows_in: int = 0
    blank: int = 0
    codes: list[str] = field(default_factory=list)
    where: str = ""
    unknown_columns: int = 0

    def refuse(self, code: str, where: str = "") -> "Staged":
        self.codes.append(code)
        self.where = self.where or where
        return self


def create_staging(con: duckdb.DuckDBPyConnection, extract: Extract) -> None:
    columns = ", ".join(f"{column.stored} {column.sql_type}" for column in extract.columns)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE staged (delivery_no INTEGER, line BIGINT, {columns}, "
        "faults VARCHAR, original VARCHAR)"
    )


def stage(
    con: duckdb.DuckDBPyConnection, arrival: Arrival, delivery_no: int, *, home_area: str, scratch: Path
) -> Staged:
    """Read, map, type and check one file into the temporary table `staged`."""
    extract = EXTRACTS[arrival.extract]
    if not arrival.is_plain_file:
        return Staged(arrival, delivery_no, Bytes("", 0, 0, False, False, b"")).refuse("E-FILE-LINK")
    found = survey(arrival.path)
    result = Staged(arrival, delivery_no, found)
    if not found.size:
        return result.refuse("E-FILE-EMPTY")
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        if found.head.startswith(b"PK\x03\x04"):
            return _stage_sheet(con, extract, result, home_area, Path(folder))
        return _stage_text(con, extract, result, home_area, Path(folder))


def _stage_sheet(
    con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, home_area: str, folder: Path
) -> Staged:
    lines = folder / "lines.csv"
    try:
        sheet = read_sheet(result.arrival.path, extract, lines)
    except UnreadableSheet:
        return result.refuse("E-FILE-NOT-TABLE")
    result.encoding = "xlsx"
    result.rows_in, result.blank = sheet.rows, sheet.blank
    header = _usable_header(extract, sheet.headings, result)
    if header is None:
        return result
    if sheet.rows == sheet.blank:
        return result.refuse("E-FILE-HEADER-ONLY")
    _type(con, extract, result, header, lines, ",", numbered=True, home_area=home_area)
    return result


def _stage_text(
    con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, home_area: str, folder: Path
) -> Staged:
    found, path = result.found, result.arrival.path
    if found.head.lstrip()[:1] == b"<" or found.head.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        return result.refuse("E-FILE-NOT-TABLE")
    encoding = encoding_of(path, found)
    if encoding is None:
        return result.refuse("E-FILE-ENCODING")
    result.encoding = {"utf-8-sig": "utf-8 (BOM)"}.get(encoding, encoding)
    # A name can be a pattern to the reader (x[1].csv reads x1.csv), so it never sees the file's own name.
    text = folder / "text.csv"
    whole = True
    if encoding in ("gb18030", "utf-16"):
        whole = transcode(path, encoding, text)
        if not whole and encoding == "utf-16":
            return result.refuse("E-FILE-ENCODING")
    else:
        text.symlink_to(path.resolve())
        whole = found.is_utf8
    lines = found.lines if encoding != "utf-16" else survey(text).lines
    result.rows_in = max(lines - 1, 0)
    source = text if whole else path
    codec = "utf-8" if whole or encoding != "gb18030" else "gb18030"
    headings, delimiter = _headings(extract, source, codec)
    header = _usable_header(extract, headings, result)
    if header is None:
        return result
    if len(headings) > MOST_COLUMNS:
        return result.refuse("E-FILE-LIMIT")
    if lines <= 1:
        return result.refuse("E-FILE-HEADER-ONLY")
    if whole and not found.has_nul and _proven(con, extract, result, header, text, delimiter, home_area):
        return result
    sieved_lines = folder / "lines.csv"
    sieved = sieve(source, codec, delimiter, header.width, sieved_lines)
    result.blank = sieved.blank
    _type(con, extract, result, header, sieved_lines, delimiter, numbered=True, home_area=home_area)
    _refuse_lines(con, extract, result, sieved.refused)
    if result.blank == result.rows_in:
        return result.refuse("E-FILE-HEADER-ONLY")
    return result


def _headings(extract: Extract, path: Path, codec: str) -> tuple[list[str], str]:
    with path.open("rb") as file:
        line = file.readline(LONGEST_LINE).decode(codec, "replace").rstrip("\r\n").lstrip("\ufeff")
    split = {mark: next(csv.reader([line], delimiter=mark), []) for mark in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: fit(extract, split[mark]))
    return split[delimiter], delimiter


def _usable_header(extract: Extract, headings: list[str], result: Staged) -> Header | None:
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
    return None if result.codes else header


def _proven(
    con: duckdb.DuckDBPyConnection,
    extract: Extract,
    result: Staged,
    header: Header,
    text: Path,
    delimiter: str,
    home_area: str,
) -> bool:
    """The fast path. True when the reader's rows equal the lines counted without it; else nothing is kept."""
    before = _count(con, "staged")
    try:
        _type(con, extract, result, header, text, delimiter, numbered=False, home_area=home_area)
    except (duckdb.Error, UnicodeDecodeError):
        # The reader's message quotes the line (and may cut it within a character, so that the message itself
        # does not decode); it goes no further, and the slow path explains.
        return False
    if _count(con, "staged") - before == result.rows_in:
        return True
    con.execute("DELETE FROM staged WHERE delivery_no = ?", [result.delivery_no])
    return False


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def _type(
    con: duckdb.DuckDBPyConnection,
    extract: Extract,
    result: Staged,
    header: Header,
    path: Path,
    delimiter: str,
    *,
    numbered: bool,
    home_area: str,
) -> None:
    cells = {f"c{place}": "VARCHAR" for place in range(header.width)}
    columns = {"line": "BIGINT", **cells} if numbered else cells
    described = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    reader = (
        f"read_csv({checks.text(str(path))}, auto_detect=false, header=false, skip={0 if numbered else 1}, "
        f"delim={checks.text(delimiter)}, quote='\"', escape='\"', columns={{{described}}}, "
        f"max_line_size={LONGEST_LINE}, strict_mode=true)"
    )
    present = {name: f"c{place}" for name, place in header.places.items()}
    line = "line" if numbered else "rowid + 2 AS line"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE arrived_cells AS
        SELECT {"line, " if numbered else ""}{", ".join(present.values())} FROM {reader}"""
    )
    source = f"(SELECT {line}, * {'EXCLUDE (line) ' if numbered else ''}FROM arrived_cells)"
    day = result.arrival.delivered_on
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE arrived AS {checks.plain_select(extract, source, present, delivered_on=day, home_area=home_area)}"
    )
    if _count(con, "arrived WHERE NOT is_plain"):
        odd = f"(SELECT * FROM {source} SEMI JOIN (SELECT line FROM arrived WHERE NOT is_plain) USING (line))"
        typed = checks.typed_select(extract, odd, present, delivered_on=day, home_area=home_area)
        con.execute(f"CREATE OR REPLACE TEMP TABLE explained AS {typed}")
        con.execute("DELETE FROM arrived WHERE NOT is_plain")
        con.execute("INSERT INTO arrived BY NAME SELECT * FROM explained")
    _resolve_people(con, extract, result)
    con.execute("DROP TABLE arrived; DROP TABLE arrived_cells")


def _resolve_people(con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged) -> None:
    """Append the typed rows to `staged` with person numbers; unknown numbers are checked once each."""
    joins, faults, stored = "", ["arrived.faults"], []
    for column in extract.columns:
        if column.kind != "identity_number":
            stored.append(f"arrived.{column.name} AS {column.stored}")
            continue
        alias = f"p_{column.name}"
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE fresh_{column.name} AS
            SELECT id_number, {checks.identity_fault("id_number", result.arrival.delivered_on)} AS fault
            FROM (SELECT DISTINCT {column.name} AS id_number FROM arrived WHERE {column.name} IS NOT NULL)
            ANTI JOIN person USING (id_number)"""
        )
        con.execute(
            f"""INSERT INTO person
            SELECT (SELECT coalesce(max(person_no), 0) FROM person) + row_number() OVER (ORDER BY id_number),
                id_number, {checks.birth_date("id_number")}
            FROM fresh_{column.name} WHERE fault IS NULL ORDER BY id_number"""
        )
        joins += f" LEFT JOIN person {alias} ON {alias}.id_number = arrived.{column.name}"
        if _count(con, f"fresh_{column.name} WHERE fault IS NOT NULL"):
            joins += f" LEFT JOIN fresh_{column.name} f_{column.name} ON f_{column.name}.id_number = arrived.{column.name}"
            faults.append(f"'{column.name}:' || f_{column.name}.fault")
        stored.append(f"{alias}.person_no AS {column.stored}")
    cells = ", ".join(f"{checks.text(column.name)}: arrived.{column.name}" for column in extract.columns)
    con.execute(
        f"""INSERT INTO staged
        SELECT {result.delivery_no}, line, {", ".join(stored)},
            nullif(concat_ws(' ', {", ".join(faults)}), '') AS all_faults,
            coalesce(arrived.original, CASE WHEN {_any_not_null(faults[1:])} THEN CAST(to_json({{{cells}}}) AS VARCHAR) END)
        FROM arrived{joins}"""
    )


def _any_not_null(expressions: list[str]) -> str:
    return " OR ".join(f"({expression}) IS NOT NULL" for expression in expressions) or "FALSE"


def _refuse_lines(
    con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, refused: list[tuple[int, str, str]]
) -> None:
    if not refused:
        return
    import pyarrow as pa

    con.register(
        "refused_lines",
        pa.table(
            {
                "line": pa.array([line for line, _, _ in refused], pa.int64()),
                "faults": [f":{code}" for _, _, code in refused],
                "original": [json.dumps({"line": text}, ensure_ascii=False) for _, text, _ in refused],
            }
        ),
    )
    con.execute(
        "INSERT INTO staged BY NAME SELECT CAST(? AS INTEGER) AS delivery_no, line, faults, original FROM refused_lines",
        [result.delivery_no],
    )
    con.unregister("refused_lines")
