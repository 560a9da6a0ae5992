"""Room for a night: asked for before it begins, and told in figures when it runs out all the same."""

import errno
import shutil

from flows.home import Home
from schemas.faults import DoudiError

AGAIN = 75
"""The exit code of what may be better later: the lock, the disk, a server."""
LEAST_BYTES = 64 << 20
TIMES = 3
"""A night makes what the last one made, beside it, and the warehouse grows meanwhile."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def ask_for_room(home: Home) -> None:
    """Raises: DoudiError E-DISK (exit 75) with the place, what is needed and what is free."""
    if shutil.disk_usage(home.path).free < _needed(home):
        raise no_room(home)


def no_room(home: Home) -> DoudiError:
    free = shutil.disk_usage(home.path).free
    return DoudiError(
        "E-DISK",
        f"{home.path}: 需要 needed {_needed(home) >> 20} MB, 可用 free {free >> 20} MB",
        exit_code=AGAIN,
    )


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room, in the system's words or in DuckDB's; or whether it only came of one
    that does, while cleaning up."""
    cause: BaseException | None = error
    while cause:
        if getattr(cause, "errno", None) in FULL or "No space left" in str(cause):
            return True
        cause = cause.__context__
    return False


def _needed(home: Home) -> int:
    last = home.published / "latest.duckdb"
    return LEAST_BYTES + TIMES * (last.stat().st_size if last.exists() else 0)
