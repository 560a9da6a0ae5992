"""A night's signals and rules on Apache Spark, where one machine is too small for them.

The warehouse stays with DuckDB: facts go out as Parquet, the statements run on Spark one after the other as they are
written, each leaves a Parquet table that the next one reads, and the warehouse reads on from there. Executors need
nothing of ours: they are given SQL.
"""

import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import duckdb

from flows.engines.lake import Lake, take
from flows.engines.spark_sql import Spoken, declared, speak
from schemas.faults import DoudiError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

JAVA = 17
"""What Spark 4 asks for at the least."""

SETTINGS = {
    # Whatever does not fit, is no number, or is divided by nothing stops the night; nothing becomes null in silence.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "Asia/Shanghai",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.storeAssignmentPolicy": "ANSI",
    # Days before 1582 (0001-01-01 stands for "ever") as they are written.
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    # A county's code is text.
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    # With wide tables of many CASE columns this costs more than it saves: a quarter of all planning.
    "spark.sql.constraintPropagation.enabled": "false",
    # A file of ours is ten times as large in memory: what looks small enough for every executor is not.
    "spark.sql.sources.fileCompressionFactor": "10",
    "spark.hadoop.fs.permissions.umask-mode": "077",
    "spark.ui.showConsoleProgress": "false",
}
"""What results depend on, or nobody would want otherwise. All else is the cluster's (spark-defaults.conf)."""


@dataclass(frozen=True)
class Answer:
    rows: list[Any]

    def fetchall(self) -> list[Any]:
        return self.rows


NOTHING = Answer([])
AT_ONCE = 4
"""Statements under way at one time; each is a job of its own."""


class SparkNight:
    """Executes a night's statements on Spark. A table that was never made is looked for in the warehouse.

    A statement waits for the tables it reads, and for no other: many are small, and a cluster would stand idle. The
    warehouse holds an empty table of each name meanwhile, bound from the same text: it says in which types the rows
    come back, and refuses what it could not have executed itself.
    """

    def __init__(self, session: "SparkSession", con: duckdb.DuckDBPyConnection, lake: Lake) -> None:
        self._session = session
        self._con = con
        self._lake = lake
        self._made: dict[str, int] = {}
        self._views: dict[str, frozenset[str]] = {}
        self._brought: set[str] = set()
        self._waiting: dict[str, list[Spoken]] = {}
        self._at_work: dict[str, Future[None]] = {}
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="spark")

    def execute(self, query: str, parameters: object = None) -> Answer:
        spoken = speak(query, parameters)
        match spoken.deed:
            case "ask":
                self._await(self._need(spoken.reads))
                with _told_without_data():
                    return Answer([tuple(row) for row in self._session.sql(spoken.select).collect()])
            case "describe":
                return Answer([(row[0],) for row in self._con.execute(query).fetchall()])
            case "view":
                self._await(self._need(spoken.reads))
                with _told_without_data():
                    self._session.sql(f"CREATE OR REPLACE TEMPORARY VIEW {spoken.name} AS {spoken.select}")
                self._views[spoken.name] = spoken.reads
                self._con.execute(query)
            case "table":
                self._begin(spoken.name, self._need(spoken.reads), [spoken])
                self._con.execute(f"{query} WITH NO DATA")
            case "empty":
                self._begin(spoken.name, [], [spoken])
                self._con.execute(query)
            case "append" | "rows":
                self._waiting.setdefault(spoken.name, []).append(spoken)
        return NOTHING

    def give_back(self) -> None:
        """Let the warehouse go on with everything that was made here."""
        self._await(self._need(frozenset(self._made)))
        for name, number in self._made.items():
            take(self._con, name, self._lake.night / name / str(number))
        self._lake.clear()

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _need(self, names: frozenset[str]) -> list["Future[None]"]:
        """Bring what the warehouse has of these, write what is still to be appended; what to wait for."""
        needed = []
        for name in sorted(names):
            if name in self._views:
                needed += self._need(self._views[name])
            elif name in self._made:
                if waiting := self._waiting.pop(name, None):
                    reads = frozenset[str]().union(*(spoken.reads for spoken in waiting)) - {name}
                    self._begin(name, [*self._need(reads), self._at_work[name]], waiting)
                needed.append(self._at_work[name])
            elif name not in self._brought:
                self._bring(name)
        return needed

    def _await(self, needed: list["Future[None]"]) -> None:
        for each in needed:
            each.result()

    def _bring(self, name: str) -> None:
        folder = self._lake.bring(self._con, name)
        columns = declared(self._con.execute(f"DESCRIBE {name}").fetchall())
        with _told_without_data():
            self._session.read.schema(columns).parquet(folder.as_uri()).createOrReplaceTempView(name)
        self._brought.add(name)

    def _begin(self, name: str, needed: list["Future[None]"], said: list[Spoken]) -> None:
        is_new = said[0].deed in ("table", "empty")
        if is_new and name in self._made:
            # Whoever reads what the table was must have read it.
            self._await(list(self._at_work.values()))
            self._waiting.pop(name, None)
        number = self._made.get(name, 0) + is_new
        self._made[name] = number
        self._at_work[name] = self._pool.submit(self._make, name, number, needed, said)

    def _make(self, name: str, number: int, needed: list["Future[None]"], said: list[Spoken]) -> None:
        self._await(needed)
        with _told_without_data():
            frames = [self._frame(spoken) for spoken in said]
            frame = reduce(lambda one, other: one.union(other), frames)
            folder = self._lake.night / name / str(number)
            frame.write.mode("append").parquet(folder.as_uri())
            self._session.read.schema(frame.schema).parquet(folder.as_uri()).createOrReplaceTempView(name)
        if number > 1:
            shutil.rmtree(folder.parent / str(number - 1), ignore_errors=True)

    def _frame(self, spoken: Spoken) -> "DataFrame":
        """The rows that a statement makes or appends, in the columns of the table they go to."""
        if spoken.deed == "table":
            return self._session.sql(spoken.select)
        if spoken.deed == "empty":
            return self._session.createDataFrame([], spoken.columns)
        schema = self._session.table(spoken.name).schema
        if spoken.deed == "rows":
            return self._session.createDataFrame(spoken.rows, schema)
        frame = self._session.sql(spoken.select)
        if not spoken.by_name:
            frame = frame.toDF(*schema.names)
        if unknown := set(frame.columns) - set(schema.names):
            raise ValueError(f"{spoken.name}: {', '.join(sorted(unknown))}")
        given = set(frame.columns)
        return frame.selectExpr(
            *(
                f"CAST({field.name if field.name in given else 'NULL'} AS {field.dataType.simpleString()}) AS {field.name}"
                for field in schema
            )
        )


