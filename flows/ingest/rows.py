"""The rows that arrived, made the set's own: people under the warehouse's numbers, every other row believed, explained,
or set aside. What is left in `staged_rows` accounts for every line of every file."""

from collections.abc import Sequence

import duckdb

from flows.ingest import answers
from flows.ingest.arrived import create_arrived, pick
from flows.ingest.aside import contradicted, set_aside
from flows.ingest.staged import Staged, count
from schemas import checks
from schemas.extract import Column, Extract
from schemas.provinces import PROVINCES
from schemas.typed_rows import original, typed_select


def create_staging(con: duckdb.DuckDBPyConnection, extract: Extract) -> None:
    """Make the tables anew in which files are read: `staged_rows` last of all, one row per line that is data."""
    create_arrived(con, extract)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE refused (delivery_no INTEGER, line BIGINT, text VARCHAR, code VARCHAR)"
    )
    columns = ", ".join(f"{column.stored} {column.sql_type}" for column in extract.columns)
    numbers = "".join(f", {column.name} VARCHAR" for column in extract.identity_columns)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE staged_rows (delivery_no INTEGER, set_no INTEGER, line BIGINT, {columns}{numbers},
        faults VARCHAR, original VARCHAR)"""
    )
    if extract.is_returned:
        answers.create_returned(con)


def settle(
    con: duckdb.DuckDBPyConnection, extract: Extract, files: Sequence[Staged], *, home_area: str
) -> None:
    """Bring what has arrived into `staged_rows`, and note of every file what was seen. Where a person is known by the
    number, nothing else is kept of it."""
    # Of a list that came back every row is explained: people typed into it.
    plain = "FALSE" if extract.is_returned else "is_plain"
    con.execute(
        _into_staged(
            extract,
            f"""(SELECT * REPLACE (coalesce(line, arrived.rowid + shift) AS line)
            FROM arrived JOIN came USING (delivery_no) WHERE {plain})""",
            "NULL",
        )
    )
    _pick_strangers(con, extract, files)
    is_odd = _explain(con, extract, home_area)
    _set_aside(con, extract, files)
    for column in extract.identity_columns:
        unknown = f"staged_rows WHERE {column.name} IS NOT NULL"
        if count(con, unknown):
            _meet_new_people(con, extract, column)
        if count(con, unknown):
            _refuse_nobodies(con, column)
    _count_numbers(con, extract, files)
    if is_odd:
        con.execute(
            f"""UPDATE staged_rows SET original = cells.original FROM (
                SELECT delivery_no, line, {original(extract)} AS original FROM odd_cells) cells
            WHERE staged_rows.faults IS NOT NULL AND cells.delivery_no = staged_rows.delivery_no AND cells.line = staged_rows.line"""
        )
    _count_changes(con, extract, files)
    con.execute(
        """INSERT INTO staged_rows BY NAME SELECT delivery_no, set_no, line, ':' || code AS faults,
        CAST(to_json({line: text}) AS VARCHAR) AS original FROM refused JOIN came USING (delivery_no)"""
    )


def _explain(con: duckdb.DuckDBPyConnection, extract: Extract, home_area: str) -> bool:
    """Leave `explained`, the rows that are not plain as typed at length, and bring them into `staged_rows`. Returns
    whether there are any: planning so long a statement takes longer than reading a small file."""
    columns = ", ".join(
        f"{column.name} {'VARCHAR' if column.kind == 'identity_number' else column.sql_type}"
        for column in extract.columns
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE explained (delivery_no INTEGER, line BIGINT, {columns},
        faults VARCHAR, changes VARCHAR)"""
    )
    if not count(con, "odd_cells"):
        return False
    con.execute(f"INSERT INTO explained BY NAME {typed_select(extract, home_area=home_area)}")
    con.execute(
        _into_staged(extract, "(SELECT * FROM explained JOIN came USING (delivery_no))", "typed.faults")
    )
    return True


