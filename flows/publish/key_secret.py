"""The secret that pseudonyms are made with, told to a connection: it stands in no statement, which an error would quote."""

import duckdb

from schemas.masks import key_pads


def tell_secret(con: duckdb.DuckDBPyConnection, secret: str) -> None:
    """From here on the keys of `schemas.masks` can be made in this connection."""
    for name, pad in key_pads(secret).items():
        con.execute(f"SET VARIABLE {name} = ?", [pad])
