"""Whose name may stand where none belongs: departments put names into columns of numbers and of words."""

import duckdb


def known_names(
    con: duckdb.DuckDBPyConnection, *, of: tuple[str, ...] = ("member", "help_request_known")
) -> None:
    """Leave `known_name`, which the masks of `schemas.masks` read: by default of the register, and of those who asked for
    help. A name that a minor bears, whoever else does, is a minor's. Reads `minor`."""
    bearers = " UNION ALL ".join(f"SELECT name, person_no FROM {table}" for table in of)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE known_name AS
        SELECT name, coalesce(bool_or(person_no IN (SELECT person_no FROM minor)), FALSE) AS is_minor
        FROM ({bearers}) WHERE length(name) > 1 GROUP BY name"""
    )
