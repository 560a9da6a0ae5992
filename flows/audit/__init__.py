"""Who ran, exported, looked at one person, changed a standard, approved or erased, and why: one line each, appended.

A line holds no personal data. It holds its number, the digest of the line before it and its own, so that no line can be
changed, taken out, put in or moved unnoticed. The digest of the last line also stands apart from the log; that of the
last line of every night stands in the warehouse and in the night's notice, which goes wherever the bureau's mail goes.
"""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from flows.audit.head import Head, write_head
from flows.audit.line import end_of, sealed
from flows.clock import now
from flows.home import Home
from schemas.faults import DoudiError

PATIENCE_SECONDS = 30


def log(home: Home) -> Path:
    return home.path / "audit" / "access.jsonl"


def note(home: Home, command: str, what: str, reason: str = "", *, is_by_person: bool = True) -> None:
    """Append a line. What a night finds by itself was done by nobody it knows: `is_by_person` is then False.

    Raises: DoudiError E-LOCK (exit 75) when others write without end.
    """
    who = _account() if is_by_person else ""
    with writing(home):
        append(home, {"who": who, "command": command, "what": what, "reason": reason})


@contextmanager
def writing(home: Home) -> Iterator[None]:
    """One writer at a time, of all processes."""
    folder = home.path / "audit"
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=PATIENCE_SECONDS, mode=0o600):
            yield
    except Timeout:
        raise DoudiError("E-LOCK", str(folder), exit_code=75) from None


def append(home: Home, said: dict[str, str]) -> None:
    """Write one line, for whoever holds `writing`. Its digest is announced first and confirmed after: cut off in between,
    the log ends with the line before it or with this one, and either is told from a tail that somebody cut."""
    path = log(home)
    end = end_of(path)
    raw, digest = sealed({"no": end.no + 1, "before": end.digest, "at": str(now()), **said})
    write_head(home, Head(end.no, end.digest, digest))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, (b"" if end.is_whole else b"\n") + raw + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    write_head(home, Head(end.no + 1, digest))


def _account() -> str:
    """The account that the system knows, and behind sudo the login that came to it: that one is told, not proven."""
    try:
        account = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        account = str(os.getuid())
    login = os.environ.get("SUDO_USER", "")
    return f"{account} ({login})" if login and login != account else account
