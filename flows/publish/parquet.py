"""The analysts' tables once more as Parquet files, for tools that do not open a DuckDB file.

Every file bears its table's meaning and that of each column in its own metadata, as the database does in its comments.
"""

import json
from pathlib import Path

import duckdb

from schemas.checks import text
from schemas.published import TABLES
from schemas.published.version import VERSIONS
from schemas.table import Table

MEANING = "doudi"
"""Under this key the metadata of a file say what it holds."""


def write_twin(con: duckdb.DuckDBPyConnection, database: Path, folder: Path) -> None:
    """Write every table of a night's `database` into `folder`, a file each, in the same order of rows."""
    folder.mkdir(mode=0o700)
    con.execute(f"ATTACH {text(str(database))} AS outward_file (READ_ONLY)")
    try:
        for table in TABLES:
            con.execute(
                f"""COPY outward_file.{table.name} TO {text(str(folder / f"{table.name}.parquet"))}
                (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, KV_METADATA {{{MEANING}: {text(_meaning(table))}}})"""
            )
    finally:
        con.execute("DETACH outward_file")


def _meaning(table: Table) -> str:
    return json.dumps(
        {
            "zh": table.zh,
            "en": table.en,
            "key": table.key,
            "published_version": VERSIONS[-1].version,
            "columns": {field.name: {"zh": field.zh, "en": field.en} for field in table.fields},
        },
        ensure_ascii=False,
    )
