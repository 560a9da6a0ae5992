"""A family that a join loses gets no visit, and nobody would know: what came in tonight is held against what came out.

Every statement here counts people, households, warnings or money twice, by another way than the monitors take: what
was told must be what was found, and what was set aside for a reason. A difference ends the night before anything is
published. Decisions, 0011.
"""

from importlib.resources import files
from typing import Literal

import duckdb

from schemas.faults import DoudiError

Stage = Literal["watched", "remembered"]


def reconcile(con: duckdb.DuckDBPyConnection, stage: Stage) -> None:
    """Hold the night's counts against each other, after `watch` and after `remember`.

    Raises: DoudiError E-RECONCILE, with what does not add up and both figures.
    """
    statement = (files(__name__) / f"{stage}.sql").read_text(encoding="utf-8")
    for what, told, found in con.execute(statement).fetchall():
        if told != found:
            raise DoudiError("E-RECONCILE", f"{what}: {told:,} ≠ {found:,}")
