"""One line of the doctor: what was looked at, how it stands, why, and how to mend it."""

from typing import Literal, NamedTuple


class Finding(NamedTuple):
    state: Literal["ok", "warn", "bad"]
    what: str
    why: str
    fix: str = ""
