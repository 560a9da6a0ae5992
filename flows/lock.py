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
    signed = _signed(home)
    try:
        with FileLock(home / ".lock", timeout=0, mode=0o600):
            signed.write_text(f"pid {os.getpid()}, {getpass.getuser()}, {now()}")
            yield
            signed.unlink(missing_ok=True)
    except Timeout:
        raise DoudiError("E-LOCK", holder(home), exit_code=75) from None
    except OSError as error:
        raise DoudiError("E-DISK", str(home), exit_code=75) from error


def _signed(home: Path) -> Path:
    return home / ".lock.holder"


def holder(home: Path) -> str:
    """Who is at work. Whoever has just taken the lock may not have signed yet, and what stands there may be of someone long gone."""
    said = ""
    for _ in range(20):
        with suppress(FileNotFoundError):
            said = _signed(home).read_text()
        pid = said.removeprefix("pid ").partition(",")[0]
        if pid.isdecimal() and Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.1)
    return said
