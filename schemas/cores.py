"""How many processor cores the database uses for a piece of work: results are the same with any."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import duckdb

from schemas.engine import Engine

Made = TypeVar("Made")


def fitting(con: Engine, work: Callable[[], Made]) -> Made:
    """Work that may be begun again, done with one core where it does not fit into memory with all: every core holds
    blocks of its own in every join."""
    try:
        return work()
    except duckdb.OutOfMemoryException:
        with one_core(con, True):
            return work()


@contextmanager
def one_core(con: Engine, is_small: bool) -> Iterator[None]:
    """Small work on one core alone: waking the others for each of hundreds of statements costs more processor time than
    the statements do, and saves none."""
    if not is_small:
        yield
        return
    before = con.execute("SELECT current_setting('threads')").fetchall()[0][0]
    con.execute("SET threads = 1")
    # What breaks the work off may have broken the database too: then there is nothing to set, and the error is to be told.
    yield
    con.execute(f"SET threads = {before}")