def _into_staged(extract: Extract, typed: str, faults: str) -> str:
    """Typed rows into `staged_rows`, people by the warehouse's own numbers where it knows them."""
    stored, joins = [], ""
    for column in extract.columns:
        if column.kind == "identity_number":
            known = f"p_{column.name}.person_no"
            stored.append(f"{known} AS {column.stored}")
            stored.append(f"CASE WHEN {known} IS NULL THEN typed.{column.name} END AS {column.name}")
            joins += f" LEFT JOIN person p_{column.name} ON p_{column.name}.id_number = typed.{column.name}"
        else:
            stored.append(f"typed.{column.name} AS {column.stored}")
    return f"""INSERT INTO staged_rows BY NAME
        SELECT typed.delivery_no, typed.set_no, typed.line, {", ".join(stored)}, {faults} AS faults
        FROM {typed} typed{joins}"""


def _meet_new_people(con: duckdb.DuckDBPyConnection, extract: Extract, column: Column) -> None:
    """Give every number seen for the first time a person, unless it cannot be anyone's; each is checked once. A number
    is numbered with the file that brought it, so that files read together are numbered as if each were read alone."""
    fault = checks.identity_fault("id_number", "delivered_on")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE new_number AS
        SELECT id_number, min(delivery_no) AS delivery_no FROM (
            SELECT DISTINCT {column.name} AS id_number, delivery_no FROM staged_rows WHERE {column.name} IS NOT NULL
        ) JOIN came USING (delivery_no) WHERE {fault} IS NULL GROUP BY id_number"""
    )
    (added,) = con.execute(
        f"""INSERT INTO person
        SELECT (SELECT coalesce(max(person_no), 0) FROM person) + row_number() OVER (ORDER BY delivery_no, id_number),
            id_number, {checks.birth_date("id_number")}
        FROM new_number ANTI JOIN person USING (id_number) ORDER BY delivery_no, id_number"""
    ).fetchall()[0]
    if added or len(extract.identity_columns) > 1:
        # A number that was new may have become known a moment ago, from another column of the same row.
        con.execute(
            f"""UPDATE staged_rows SET {column.stored} = person.person_no, {column.name} = NULL
            FROM (SELECT * FROM person SEMI JOIN new_number USING (id_number)) person
            WHERE staged_rows.{column.stored} IS NULL AND person.id_number = staged_rows.{column.name}"""
        )


def _pick_strangers(con: duckdb.DuckDBPyConnection, extract: Extract, files: Sequence[Staged]) -> None:
    """A row that looked plain and whose number cannot be anyone's has to be explained with the others."""
    if not extract.identity_columns:
        return
    nobody = " OR ".join(
        f"""coalesce(NOT regexp_full_match({column.name}, '[0-9]{{17}}[0-9X]')
            OR {checks.identity_fault(column.name, "delivered_on")} IS NOT NULL, FALSE)"""
        for column in extract.identity_columns
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE stranger AS SELECT delivery_no, line
        FROM (SELECT * FROM staged_rows WHERE {" OR ".join(f"{column.name} IS NOT NULL" for column in extract.identity_columns)})
        JOIN came USING (delivery_no) WHERE {nobody}"""
    )
    strangers: dict[int, list[int]] = {}
    for number, line in con.execute("SELECT delivery_no, line FROM stranger").fetchall():
        strangers.setdefault(number, []).append(line)
    for file in files:
        if file.delivery_no in strangers:
            pick(con, extract, file, strangers[file.delivery_no])
    if strangers:
        con.execute(
            """DELETE FROM staged_rows USING stranger
            WHERE stranger.delivery_no = staged_rows.delivery_no AND stranger.line = staged_rows.line"""
        )


def _refuse_nobodies(con: duckdb.DuckDBPyConnection, column: Column) -> None:
    fault = checks.identity_fault(f"staged_rows.{column.name}", "came.delivered_on")
    con.execute(
        f"""UPDATE staged_rows SET faults = concat_ws(' ', staged_rows.faults, '{column.name}:' || {fault}) FROM came
        WHERE came.delivery_no = staged_rows.delivery_no AND staged_rows.{column.name} IS NOT NULL AND {fault} IS NOT NULL"""
    )


def _set_aside(con: duckdb.DuckDBPyConnection, extract: Extract, files: Sequence[Staged]) -> None:
    """Take totals, signatures and the like out of the rows; hold the file to its own totals."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE not_believed AS
        SELECT delivery_no, line, cells FROM odd_cells
        SEMI JOIN (SELECT delivery_no, line FROM explained WHERE faults IS NOT NULL) USING (delivery_no, line)"""
    )
    suspects = {
        int(number)
        for (number,) in con.execute(
            "SELECT delivery_no FROM not_believed UNION SELECT delivery_no FROM refused"
        ).fetchall()
    }
    for file in files:
        if file.delivery_no not in suspects or file.header is None:
            continue
        set_aside(con, extract, file)
        found = count(con, "aside")
        if found:
            for table in ("refused", "staged_rows"):
                con.execute(
                    f"DELETE FROM {table} WHERE delivery_no = ? AND line IN (SELECT line FROM aside)",
                    [file.delivery_no],
                )
            file.skipped += found
            wrong = contradicted(con, extract, file)
            if wrong:
                file.refuse("E-CONTROL-TOTAL", "、".join(wrong))


def _count_numbers(con: duckdb.DuckDBPyConnection, extract: Extract, files: Sequence[Staged]) -> None:
    """How many identity numbers each file names, how many of them end in 000, and how many begin with no province."""
    by_number = {file.delivery_no: file for file in files}
    for column in extract.identity_columns:
        for number, province, counted, rounded in con.execute(
            f"""SELECT delivery_no, left({column.name}, 2), count(*), count(*) FILTER (ends_with({column.name}, '000'))
            FROM (
                SELECT delivery_no, {column.name} FROM arrived WHERE is_plain AND {not extract.is_returned}
                UNION ALL SELECT delivery_no, {column.name} FROM explained
                    SEMI JOIN (SELECT delivery_no, line FROM odd_cells WHERE NOT is_picked) USING (delivery_no, line))
            WHERE {column.name} IS NOT NULL GROUP BY 1, 2"""
        ).fetchall():
            file = by_number[number]
            file.identity_count += counted
            file.identity_000_count += rounded
            if province not in PROVINCES:
                file.identity_area_unknown_count += counted


def _stayed_plain(extract: Extract) -> str:
    """Whether a row of `arrived` is one that was not explained."""
    if extract.is_returned:
        return "FALSE"
    if not extract.identity_columns:
        return "is_plain"
    return """is_plain AND changes IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM stranger JOIN came USING (delivery_no) WHERE stranger.delivery_no = arrived.delivery_no
            AND stranger.line = coalesce(arrived.line, arrived.rowid + came.shift))"""


def _count_changes(con: duckdb.DuckDBPyConnection, extract: Extract, files: Sequence[Staged]) -> None:
    """Of the rows that are believed; one more may yet be put aside because another contradicts it."""
    by_number = {file.delivery_no: file for file in files}
    for number, column, word, counted in con.execute(
        f"""SELECT delivery_no, split_part(change, ':', 1), split_part(change, ':', 2), sum(rows)
        FROM (SELECT delivery_no, unnest(string_split(changes, ' ')) AS change, count(*) AS rows FROM (
            SELECT delivery_no, changes FROM explained
                SEMI JOIN (SELECT delivery_no, line FROM staged_rows WHERE faults IS NULL) USING (delivery_no, line)
            UNION ALL SELECT delivery_no, changes FROM arrived WHERE {_stayed_plain(extract)})
            WHERE changes IS NOT NULL GROUP BY delivery_no, changes)
        GROUP BY ALL ORDER BY ALL"""
    ).fetchall():
        by_number[number].changes[(str(column), str(word))] = int(counted)
