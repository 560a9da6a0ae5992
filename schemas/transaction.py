"""All or nothing: what is written together stands together or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what is done inside; if it fails, take all of it back."""
    con.execute("BEGIN")
    try:
        yield
        con.execute("COMMIT")
    except BaseException:
        # A full disk ends the transaction by itself; what must be told is why, not that there is nothing left to undo.
        with suppress(duckdb.Error):
            con.execute("ROLLBACK")
        raise