@contextmanager
def on_spark(con: duckdb.DuckDBPyConnection, lake: Lake, master: str, memory: str) -> Iterator[SparkNight]:
    """What is made within is with the warehouse afterwards. `memory` is the driver's, where it works on this machine.

    Raises: DoudiError E-SPARK when Spark does not start, or gives up.
    """
    lake.empty()
    session = _session(master, memory)
    night = SparkNight(session, con, lake)
    try:
        yield night
        night.give_back()
    finally:
        night.close()
        session.stop()


def _session(master: str, memory: str) -> "SparkSession":
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise DoudiError("E-SPARK", "pip install '.[spark]'", exit_code=2) from None
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise DoudiError("E-SPARK", f"java {JAVA}", exit_code=2)
    builder = SparkSession.builder.appName("doudi").master(master)
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    if master.startswith("local"):
        builder = builder.config("spark.driver.memory", _java_size(memory)).config(
            "spark.ui.enabled", "false"
        )
    with _told_without_data():
        session = builder.getOrCreate()
        # What Spark logs of an error may quote a cell.
        session.sparkContext.setLogLevel("OFF")
        return session


def _java_size(memory: str) -> str:
    """Twice the limit of the database, as Java says it: what DuckDB puts aside on disk, Java wants in its heap."""
    found = re.fullmatch(r"(\d+)\s*([KMGT])i?B?", memory.strip(), re.I)
    if found is None:
        raise DoudiError("E-SETTINGS", f"memory_limit = {memory}", exit_code=2)
    return f"{2 * int(found[1])}{found[2].lower()}"


@contextmanager
def _told_without_data() -> Iterator[None]:
    """An error of Spark's may quote a cell; only its kind is told."""
    from py4j.protocol import Py4JError, Py4JJavaError
    from pyspark.errors import PySparkException

    try:
        yield
    except PySparkException as error:
        raise DoudiError("E-SPARK", error.getCondition() or type(error).__name__) from None
    except Py4JJavaError as error:
        raise DoudiError("E-SPARK", error.java_exception.getClass().getSimpleName()) from None
    except Py4JError as error:
        raise DoudiError("E-SPARK", type(error).__name__) from None
