"""One delivered file into the set's staging table: typed, with every fault named, every line accounted for."""

import csv
import tempfile
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import duckdb

from flows.ingest.aside import contradicted, set_aside
from flows.ingest.decode import CHUNK, UNREAD, Bytes, encoding_of, survey, transcode
from flows.ingest.header import Header, find_header, fit, read_header
from flows.ingest.landing import Arrival
from flows.ingest.limits import HEADER_WITHIN, LARGEST_FILE, LONGEST_LINE, MOST_COLUMNS, Refused
from flows.ingest.lines import append, read_lines
from flows.ingest.sheet import open_sheet
from schemas import checks
from schemas.extract import Extract
from schemas.extracts import EXTRACTS
from schemas.provinces import PROVINCES

DELIMITERS = (",", "\t", ";", "|")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""Where XLS begins, and every workbook with a password."""
ARCHIVES = (
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
)
TAR = (b"ustar", 257)
"""A tar archive begins like a table and says what it is further on."""


@dataclass
class Staged:
    """What became of one file. A `code` means that the delivery as a whole cannot be used.

    `skipped` counts blank rows and rows that are no data (totals, signatures); `changes` how many cells of
    which column were believed after what was done to them; `remarks` what a reader should know of it all.
    """

    arrival: Arrival
    delivery_no: int
    found: Bytes
    encoding: str = ""
    rows_in: int = 0
    skipped: int = 0
    codes: list[str] = field(default_factory=list)
    where: str = ""
    unknown_columns: int = 0
    delimiter: str = ","
    identity_count: int = 0
    identity_000_count: int = 0
    identity_area_unknown_count: int = 0
    changes: dict[tuple[str, str], int] = field(default_factory=dict)

    def refuse(self, code: str, where: str = "") -> "Staged":
        self.codes.append(code)
        self.where = self.where or where
        return self


class Cells(NamedTuple):
    """A file's cells as text: what its columns are, and the table or subquery (line, c0, c1, ...) they stand in."""

    header: Header
    source: str


def create_staging(con: duckdb.DuckDBPyConnection, extract: Extract) -> None:
    columns = ", ".join(f"{column.stored} {column.sql_type}" for column in extract.columns)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE staged (delivery_no INTEGER, line BIGINT, {columns}, "
        "faults VARCHAR, original VARCHAR)"
    )


def stage(
    con: duckdb.DuckDBPyConnection,
    extract: Extract,
    arrival: Arrival,
    delivery_no: int,
    *,
    home_area: str,
    scratch: Path,
) -> Staged:
    """Read, map, type and check one file of an extract into the temporary table `staged`."""
    result = Staged(arrival, delivery_no, UNREAD)
    if not arrival.is_plainly_named:
        return result.refuse("E-FILE-NAME")
    if not arrival.is_plain_file:
        return result.refuse("E-FILE-LINK")
    try:
        if arrival.path.stat().st_size > LARGEST_FILE:
            return result.refuse("E-FILE-LIMIT", f"> {LARGEST_FILE >> 30} GB")
        result.found = survey(arrival.path)
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            _read(con, extract, result, home_area, Path(folder))
    except Refused as refused:
        result.refuse(refused.code, refused.where)
    except PermissionError:
        result.refuse("E-FILE-UNREADABLE")
    return result


def _read(
    con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, home_area: str, folder: Path
) -> None:
    head = result.found.head
    if not head:
        raise Refused("E-FILE-EMPTY")
    if head.startswith(OLD_OFFICE):
        raise Refused("E-FILE-OLD-OFFICE")
    if head.startswith(ARCHIVES) or head.startswith(*TAR):
        raise Refused("E-FILE-ARCHIVE")
    if head.removeprefix(BOM_UTF8).lstrip()[:1] == b"<" or head.startswith(b"%PDF"):
        raise Refused("E-FILE-NOT-TABLE")
    if head.startswith(b"PK\x03\x04"):
        cells = _read_workbook(con, extract, result)
    else:
        cells = _read_text(con, extract, result, folder)
    if cells:
        _type(con, extract, result, cells, home_area=home_area)
        if result.skipped == result.rows_in:
            raise Refused("E-FILE-HEADER-ONLY")


def _read_workbook(con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged) -> Cells | None:
    result.encoding = "xlsx"
    with open_sheet(result.arrival.path, extract) as sheet:
        header = _usable_header(extract, sheet.headings, result)
        if header:
            columns = ", ".join(f"c{place} VARCHAR" for place in range(header.width))
            con.execute(f"CREATE OR REPLACE TEMP TABLE arrived_cells (line BIGINT, {columns})")
            _no_refused_lines(con)
        for batch in sheet.batches():
            if header:
                append(con, "arrived_cells", batch)
        result.rows_in, result.skipped = sheet.rows, sheet.blank
    return Cells(header, "arrived_cells") if header else None


