"""The number and digest of the log's last line, kept apart from the log: whoever cuts its end has to know of this too."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from flows.home import Home

_FORM = re.compile(r"(\d+) ([0-9a-f]{64})(?: ([0-9a-f]{64}))?\n?")


class Head(NamedTuple):
    """`coming` is the digest of the line that is being written: of a log at rest there is none."""

    no: int
    digest: str
    coming: str = ""

    def __str__(self) -> str:
        """As people copy it, in groups: nothing that covers long numbers takes it for one."""
        return f"{self.no}:{'-'.join(self.digest[at : at + 8] for at in range(0, 64, 8))}"


def place(home: Home) -> Path:
    return home.path / "audit.head"


def read_head(home: Home) -> Head | None:
    try:
        found = _FORM.fullmatch(place(home).read_text(encoding="ascii"))
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return Head(int(found[1]), found[2], found[3] or "") if found else None


def write_head(home: Home, head: Head) -> None:
    path = place(home)
    aside = path.with_name(f"{path.name}.new")
    with os.fdopen(
        os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii"
    ) as file:
        file.write(" ".join(filter(None, (str(head.no), head.digest, head.coming))) + "\n")
    os.replace(aside, path)


def parse(text: str) -> Head:
    """A head that was copied elsewhere, 1234:9f86d081-... Raises: ValueError."""
    found = re.fullmatch(r"(\d+):([0-9a-f]{64})", text.strip().replace("-", ""))
    if not found:
        raise ValueError(text)
    return Head(int(found[1]), found[2])
