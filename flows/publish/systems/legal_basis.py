"""The documents that warnings and tasks cite, as analysts see them."""

import duckdb

from monitors.watch import Night


def legal_bases(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave `outward_legal_basis`: what is in force on the night, or was before it."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_legal_basis AS
        SELECT law.law_id AS legal_basis_id, law.title_zh, law.title AS title_en, nullif(law.number, '') AS number,
            law.issued_on, law.valid_from, nullif(law.valid_to, DATE '9999-12-31') AS valid_to,
            night.as_of < law.valid_to AS is_in_force, law.source, law.confidence, nullif(law.note, '') AS note
        FROM law
        CROSS JOIN night
        WHERE law.valid_from <= night.as_of
        ORDER BY law.law_id, law.valid_from"""
    )
