"""Cells into typed rows: believed, explained, or set aside; people under the warehouse's own numbers."""

import duckdb

from flows.ingest import answers
from flows.ingest.aside import contradicted, set_aside
from flows.ingest.header import Header
from flows.ingest.staged import Cells, Staged, count
from schemas import checks
from schemas.extract import Column, Extract
from schemas.provinces import PROVINCES
from schemas.typed_rows import plain_select, typed_select


def create_staging(con: duckdb.DuckDBPyConnection, extract: Extract) -> None:
    columns = ", ".join(f"{column.stored} {column.sql_type}" for column in extract.columns)
    numbers = "".join(f", {column.name} VARCHAR" for column in extract.identity_columns)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE staged (delivery_no INTEGER, line BIGINT, {columns}{numbers}, "
        "faults VARCHAR, original VARCHAR, is_plain BOOLEAN)"
    )
    if extract.is_returned:
        answers.create_returned(con)


def type_rows(
    con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, cells: Cells, *, home_area: str
) -> None:
    """Type the cells, set aside what is no data, explain what cannot be believed: all of it into `staged`."""
    header, source = cells
    present = {name: f"c{place}" for name, place in header.places.items()}
    day = result.arrival.delivered_on
    typed = plain_select(extract, source, present, delivered_on=day, home_area=home_area)
    con.execute(_into_staged(extract, result.delivery_no, typed))
    odd = f"SELECT line FROM staged WHERE delivery_no = {result.delivery_no} AND NOT is_plain"
    if count(con, f"({odd})"):
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE odd_cells AS SELECT * FROM {source} SEMI JOIN ({odd}) USING (line)"
        )
        con.execute("DELETE FROM staged WHERE NOT is_plain")
        typed = typed_select(extract, "odd_cells", present, delivered_on=day, home_area=home_area)
        con.execute(f"CREATE OR REPLACE TEMP TABLE explained AS {typed}")
        con.execute(_into_staged(extract, result.delivery_no, "SELECT * FROM explained"))
    else:
        con.execute("CREATE OR REPLACE TEMP TABLE explained (line BIGINT, faults VARCHAR, changes VARCHAR)")
    _set_aside(con, extract, result, header)
    for column in extract.identity_columns:
        _meet_new_people(con, extract, column, result)
    _keep_text(con, extract, result, cells)
    _count_changes(con, result)
    con.execute(
        """INSERT INTO staged BY NAME SELECT CAST(? AS INTEGER) AS delivery_no, line, ':' || code AS faults,
        CAST(to_json({line: text}) AS VARCHAR) AS original FROM refused_line""",
        [result.delivery_no],
    )


def _into_staged(extract: Extract, delivery_no: int, typed: str) -> str:
    """Typed rows into `staged`, people by the warehouse's own numbers where it knows them."""
    stored, joins = [], ""
    for column in extract.columns:
        if column.kind == "identity_number":
            stored.append(f"p_{column.name}.person_no AS {column.stored}, typed.{column.name}")
            joins += f" LEFT JOIN person p_{column.name} ON p_{column.name}.id_number = typed.{column.name}"
        else:
            stored.append(f"typed.{column.name} AS {column.stored}")
    plain = "typed.is_plain" if "AS is_plain" in typed else "TRUE AS is_plain"
    return f"""INSERT INTO staged BY NAME
        SELECT {delivery_no} AS delivery_no, typed.line, {", ".join(stored)}, typed.faults, typed.original, {plain}
        FROM ({typed}) typed{joins}"""


def _set_aside(con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, header: Header) -> None:
    """Take totals, signatures and the like out of the rows; hold the file to its own totals."""
    refused, unbelieved = count(con, "refused_line"), count(con, "explained WHERE faults IS NOT NULL")
    if not refused and not unbelieved:
        return
    parts = [f"SELECT line, string_split(text, {checks.text(result.delimiter)}) AS cells FROM refused_line"]
    if unbelieved:
        listed = ", ".join(f"c{place}" for place in range(header.width))
        parts.append(
            f"""SELECT line, [{listed}] FROM odd_cells
            SEMI JOIN (SELECT line FROM explained WHERE faults IS NOT NULL) USING (line)"""
        )
    con.execute(f"CREATE OR REPLACE TEMP TABLE unbelieved AS {' UNION ALL '.join(parts)}")
    set_aside(con, extract, header)
    found = count(con, "aside")
    if found:
        con.execute("DELETE FROM refused_line WHERE line IN (SELECT line FROM aside)")
        con.execute(
            "DELETE FROM staged WHERE delivery_no = ? AND line IN (SELECT line FROM aside)",
            [result.delivery_no],
        )
        result.skipped += found
        wrong = contradicted(con, extract, header, result.delivery_no)
        if wrong:
            result.refuse("E-CONTROL-TOTAL", "、".join(wrong))


