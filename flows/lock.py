"""One night at a time in one home: the second comer is told who is at work, and leaves."""

import getpass
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from flows.clock import now
from schemas.faults import DoudiError


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Raises: DoudiError E-LOCK (exit 75). The operating system frees the lock of a process that died."""
    holder = home / ".lock.holder"
    try:
        with FileLock(home / ".lock", timeout=0, mode=0o600):
            holder.write_text(f"pid {os.getpid()}, {getpass.getuser()}, {now()}")
            yield
            holder.unlink(missing_ok=True)
    except Timeout:
        raise DoudiError("E-LOCK", _who(holder), exit_code=75) from None
    except OSError as error:
        raise DoudiError("E-DISK", str(home), exit_code=75) from error


def _who(holder: Path) -> str:
    """Whoever has just taken the lock may not have signed yet, and what stands there may be of someone long gone."""
    said = ""
    for _ in range(20):
        with suppress(FileNotFoundError):
            said = holder.read_text()
        pid = said.removeprefix("pid ").partition(",")[0]
        if pid.isdecimal() and Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.1)
    return said
