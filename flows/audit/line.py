"""One line of the audit log: what it says, and the two digests that hold it in its place."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

NOTHING = hashlib.sha256(b"").hexdigest()

_SEALED = re.compile(rb'(\{.*), "digest": "([0-9a-f]{64})"\}', re.DOTALL)


@dataclass(frozen=True)
class Line:
    """A sealed line as it lies in the file, at `place`, counted from 1. `digest` is made from what it says now;
    `is_whole` when that is what it says of itself."""

    place: int
    no: int
    before: str
    digest: str
    is_whole: bool
    said: dict[str, Any]


class End(NamedTuple):
    """The end of the log that the next line follows on. `is_whole`: the file ends with the end of a line."""

    no: int
    digest: str
    is_whole: bool


def sealed(said: dict[str, Any]) -> tuple[bytes, str]:
    """The line as it is written, without its end, and its digest."""
    body = json.dumps(said, ensure_ascii=False).encode()
    digest = hashlib.sha256(body).hexdigest()
    return body[:-1] + f', "digest": "{digest}"}}'.encode(), digest


def read(raw: bytes, place: int) -> Line | None:
    """The line, as far as it can be read as one of ours."""
    found = _SEALED.fullmatch(raw)
    if not found:
        return None
    body = found[1] + b"}"
    said = _object(body)
    no, before = said.get("no"), said.get("before")
    if type(no) is not int or not isinstance(before, str):
        return None
    digest = hashlib.sha256(body).hexdigest()
    return Line(place, no, before, digest, digest == found[2].decode(), said)


def is_older(raw: bytes) -> bool:
    """A line from before lines were sealed."""
    said = _object(raw)
    return "at" in said and "command" in said and not said.keys() & {"no", "before", "digest"}


def _object(raw: bytes) -> dict[str, Any]:
    try:
        said = json.loads(raw)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def lines_of(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    return lines[:-1] if lines[-1] == b"" else lines


def end_of(path: Path) -> End:
    """What the next line follows on: the last line, or, where that was not sealed, all that stands there."""
    if not path.exists():
        return End(0, NOTHING, True)
    tail = _tail(path)
    line = read(tail.rstrip(b"\n"), 1)
    if line:
        return End(line.no, line.digest, tail.endswith(b"\n"))
    data = path.read_bytes()
    beyond = 0
    for raw in reversed(lines_of(data)):
        if line := read(raw, 1):
            break
        beyond += 1
    return End(
        (line.no if line else 0) + beyond, hashlib.sha256(data).hexdigest(), data.endswith(b"\n") or not data
    )


def _tail(path: Path) -> bytes:
    """The last line, with its end where it has one."""
    step = 1 << 16
    with path.open("rb") as file:
        size = file.seek(0, 2)
        found = b""
        while len(found) < size:
            start = max(size - len(found) - step, 0)
            file.seek(start)
            found = file.read(size - start)
            cut = found.rfind(b"\n", 0, len(found) - 1)
            if cut >= 0:
                return found[cut + 1 :]
            step *= 2
    return found
