"""Nothing of ours reaches beyond this machine: every attempt of a Python process under test is written down and refused.

Python imports this by its name in every process that inherits the tests' surroundings; tests/conftest.py imports it itself.
"""

import errno
import os
import sys
from typing import Any

_WATCHED = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname")
_NAMES = ("", "localhost", "::1", "::", "0.0.0.0")


def is_here(host: object) -> bool:
    """Whether a host is this machine; what is no host at all (a path, a kernel's socket) is."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    return not isinstance(host, str) or host in _NAMES or host.startswith(("127.", "/", "\0"))


def watch(event: str, args: tuple[Any, ...]) -> None:
    if event not in _WATCHED:
        return
    address = args[0] if event in ("socket.getaddrinfo", "socket.gethostbyname") else args[1]
    host = address[0] if isinstance(address, tuple) and address else address
    if is_here(host):
        return
    with open(os.environ["DOUDI_TEST_CALLS"], "a", encoding="utf-8") as calls:  # noqa: PTH123
        calls.write(f"{event} {host!r} {' '.join(sys.argv[:3])}\n")
    raise OSError(errno.ENETUNREACH, "tests reach nothing beyond this machine")


if "DOUDI_TEST_CALLS" in os.environ:
    sys.addaudithook(watch)
