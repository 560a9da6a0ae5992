"""Spark and DuckDB judge alike, to the last row and byte: a generated county with spoiled files, its ledger of two
nights, the article's family, and every line of every rule's table."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import home as homes
from flows.engines.choice import DUCKDB, Choice
from flows.home import Home
from flows.nightly import run_night
from flows.stats.article import SAMPLES
from flows.synth import write_extracts
from rules.evaluate import evaluate
from schemas.warehouse import LEDGERS
from tests.bureau import Bureau
from tests.engines.engine import on_engine
from tests.flows.in_processes import standing
from tests.rules.judging import RULES, all_cases, lay_out
from tests.rules.one_scheme import one_scheme

pytestmark = [pytest.mark.spark, pytest.mark.slow]
SPARK = Choice("spark", "local[2]")
LAST_NIGHT, TONIGHT = date(2022, 5, 24), date(2022, 6, 22)
CLOCK = {"line_digest", "started_at", "finished_at"}
"""Columns that tell when a computer was at work."""


def test_a_countys_second_night(tmp_path: Path) -> None:
    """After a night of the month before, with answers to its warnings, decisions, and a number that was changed."""
    made = Bureau(tmp_path / "duckdb")
    write_extracts(
        made.home.landing, households=1500, seed=3, as_of=TONIGHT, dirty=0.02, truth=tmp_path / "truth"
    )
    _move_the_registers(made.home, LAST_NIGHT)
    run_night(made.home, LAST_NIGHT)
    _answer(made)
    there = _copy(made.home, tmp_path / "spark")
    expected = run_night(made.home, TONIGHT, engine=DUCKDB)
    outcome = run_night(there, TONIGHT, engine=SPARK)
    assert outcome.judgements == expected.judgements
    assert sum(judgement.hit_count for judgement in expected.judgements) > 100
    _are_equal(made.home, there)
    assert outcome.content_digest == expected.content_digest
    assert list((there.lake / "facts" / "income").glob("county=370902/*.parquet"))
    assert not (there.lake / "night").exists()


def test_the_articles_family(tmp_path: Path) -> None:
    made = Bureau(tmp_path / "duckdb").home
    shutil.copytree(SAMPLES / "370902" / "landing", made.landing, dirs_exist_ok=True)
    there = _copy(made, tmp_path / "spark")
    for home, engine in ((made, DUCKDB), (there, SPARK)):
        run_night(home, date(2022, 6, 22), engine=engine)
    _are_equal(made, there)
    with duckdb.connect(str(there.published / "latest.duckdb"), read_only=True) as con:
        ((amount,),) = con.execute("SELECT suggested_cny FROM warning WHERE rule_code = 'N05'").fetchall()
    assert str(amount) == "5226.00"


def test_every_line_of_every_rules_table() -> None:
    cases = all_cases()
    assert len(cases) > 300
    rules = list(RULES.values())
    found: list[dict[str, list[Any]]] = []
    for engine in (DUCKDB, SPARK):
        con = duckdb.connect()
        lay_out(con, cases)
        with on_engine(con, engine) as executed_by:
            one_scheme(executed_by)
            judgements = evaluate(executed_by, rules, as_of=date(2026, 6, 1), blind={})
        tables = ("finding", "payment", "undecided")
        said = {name: con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in tables}
        found.append({**said, "judgement": judgements})
    assert found[0] == found[1]
    assert {row[0] for row in found[0]["finding"]} | {row[0] for row in found[0]["payment"]} == RULES.keys()


def _copy(home: Home, path: Path) -> Home:
    shutil.copytree(home.path, path, symlinks=True)
    return homes.find(path)


def _move_the_registers(home: Home, day: date) -> None:
    """The county as it was delivered for a night a month before: the newest of every feed, and again for tonight."""
    for folder in home.landing.iterdir():
        newest = max(folder.iterdir())
        if newest.name > str(day):
            shutil.copytree(newest, folder / str(day))


def _answer(made: Bureau) -> None:
    """The offices answer every third warning, each time something else."""
    results = ("属实-需救助", "属实-已享受", "不属实", "查无此人", "暂未核实")
    listed = made.ask("SELECT warning_id FROM warning WHERE is_listed ORDER BY warning_id")
    rows = [
        f"{warning_id},{results[place % len(results)]},,{'500.00' if place % len(results) == 0 else ''},张某,2022-05-30,{LAST_NIGHT}"
        for place, (warning_id,) in enumerate(listed)
        if place % 3 == 0
    ]
    made.deliver("answer", "2022-06-01", rows)


def _are_equal(one: Home, other: Home) -> None:
    """Ledger and tables row by row, lists and page byte by byte."""
    ledgers = [text.split("(")[0].split()[-1] for text in LEDGERS if text.startswith("CREATE TABLE")]
    for name in ledgers:
        assert _rows(one.warehouse, name) == _rows(other.warehouse, name), name
    published = (one.published / "latest.duckdb").resolve(), (other.published / "latest.duckdb").resolve()
    with duckdb.connect(str(published[0]), read_only=True) as con:
        tables = [row[0] for row in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    assert {"warning", "judgement", "household_month", "person_month", "warning_event"} <= set(tables)
    for name in tables:
        assert _rows(published[0], name) == _rows(published[1], name), name
    assert standing(one.path) == standing(other.path)


def _rows(database: Path, table: str) -> tuple[list[str], int, int]:
    """A table's columns, the number of its rows and a digest of them all. No cell reaches a test's output."""
    with duckdb.connect(str(database), read_only=True) as con:
        columns = [row[0] for row in con.execute(f"DESCRIBE {table}").fetchall() if row[0] not in CLOCK]
        count, digest = con.execute(
            f"SELECT count(*), coalesce(bit_xor(md5_number(CAST(ROW({', '.join(columns)}) AS VARCHAR))), 0) FROM {table}"
        ).fetchall()[0]
    return columns, count, digest
