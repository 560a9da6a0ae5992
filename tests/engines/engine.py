"""On which engine the tests' nights are judged: DuckDB, or with ENGINE='local[2]' Spark (`make spark_golden`)."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.engines.choice import DUCKDB, Choice
from flows.engines.lake import Lake
from schemas.engine import Engine

ENGINE = Choice("spark", os.environ["ENGINE"]) if os.environ.get("ENGINE") else DUCKDB


@contextmanager
def on_engine(con: duckdb.DuckDBPyConnection, engine: Choice = ENGINE) -> Iterator[Engine]:
    """What executes statements over this connection's tables; whatever is made is there afterwards."""
    if engine.name == "duckdb":
        yield con
        return
    from flows.engines.spark import on_spark

    with (
        tempfile.TemporaryDirectory() as folder,
        on_spark(con, Lake(Path(folder), "370902"), engine.master, "1GB") as spark,
    ):
        yield spark
