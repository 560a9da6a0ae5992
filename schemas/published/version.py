"""Versions of the published tables: what an analyst's query may rest on, and what was announced when it changed.

A column may be added at any time under a new version. One that goes, or changes its name or type, is announced with what
stands in its place. Every database says its version in `published_version`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PublishedVersion:
    version: int
    announced_on: date
    zh: str
    en: str
    gone: tuple[tuple[str, str], ...] = ()
    """Columns that the version before had, as `table.column`, each with what to use instead."""


VERSIONS = (
    PublishedVersion(
        1,
        date(2026, 11, 29),
        "最初的表和列",
        "The tables and columns as they were first promised",
    ),
    PublishedVersion(
        2,
        date(2026, 11, 29),
        "新表 removed_event：已清除预警的计数；新表 household_timeline：清单上家庭的逐月情况",
        "New tables: removed_event, counts of warnings that were removed past their purpose; household_timeline, month by "
        "month of the households on the lists",
    ),
)
