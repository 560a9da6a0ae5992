"""The audit log's first lines, past their time: taken out so that the chain still holds, and says how many went."""

import json
import os
from collections.abc import Sequence
from datetime import date, datetime

from flows.audit import log, note, writing
from flows.audit.line import lines_of, read
from flows.audit.verify import ERASED
from flows.home import Home


def past_lines(lines: Sequence[bytes], before: date) -> list[date]:
    """The days of the first lines that are older than `before`, up to the last line that is sealed: that one stays."""
    found: list[date] = []
    for raw in lines[:-1]:
        try:
            day = datetime.fromisoformat(json.loads(raw)["at"]).date()
        except (ValueError, KeyError, TypeError):
            break
        if day >= before:
            break
        found.append(day)
    # The line that becomes the first must say what it follows on.
    while found and not read(lines[len(found)], 1):
        found.pop()
    return found


def erase(home: Home, before: date, reason: str) -> int:
    """Note how many lines go, then let them go. Cut off in between, the next one notes it again. Returns how many went."""
    path = log(home)
    lines = lines_of(path.read_bytes())
    count = len(past_lines(lines, before))
    first = read(lines[count], 1) if count else None
    if first is None:
        return 0
    note(home, ERASED, f"1-{first.no - 1} {first.before}", reason)
    with writing(home):
        kept = lines_of(path.read_bytes())[count:]
        aside = path.with_name(f"{path.name}.new")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(b"".join(line + b"\n" for line in kept))
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    return count
