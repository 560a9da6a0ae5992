"""How well each row fits each person, in bits, by splink on DuckDB."""

import duckdb
from splink import DuckDBAPI, Linker

from flows.linking.evidence import Model

# By the names it shows, splink decides who is left: the people.
_SIDES = (("people", "left_people"), ("refused", "right_refused"))


def score(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Make the table `candidate` from `people` and `refused`, tables of what the model compares and a `record_id`.

    Shape: row_id, person_id, weight in bits, and per kind of evidence the number of its level: the number of levels for the
    strongest, 0 where the two differ, -1 where nothing is known. Only pairs that the model looks at.
    """
    engine = DuckDBAPI(connection=con)
    tables = [engine.register(table, dataset_display_name=shown) for table, shown in _SIDES]
    linker = Linker(tables, model.settings(), log_level="ERROR")
    for term in model.terms:
        # Of the people alone: a person's hundred refused rows make no name more common.
        con.execute(
            f"""CREATE OR REPLACE TABLE frequency_of_{term} AS
            SELECT {term}, count(*) / sum(count(*)) OVER () AS tf_{term}
            FROM people WHERE {term} IS NOT NULL GROUP BY {term}"""
        )
        linker.table_management.register_term_frequency_lookup(engine.register(f"frequency_of_{term}"), term)
    pairs = linker.inference.predict().physical_name
    levels = ", ".join(f"gamma_{each.name} AS {each.name}" for each in model.evidence)
    con.execute(
        f"""CREATE OR REPLACE TABLE candidate AS
        SELECT record_id_r AS row_id, record_id_l AS person_id, match_weight AS weight, {levels} FROM {pairs}"""
    )
