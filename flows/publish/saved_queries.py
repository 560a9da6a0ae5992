"""Queries that analysts ask every week, kept in the published database as views of the schema `saved`.

A query is a file in `saved/`: what it says in both languages, then one statement.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas.published import TABLES

FOLDER = Path(__file__).with_name("saved")


@dataclass(frozen=True)
class SavedQuery:
    name: str
    zh: str
    en: str
    sql: str

    def as_written_for(self, schema: str) -> str:
        """The statement with every published table under its schema: a view is also read through another database."""
        tables = "|".join(table.name for table in TABLES)
        return re.sub(rf"\b(FROM|JOIN) ({tables})\b", rf"\1 {schema}.\2", self.sql)


def saved_queries() -> Iterator[SavedQuery]:
    for path in sorted(FOLDER.glob("*.sql")):
        zh, en, sql = path.read_text(encoding="utf-8").split("\n", 2)
        yield SavedQuery(
            path.stem, zh.removeprefix("-- "), en.removeprefix("-- "), sql.strip().removesuffix(";")
        )


def statement_of(name: str) -> str:
    """A saved query's text, for whoever shows what analysts see."""
    return next(query.sql for query in saved_queries() if query.name == name)
