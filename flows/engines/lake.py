"""What Spark reads and leaves, as Parquet under one folder: `facts/<extract>/county=<code>/`, `facts/<table>/`, and
`night/<table>/<n>/`, what the night has made so far.

A fact belongs to the county of its own place, else to that where the register lists its household or its person, else
to the bureau's own. The county only says in which file a row lies; no statement reads it.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas.extract import Extract
from schemas.extracts import EXTRACTS

COUNTY = "county"
_PLACES = ("residence_region", "region", "incident_region", "paid_region", "township_code")


@dataclass(frozen=True)
class Lake:
    root: Path
    home_area: str

    @property
    def facts(self) -> Path:
        return self.root / "facts"

    @property
    def night(self) -> Path:
        return self.root / "night"

    def empty(self) -> None:
        """Nothing of an earlier night is ever read by a later one."""
        for folder in (self.facts, self.night):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)

    def clear(self) -> None:
        """What the night made is with the warehouse by now; the facts stay for whoever else reads them."""
        shutil.rmtree(self.night, ignore_errors=True)

    def bring(self, con: duckdb.DuckDBPyConnection, table: str) -> Path:
        """A table of the warehouse as Parquet. Returns the folder it lies in."""
        folder = self.facts / table
        folder.mkdir()
        if table in EXTRACTS:
            con.execute(
                f"""COPY (SELECT fact.*, {_county(con, EXTRACTS[table], self.home_area)} AS {COUNTY} FROM {table} fact)
                TO '{_quoted(folder)}' (FORMAT parquet, PARTITION_BY ({COUNTY}), OVERWRITE_OR_IGNORE)"""
            )
        else:
            con.execute(f"COPY (FROM {table}) TO '{_quoted(folder / 'all.parquet')}' (FORMAT parquet)")
        return folder


def take(con: duckdb.DuckDBPyConnection, table: str, folder: Path) -> None:
    """Put what Spark has left in a folder into an empty table of the same name, column by column and in its types."""
    columns = con.execute(f"DESCRIBE {table}").fetchall()
    typed = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind, *_ in columns)
    con.execute(
        f"INSERT INTO {table} BY NAME SELECT {typed} FROM read_parquet('{_quoted(folder)}/*.parquet')"
    )


def _county(con: duckdb.DuckDBPyConnection, extract: Extract, home_area: str) -> str:
    """The county of a row `fact`, as an expression."""
    stored = {column.stored for column in extract.columns}
    ways = [f"nullif(substr(fact.{place}, 1, 6), '00')" for place in _PLACES if place in stored]
    if not ways and "household_id" in stored:
        _listed(con, "household_id")
        ways.append("(SELECT county FROM lake_household_id listed WHERE listed.key = fact.household_id)")
    for column in extract.identity_columns[: 0 if ways and extract.name == "household_member" else 1]:
        _listed(con, "person_no")
        ways.append(f"(SELECT county FROM lake_person_no listed WHERE listed.key = fact.{column.stored})")
    return f"coalesce({', '.join((*ways, chr(39) + home_area + chr(39)))})"


def _listed(con: duckdb.DuckDBPyConnection, key: str) -> None:
    """Leave where the register lists each household or person, by its newest row."""
    con.execute(
        f"""CREATE TEMP TABLE IF NOT EXISTS lake_{key} AS
        SELECT {key} AS key, arg_max(substr(residence_region, 1, 6), known_from) AS county
        FROM household_member WHERE {key} IS NOT NULL GROUP BY {key}"""
    )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