def _read_text(
    con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, folder: Path
) -> Cells | None:
    found, path = result.found, result.arrival.path
    encoding = encoding_of(path, found)
    if encoding is None:
        raise Refused("E-FILE-ENCODING")
    result.encoding = {"utf-8-sig": "utf-8 (BOM)"}.get(encoding, encoding)
    # A name can be a pattern to the reader (x[1].csv reads x1.csv), so it never sees the file's own name.
    text, codec, whole = folder / "text.csv", "utf-8", found.is_utf8
    if encoding in ("gb18030", "utf-16") or found.end == b"\r":
        whole = transcode(path, encoding, found.end, text)
        if not whole and encoding == "utf-16":
            raise Refused("E-FILE-ENCODING")
    else:
        text.symlink_to(path.resolve())
    if whole and encoding == "utf-16":
        found = survey(text)
        if found.end == b"\r":
            # Many characters hold the byte of a line feed (上 is 4E 0A), so only the text shows what ends a line.
            transcode(text, "utf-8", found.end, folder / "lines.csv")
            text = folder / "lines.csv"
    elif not whole and encoding == "gb18030":
        text, codec = path, "gb18030"
    elif not whole and found.end == b"\r":
        raise Refused("E-FILE-ENCODING")
    result.rows_in = max(found.lines - 1, 0)
    if found.longest_line > LONGEST_LINE:
        raise Refused("E-FILE-LIMIT", f"line > {LONGEST_LINE >> 20} MB")
    place, headings, delimiter = _headings(extract, text, codec)
    result.delimiter = delimiter
    result.rows_in = found.lines - place - 1
    header = _usable_header(extract, headings, result)
    if header is None:
        return None
    is_plain = whole and not found.has_nul and (not found.has_lone_return or found.end == b"\r")
    if is_plain and _proven(con, result, header, text, delimiter, place + 1):
        return Cells(header, f"(SELECT rowid + {place + 2} AS line, * FROM read_cells)")
    counted, result.skipped = read_lines(con, text, codec, delimiter, header.width, below=place + 1)
    if counted != result.rows_in:
        raise Refused("E-LINE-COUNT", f"{counted} ≠ {result.rows_in}")
    return Cells(header, "arrived_cells")


def _headings(extract: Extract, path: Path, codec: str) -> tuple[int, list[str], str]:
    """Where the header stands among the first lines, what it says, and what stands between its names."""
    with path.open("rb") as file:
        first = [
            file.readline(LONGEST_LINE).decode(codec, "replace").rstrip("\r\n") for _ in range(HEADER_WITHIN)
        ]
    first[0] = first[0].lstrip("\ufeff")
    found = []
    for order, mark in enumerate(DELIMITERS):
        rows = [_split(line, mark) for line in first]
        place, headings = find_header(extract, rows)
        found.append((fit(extract, headings), -place, -order, headings, mark))
    _, place, _, headings, delimiter = max(found, key=lambda each: each[:3])
    return -place, headings, delimiter


def _split(line: str, mark: str) -> list[str]:
    """One of the first lines as cells; none where no reader can take it apart: then it is no header."""
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []


def _usable_header(extract: Extract, headings: list[str], result: Staged) -> Header | None:
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
    return None if result.codes else header


def _proven(
    con: duckdb.DuckDBPyConnection, result: Staged, header: Header, text: Path, delimiter: str, below: int
) -> bool:
    """The fast path. True when the reader's rows equal the lines counted without it, and its cells the marks between
    them; else nothing is kept. The reader forgives a row one mark too many at its end, wherever the extra cell is."""
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(header.width))
    reader = (
        f"read_csv({checks.text(str(text))}, auto_detect=false, header=false, skip={below}, "
        f"delim={checks.text(delimiter)}, quote='\"', escape='\"', columns={{{columns}}}, "
        f"max_line_size={2 * LONGEST_LINE}, strict_mode=true)"
    )
    try:
        con.execute(f"CREATE OR REPLACE TEMP TABLE read_cells AS SELECT * FROM {reader}")
    except (duckdb.Error, UnicodeDecodeError):
        # The reader's message quotes the line (and may cut it within a character, so that the message itself
        # does not decode); it goes no further, and the slow path explains.
        return False
    if _count(con, "read_cells") != result.rows_in:
        return False
    extra = _marks(text, delimiter, below) - result.rows_in * (header.width - 1)
    if extra:
        inside = " + ".join(
            f"coalesce(length(c{place}) - length(replace(c{place}, {checks.text(delimiter)}, '')), 0)"
            for place in range(header.width)
        )
        if con.execute(f"SELECT sum({inside}) FROM read_cells").fetchall() != [(extra,)]:
            return False
    _no_refused_lines(con)
    return True


def _marks(text: Path, delimiter: str, below: int) -> int:
    """How often the mark between cells stands below the header."""
    mark = delimiter.encode()
    with text.open("rb") as file:
        for _ in range(below):
            file.readline()
        return sum(chunk.count(mark) for chunk in iter(lambda: file.read(CHUNK), b""))


