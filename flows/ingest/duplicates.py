"""Rows of one day's set that share a key: equal ones fold into one, contradicting ones are all kept apart.

Only keys that can occur twice are looked at closely. The first look counts, per person or first column of the key,
how many marks out of sixty-three the rest of the key makes: as many as there are rows proves that no two are alike.
"""

from collections.abc import Sequence

import duckdb

from flows.ingest.keys import same_stay
from schemas.extract import Extract


def fold(
    con: duckdb.DuckDBPyConnection, extract: Extract, held: Sequence[int] = (), set_no: int | None = None
) -> None:
    """Fill the temporary tables `folded` and `conflicting` (delivery_no, line) from `staged_rows`, set by set; with
    `set_no` of that set alone, once more.

    A held file's rows are left out: nobody's row may fold into one that is not believed, nor fall with it.
    """
    content = ", ".join(column.stored for column in extract.columns)
    if set_no is None:
        for table in ("folded", "conflicting"):
            con.execute(
                f"CREATE OR REPLACE TEMP TABLE {table} (delivery_no INTEGER, line BIGINT, set_no INTEGER)"
            )
    else:
        for table in ("folded", "conflicting"):
            con.execute(f"DELETE FROM {table} WHERE set_no = ?", [set_no])
    con.execute(f"CREATE OR REPLACE TEMP TABLE suspect AS {_suspects(extract, held, set_no)}")
    if not con.execute("SELECT count(*) FROM suspect").fetchall()[0][0]:
        return
    con.execute(
        f"""INSERT INTO folded SELECT delivery_no, line, set_no FROM suspect
        QUALIFY row_number() OVER (PARTITION BY set_no, {content} ORDER BY delivery_no, line) > 1"""
    )
    con.execute(
        f"""INSERT INTO conflicting
        WITH distinct_row AS (SELECT * FROM suspect ANTI JOIN folded USING (delivery_no, line))
        SELECT DISTINCT one.delivery_no, one.line, one.set_no FROM distinct_row one JOIN distinct_row other
        ON one.set_no = other.set_no AND {same_stay(extract, "one", "other")}
            AND (one.delivery_no, one.line) <> (other.delivery_no, other.line)"""
    )


def _suspects(extract: Extract, held: Sequence[int], set_no: int | None) -> str:
    """The rows whose whole key stands in their set more than once."""
    columns = [column.stored for column in extract.key]
    people = [column.stored for column in extract.key if column.kind == "identity_number" and column.required]
    group = people[0] if people else columns[0]
    rest = [column for column in columns if column != group]
    alike = f"bit_count(bit_or(1::BIGINT << CAST(hash({', '.join(rest)}) % 63 AS INTEGER)))" if rest else "1"
    good = "faults IS NULL"
    if held:
        good += f" AND delivery_no NOT IN ({', '.join(map(str, held))})"
    if set_no is not None:
        good += f" AND set_no = {set_no}"
    key = ", ".join(columns)
    return f"""SELECT * FROM (
            SELECT staged_rows.* FROM staged_rows JOIN (
                SELECT set_no, {group} FROM staged_rows WHERE {good} GROUP BY ALL HAVING count(*) > {alike}
            ) perhaps ON perhaps.set_no = staged_rows.set_no
                AND perhaps.{group} IS NOT DISTINCT FROM staged_rows.{group}
            WHERE {good.replace("set_no", "staged_rows.set_no")})
        QUALIFY count(*) OVER (PARTITION BY set_no, {key}) > 1"""
