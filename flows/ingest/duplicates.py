"""Rows of one day's set that share a key: equal ones fold into one, contradicting ones are all kept apart.

Only keys that occur twice are looked at closely; the first look is one count per key's hash.
"""

from collections.abc import Sequence

import duckdb

from flows.ingest.keys import same_stay
from schemas.extract import Extract


def fold(con: duckdb.DuckDBPyConnection, extract: Extract, held: Sequence[int]) -> None:
    """Fill the temporary tables `folded` and `conflicting` (delivery_no, line) from `staged`.

    A held file's rows are left out: nobody's row may fold into one that is not believed, nor fall with it.
    """
    key = ", ".join(column.stored for column in extract.key)
    content = ", ".join(column.stored for column in extract.columns)
    good = f"faults IS NULL AND NOT list_contains({list(held)}::INTEGER[], delivery_no)"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE suspect AS
        SELECT * FROM staged WHERE {good} AND hash({key}) IN (
            SELECT hash({key}) FROM staged WHERE {good} GROUP BY hash({key}) HAVING count(*) > 1)"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE folded AS
        SELECT delivery_no, line FROM suspect
        QUALIFY row_number() OVER (PARTITION BY {content} ORDER BY delivery_no, line) > 1"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE conflicting AS
        WITH distinct_row AS (SELECT * FROM suspect ANTI JOIN folded USING (delivery_no, line))
        SELECT DISTINCT one.delivery_no, one.line FROM distinct_row one JOIN distinct_row other
        ON {same_stay(extract, "one", "other")} AND (one.delivery_no, one.line) <> (other.delivery_no, other.line)"""
    )
    con.execute("DROP TABLE suspect")
