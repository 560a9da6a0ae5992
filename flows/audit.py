"""Who looked at what, and why: one line a look, appended, never edited. Holds no personal data."""

import getpass
import json
import os

from flows.clock import now
from flows.home import Home


def note(home: Home, command: str, what: str, reason: str = "") -> None:
    line = {"at": str(now()), "who": getpass.getuser(), "command": command, "what": what, "reason": reason}
    path = home.path / "audit" / "access.jsonl"
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8"
    ) as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
