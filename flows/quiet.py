"""Nothing we build on may phone home or leave files elsewhere, and none of its noise may frighten an operator.

Call `quiet` before anything imports prefect: it reads its settings when it is imported. Processes started
from here (its server, its runner) inherit them.
"""

import os
import sys
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
