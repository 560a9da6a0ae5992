"""A night's judgement on the engine that was chosen for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.engines.lake import Lake
from flows.tonight import Tonight
from schemas.engine import Engine
from schemas.faults import DoudiError


@contextmanager
def judging(tonight: Tonight) -> Iterator[Engine]:
    """What executes the signals and rules of a night; afterwards the warehouse goes on with all they have made.

    Raises: DoudiError E-SPARK.
    """
    if tonight.engine.name == "duckdb":
        yield tonight.con
        return
    try:
        from flows.engines.spark import on_spark
    except ImportError:
        raise DoudiError("E-SPARK", "pip install '.[spark]'", exit_code=2) from None

    home = tonight.home
    with on_spark(
        tonight.con, Lake(home.lake, home.area), tonight.engine.master, home.memory_limit
    ) as engine:
        yield engine
