"""One night at a time in one home: the second comer is told who is at work, and leaves."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
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
        who = holder.read_text() if holder.exists() else ""
        raise DoudiError("E-LOCK", who, exit_code=75) from None
    except OSError as error:
        raise DoudiError("E-DISK", str(home), exit_code=75) from error