def _count_changes(con: duckdb.DuckDBPyConnection, result: Staged) -> None:
    """Of the rows that are believed; one more may yet be put aside because another contradicts it."""
    result.changes = {
        (str(column), str(word)): int(count)
        for column, word, count in con.execute(
            """SELECT split_part(change, ':', 1), split_part(change, ':', 2), count(*)
            FROM (SELECT unnest(string_split(changes, ' ')) AS change FROM explained
                SEMI JOIN (SELECT line FROM staged WHERE delivery_no = ? AND faults IS NULL) USING (line)
                WHERE changes IS NOT NULL)
            GROUP BY ALL ORDER BY ALL""",
            [result.delivery_no],
        ).fetchall()
    }


def _meet_new_people(
    con: duckdb.DuckDBPyConnection, extract: Extract, column: Column, result: Staged
) -> None:
    """Give every number seen for the first time a person, unless it cannot be anyone's; each is checked once."""
    mine = f"staged WHERE delivery_no = {result.delivery_no} AND {column.name} IS NOT NULL"
    provinces = ", ".join(checks.text(code) for code in sorted(PROVINCES))
    counted, rounded, elsewhere, unknown = con.execute(
        f"""SELECT count(*), count(*) FILTER (ends_with({column.name}, '000')),
            count(*) FILTER (left({column.name}, 2) NOT IN ({provinces})), count(*) FILTER ({column.stored} IS NULL)
        FROM {mine}"""
    ).fetchall()[0]
    result.identity_count += counted
    result.identity_000_count += rounded
    result.identity_area_unknown_count += elsewhere
    if not unknown:
        return
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE new_number AS
        SELECT id_number, {checks.identity_fault("id_number", result.arrival.delivered_on)} AS fault
        FROM (SELECT DISTINCT {column.name} AS id_number FROM {mine} AND {column.stored} IS NULL)
        ANTI JOIN person USING (id_number)"""
    )
    (added,) = con.execute(
        f"""INSERT INTO person
        SELECT (SELECT coalesce(max(person_no), 0) FROM person) + row_number() OVER (ORDER BY id_number),
            id_number, {checks.birth_date("id_number")}
        FROM new_number WHERE fault IS NULL ORDER BY id_number"""
    ).fetchall()[0]
    if added or len(extract.identity_columns) > 1:
        # A number that was new may have become known a moment ago, from another column of the same row.
        con.execute(
            f"""UPDATE staged SET {column.stored} = person.person_no FROM person
            WHERE delivery_no = ? AND staged.{column.stored} IS NULL AND person.id_number = staged.{column.name}""",
            [result.delivery_no],
        )
    con.execute(
        f"""UPDATE staged SET faults = concat_ws(' ', staged.faults, '{column.name}:' || new_number.fault)
        FROM new_number WHERE new_number.fault IS NOT NULL AND delivery_no = ? AND new_number.id_number = staged.{column.name}""",
        [result.delivery_no],
    )


def _keep_text(con: duckdb.DuckDBPyConnection, extract: Extract, result: Staged, cells: Cells) -> None:
    """A row that looked plain and whose number turned out to be nobody's keeps its cells as they were delivered."""
    mine = f"staged WHERE delivery_no = {result.delivery_no} AND faults IS NOT NULL AND original IS NULL"
    if not count(con, mine):
        return
    written = ", ".join(
        f"{checks.text(column.name)}: "
        + (f"c{cells.header.places[column.name]}" if column.name in cells.header.places else "NULL")
        for column in extract.columns
    )
    con.execute(
        f"""UPDATE staged SET original = raw.original FROM (
            SELECT line, CAST(to_json({{{written}}}) AS VARCHAR) AS original
            FROM {cells.source} SEMI JOIN (SELECT line FROM {mine}) USING (line)) raw
        WHERE staged.delivery_no = ? AND staged.line = raw.line AND staged.original IS NULL""",
        [result.delivery_no],
    )