def _type(
    con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, cells: Cells, *, home_area: str
) -> None:
    """Type the cells, set aside what is no data, explain what cannot be believed; append all of it to `staged`."""
    header, source = cells
    present = {name: f"c{place}" for name, place in header.places.items()}
    day = result.arrival.delivered_on
    typed = checks.plain_select(extract, source, present, delivered_on=day, home_area=home_area)
    con.execute(f"CREATE OR REPLACE TEMP TABLE arrived AS {typed}")
    if _count(con, "arrived WHERE NOT is_plain"):
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE odd_cells AS
            SELECT * FROM {source} SEMI JOIN (SELECT line FROM arrived WHERE NOT is_plain) USING (line)"""
        )
        typed = checks.typed_select(extract, "odd_cells", present, delivered_on=day, home_area=home_area)
        con.execute(f"CREATE OR REPLACE TEMP TABLE explained AS {typed}")
        con.execute("DELETE FROM arrived WHERE NOT is_plain")
        con.execute("INSERT INTO arrived BY NAME SELECT * FROM explained")
    _set_aside(con, extract, result, header)
    _resolve_people(con, extract, result)
    _count_changes(con, result)
    con.execute(
        """INSERT INTO staged BY NAME SELECT CAST(? AS INTEGER) AS delivery_no, line, ':' || code AS faults,
        CAST(to_json({line: text}) AS VARCHAR) AS original FROM refused_line""",
        [result.delivery_no],
    )
    con.execute("DROP TABLE arrived")


def _set_aside(con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, header: Header) -> None:
    """Take totals, signatures and the like out of the rows; hold the file to its own totals."""
    if not _count(con, "arrived WHERE faults IS NOT NULL") and not _count(con, "refused_line"):
        return
    listed = ", ".join(f"c{place}" for place in range(header.width))
    odd = (
        f"SELECT line, [{listed}] AS cells FROM odd_cells SEMI JOIN (SELECT line FROM arrived WHERE faults IS NOT NULL) USING (line)"
        if _count(con, "arrived WHERE faults IS NOT NULL")
        else "SELECT CAST(NULL AS BIGINT) AS line, CAST([] AS VARCHAR[]) AS cells WHERE FALSE"
    )
    delimiter = result.delimiter
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE unbelieved AS {odd}
        UNION ALL SELECT line, string_split(text, {checks.text(delimiter)}) FROM refused_line"""
    )
    set_aside(con, extract, header)
    for table in ("arrived", "refused_line"):
        con.execute(f"DELETE FROM {table} WHERE line IN (SELECT line FROM aside)")
    result.skipped += _count(con, "aside")
    wrong = contradicted(con, extract, header)
    if wrong:
        result.refuse("E-CONTROL-TOTAL", "、".join(wrong))


def _count_changes(con: duckdb.DuckDBPyConnection, result: Staged) -> None:
    """Of the rows that are believed; one more may yet be put aside because another contradicts it."""
    result.changes = {
        (str(column), str(word)): int(count)
        for column, word, count in con.execute(
            """SELECT split_part(change, ':', 1), split_part(change, ':', 2), count(*)
            FROM (SELECT unnest(string_split(changes, ' ')) AS change FROM arrived
                SEMI JOIN (SELECT line FROM staged WHERE delivery_no = ? AND faults IS NULL) USING (line)
                WHERE changes IS NOT NULL)
            GROUP BY ALL ORDER BY ALL""",
            [result.delivery_no],
        ).fetchall()
    }


def _resolve_people(con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged) -> None:
    """Append the typed rows to `staged` with person numbers; unknown numbers are checked once each."""
    joins, faults, stored = "", ["arrived.faults"], []
    for column in extract.columns:
        if column.kind != "identity_number":
            stored.append(f"arrived.{column.name} AS {column.stored}")
            continue
        _look_at_numbers(con, column.name, result)
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


def _look_at_numbers(con: duckdb.DuckDBPyConnection, column: str, result: Staged) -> None:
    """What a spreadsheet or a slip does to many numbers at once shows in their ends and their beginnings."""
    provinces = ", ".join(checks.text(code) for code in sorted(PROVINCES))
    count, rounded, elsewhere = con.execute(
        f"""SELECT count({column}), count(*) FILTER (ends_with({column}, '000')),
            count(*) FILTER (left({column}, 2) NOT IN ({provinces})) FROM arrived"""
    ).fetchall()[0]
    result.identity_count += count
    result.identity_000_count += rounded
    result.identity_area_unknown_count += elsewhere


def _any_not_null(expressions: list[str]) -> str:
    return " OR ".join(f"({expression}) IS NOT NULL" for expression in expressions) or "FALSE"


def _no_refused_lines(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE OR REPLACE TEMP TABLE refused_line (line BIGINT, text VARCHAR, code VARCHAR)")


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
