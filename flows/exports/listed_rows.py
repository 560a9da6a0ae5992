"""What the night's lists said, row by row, in digests: the ledger keeps it so that returned rows can be held against it."""

from collections.abc import Iterator

from duckdb import DuckDBPyConnection


class Listed:
    """The rows as they were handed out, by columns: whose township, and the digest of the locked cells with the head's full
    name, and with the mask."""

    def __init__(self) -> None:
        self.warning_ids: list[str] = []
        self.township_codes: list[str] = []
        self.row_digests: list[str] = []
        self.masked_digests: list[str] = []

    def add(self, warning_id: str, township_code: str, row_digest: str, masked_digest: str) -> None:
        self.warning_ids.append(warning_id)
        self.township_codes.append(township_code)
        self.row_digests.append(row_digest)
        self.masked_digests.append(masked_digest)

    def since(self, begun: int) -> Iterator[tuple[str, str]]:
        """Number and digest of the rows from the `begun`th on."""
        return zip(self.warning_ids[begun:], self.row_digests[begun:], strict=True)


def leave_listed(con: DuckDBPyConnection, listed: Listed) -> None:
    """Leave `listed_tonight`: every row of every township's list."""
    import pyarrow as pa

    columns = {
        "warning_id": listed.warning_ids,
        "township_code": listed.township_codes,
        "row_digest": listed.row_digests,
        "masked_digest": listed.masked_digests,
    }
    con.register(
        "listed_rows", pa.table({name: pa.array(said, pa.string()) for name, said in columns.items()})
    )
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
