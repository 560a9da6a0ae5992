"""One thing said in both languages, Chinese first."""

from typing import NamedTuple


class Words(NamedTuple):
    zh: str
    en: str
