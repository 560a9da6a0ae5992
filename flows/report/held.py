"""Why a night is held, as its page says it: what is beyond its limit, where, what stands meanwhile, and how it is let out."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.breaker import Storm
from flows.report.rows import rows
from flows.words import Words


class Where(NamedTuple):
    """One rule or township and how many of the storm's warnings are there."""

    name: str
    name_en: str
    warnings: int


class Beyond(NamedTuple):
    """One figure beyond its limit, and where most of it is."""

    what: Words
    by_rule: tuple[Where, ...]
    by_township: tuple[Where, ...]


class Held(NamedTuple):
    """`stands_on` is the night whose results offices and analysts still see; `let_out` the command that publishes this one."""

    beyond: tuple[Beyond, ...]
    stands_on: date
    let_out: str


def held(
    con: DuckDBPyConnection, storms: Sequence[Storm], titles: dict[str, Words], run_id: str, let_out: str
) -> Held | None:
    if not storms:
        return None
    names = dict(rows(con, lambda code, name: (code, name), "SELECT area_code, name FROM area"))
    (stands_on,) = rows(
        con,
        date.fromisoformat,
        "SELECT CAST(max(as_of) AS VARCHAR) FROM run WHERE run_id <> $run_id",
        run_id=run_id,
    )
    return Held(
        tuple(
            Beyond(
                Words(storm.zh, storm.en),
                tuple(_rule(code, count, titles) for code, count in storm.by_rule),
                tuple(Where(names.get(code) or code, "", count) for code, count in storm.by_township),
            )
            for storm in storms
        ),
        stands_on,
        let_out,
    )


def _rule(code: str, count: int, titles: dict[str, Words]) -> Where:
    title = titles.get(code, Words("", ""))
    return Where(f"{code} {title.zh}".strip(), title.en, count)
