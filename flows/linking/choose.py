"""Which of the candidates is named: one that all but certainly fits, where nobody else nearly does."""

import duckdb

from flows.linking.evidence import Model

SURE = 10.0
"""Bits for a candidate against its being anybody else: about a thousand to one. Source: chosen on FEBRL set 3 and reported
on set 4, which had no part in it (docs/decisions/0014); ours, without legal force."""

APART = 10.0
"""Bits between the best candidate and the next, whoever that is: between two who fit nearly alike nobody is named."""


def choose(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Make the table `proposal` from `candidate`: at most one row per `row_id`, with all columns of the candidate."""
    con.execute(
        f"""CREATE OR REPLACE TABLE proposal AS
        SELECT * EXCLUDE (place_among, next_weight) FROM (
            SELECT *, row_number() OVER best AS place_among, lead(weight) OVER best AS next_weight
            FROM candidate WINDOW best AS (PARTITION BY row_id ORDER BY weight DESC, person_id))
        WHERE place_among = 1 AND weight >= {SURE} AND coalesce(weight - next_weight >= {APART}, TRUE)
            AND ({model.must})"""
    )
