"""What the night's lists said, row by row, in digests: the ledger keeps it so that returned rows can be held against it."""

from collections.abc import Sequence
from typing import NamedTuple

from duckdb import DuckDBPyConnection


class ListedRow(NamedTuple):
    """One row as it was handed out: the digest of its locked cells with the head's full name, and with the mask."""

    warning_id: str
    township_code: str
    row_digest: str
    masked_digest: str


def leave_listed(con: DuckDBPyConnection, rows: Sequence[ListedRow]) -> None:
    """Leave `listed_tonight`: every row of every township's list."""
    import pyarrow as pa

    columns = zip(*rows, strict=True) if rows else ((),) * len(ListedRow._fields)
    table = pa.table([pa.array(column, pa.string()) for column in columns], list(ListedRow._fields))
    con.register("listed_rows", table)
    con.execute("CREATE OR REPLACE TEMP TABLE listed_tonight AS SELECT * FROM listed_rows")
    con.unregister("listed_rows")


def note_listed(con: DuckDBPyConnection) -> None:
    """Append to the ledger what tonight's lists say of a warning, where that is new."""
    con.execute("DELETE FROM listed_row WHERE run_id = (SELECT run_id FROM tonight_run)")
    con.execute(
        """INSERT INTO listed_row
        SELECT tonight_run.run_id, tonight.*
        FROM listed_tonight tonight
        CROSS JOIN tonight_run
        LEFT JOIN (
            SELECT listed_row.warning_id,
                arg_max((listed_row.township_code, listed_row.row_digest, listed_row.masked_digest), run.as_of) AS said
            FROM listed_row
            JOIN published_run run USING (run_id)
            CROSS JOIN night
            WHERE run.as_of < night.as_of
            GROUP BY listed_row.warning_id
        ) before ON before.warning_id = tonight.warning_id
        WHERE before.said IS DISTINCT FROM (tonight.township_code, tonight.row_digest, tonight.masked_digest)
        ORDER BY tonight.warning_id"""
    )
