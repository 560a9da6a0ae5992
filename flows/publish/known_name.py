"""Whose name may stand where none belongs: departments put names into columns of numbers and of words."""

import duckdb


def known_names(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `known_name`, which the masks of `schemas.masks` read: of the register, and of those who asked for help."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE known_name AS
        SELECT name FROM member WHERE length(name) > 1
        UNION SELECT name FROM help_request_known WHERE length(name) > 1"""
    )
