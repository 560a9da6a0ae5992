"""What a process has spent so far: wall, processor and memory, stage by stage.

Processor seconds are user + system of the whole process, all its threads. The peak is Linux's own high-water mark of
resident memory, set back at the beginning of each stage.
"""

import json
import resource
import time
from dataclasses import asdict, dataclass
from pathlib import Path

SELF = Path("/proc/self")


@dataclass
class Stage:
    name: str
    wall: float = 0.0
    cpu: float = 0.0
    peak_mb: float = 0.0


class Spent:
    """A clock that knows which stage runs. The first one began with the process."""

    def __init__(self, first: str = "imports") -> None:
        self.stages: dict[str, Stage] = {}
        self._now = first
        self._wall, self._cpu = _started(), 0.0

    def stage(self, name: str) -> None:
        """End the stage under way and begin another; a name that comes again goes on where it stopped."""
        ended = self.stages.setdefault(self._now, Stage(self._now))
        wall, cpu = time.time(), _cpu()
        ended.wall += wall - self._wall
        ended.cpu += cpu - self._cpu
        ended.peak_mb = max(ended.peak_mb, _peak_mb())
        (SELF / "clear_refs").write_text("5")
        self._now, self._wall, self._cpu = name, wall, cpu

    def told(self, **beside: object) -> str:
        self.stage("")
        return json.dumps({"stages": [asdict(stage) for stage in self.stages.values()], **beside})


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _started() -> float:
    """When this process began: importing the interpreter's own modules is part of what is paid."""
    ticks = int((SELF / "stat").read_text().rpartition(")")[2].split()[19])
    booted = time.time() - float(Path("/proc/uptime").read_text().split()[0])
    return booted + ticks / 100


def _peak_mb() -> float:
    for line in (SELF / "status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
