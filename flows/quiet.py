"""Nothing we build on may phone home or leave files elsewhere, and none of its noise may frighten an operator.

Call `quiet` before anything imports prefect: it reads its settings when it is imported. Processes started
from here (its server, its runner) inherit them.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SILENT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "GX_ANALYTICS_ENABLED": "false",
}
"""Telemetry is off whatever the surroundings say."""

CALM = {
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    # Seconds between signs of life of a night at work: the least that Prefect takes.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
}
"""Talk is low unless whoever looks for a fault asks for more."""


def quiet(home: Path) -> None:
    """Raises: RuntimeError when prefect is already there and would not listen."""
    if "prefect" in sys.modules:
        raise RuntimeError("flows.quiet.quiet comes before the first import of prefect")
    os.environ.update(SILENT)
    for name, value in CALM.items():
        os.environ.setdefault(name, value)
    os.environ["PREFECT_HOME"] = str(home / "prefect")


@contextmanager
def without_spark() -> Iterator[None]:
    """Great Expectations imports pyspark where it is installed, and pyspark (4.3, its sql.connect) ends a process whose main
    module is no file, with exit code 0. Nothing here validates on Spark: let it find none."""
    if "pyspark" in sys.modules:
        yield
        return
    sys.modules["pyspark"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["pyspark"]
