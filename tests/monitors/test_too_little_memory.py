"""A signal that does not fit into memory with every core is made with one."""

import duckdb
import pytest

from monitors import watch


class Short:
    """A database whose memory does not do while more than one core is at work."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self.tried: list[int] = []

    def execute(self, query: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        if query.startswith("CREATE"):
            self.tried.append(self.threads())
            if self.tried[-1] > 1:
                raise duckdb.OutOfMemoryException("failed to pin block")
        return self.con.execute(query)

    def threads(self) -> int:
        return int(self.con.execute("SELECT current_setting('threads')").fetchall()[0][0])


def test_it_is_tried_once_more_with_one_core_and_then_all_are_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "statement", lambda _: "SELECT 42 AS answer")
    with duckdb.connect(config={"threads": 3}) as con:
        short = Short(con)
        watch._make(short, "signal")
        assert (short.tried, short.threads()) == ([3, 1], 3)
        assert con.execute("FROM signal").fetchall() == [(42,)]


def test_what_fits_with_no_core_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect() as con:
        con.execute("SET memory_limit = '40MB'; SET temp_directory = ''; SET threads = 2")
        monkeypatch.setattr(
            watch, "statement", lambda _: "SELECT list(range) AS answer FROM range(30_000_000)"
        )
        with pytest.raises(duckdb.OutOfMemoryException):
            watch._make(con, "signal")
