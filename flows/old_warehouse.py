"""The warehouse that another takes the place of: kept under a name of its own, never deleted."""

import os
from pathlib import Path

from flows.clock import now


def keep(warehouse: Path) -> Path | None:
    """Keep the old file under a second name, so that at no moment there is none. Its log goes away with it: beside another
    file it would spoil that."""
    aside = warehouse.with_name(f"warehouse-{now():%Y%m%d%H%M%S}.duckdb")
    log = warehouse.with_name(f"{warehouse.name}.wal")
    if log.exists():
        os.replace(log, aside.with_name(f"{aside.name}.wal"))
    if not warehouse.exists():
        return None
    os.link(warehouse, aside)
    return aside
