"""What a night's signals and rules are executed by: something that takes a statement and answers with rows.

A connection to DuckDB is one as it is. Anything else (flows/engines) understands the forms in which the signals and
rules speak: make a table or view of a SELECT, make an empty table, append rows or a SELECT, describe, ask.
"""

from typing import Any, Protocol


class Rows(Protocol):
    def fetchall(self) -> list[Any]: ...


class Engine(Protocol):
    def execute(self, query: str, parameters: object = None) -> Rows: ...
