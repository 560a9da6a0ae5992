"""A night under way: what its steps work with, and what has come of it so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from flows.breaker import Storm
from flows.engines.choice import DUCKDB, Choice
from flows.exports import ExportedFile
from flows.home import Home
from flows.ingest.load import Loaded
from flows.lateness import Blind
from monitors.watch import Night
from rules.evaluate import Judgement
from rules.legal_basis import Laws
from rules.load import Rule
from schemas.standard import Standard

Progress = Callable[[str, int, int], None]


@dataclass
class Outcome:
    """What a night came to; everything a person or a program is told about it."""

    run_id: str = ""
    as_of: date = date.min
    state: str = ""
    exit_code: int = 1
    loaded: Loaded = field(default_factory=Loaded)
    judgements: list[Judgement] = field(default_factory=list)
    shadows: list[Judgement] = field(default_factory=list)
    blind: dict[str, Blind] = field(default_factory=dict)
    files: list[ExportedFile] = field(default_factory=list)
    published: Path = Path()
    exports: Path = Path()
    report: Path = Path()
    content_digest: str = ""
    storms: tuple[Storm, ...] = ()
    is_replay: bool = False
    is_rebuilt: bool = False
    is_repeated: bool = False


@dataclass(frozen=True)
class Tonight:
    con: duckdb.DuckDBPyConnection
    home: Home
    night: Night
    rules: list[Rule]
    laws: Laws
    values: list[Standard]
    outcome: Outcome
    engine: Choice = DUCKDB
    shadows: tuple[Rule, ...] = ()
