"""A whole sample county: every spoiled line is found, every story of the cast ends as written, nothing leaks."""

import csv
import json
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from flows import home
from flows.ingest.landing import scan
from flows.nightly import run_night
from flows.publish.saved_queries import saved_queries
from flows.synth import CAST, write_extracts
from flows.tonight import Outcome
from schemas.published import TABLES
from schemas.published.version import VERSIONS
from tests.bureau import Bureau

pytestmark = pytest.mark.slow
AS_OF = date(2022, 6, 22)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bureau, Outcome, Path]:
    path = tmp_path_factory.mktemp("county")
    bureau = Bureau(path / "home")
    write_extracts(
        bureau.home.landing, households=1500, seed=7, as_of=AS_OF, dirty=0.01, truth=path / "truth"
    )
    return bureau, bureau.night(AS_OF), path / "truth"


def test_every_spoiled_line_is_quarantined_and_no_other(county: tuple[Bureau, Outcome, Path]) -> None:
    bureau, _, truth = county
    with (truth / "spoiled.csv").open(encoding="utf-8-sig", newline="") as file:
        spoiled = {
            (row["extract"], row["delivered_on"], row["file"], int(row["line"]))
            for row in csv.DictReader(file)
            if row["is_harmless"] == "0"
        }
    refused = {
        (extract, str(day), file, line)
        for extract, day, file, line in bureau.ask(
            "SELECT extract, delivered_on, file_name, line FROM quarantine"
        )
    }
    assert len(spoiled) > 100
    assert refused == spoiled


def test_every_line_is_accounted_for_against_an_independent_count(
    county: tuple[Bureau, Outcome, Path],
) -> None:
    bureau, _, _ = county
    counted = {
        (arrival.extract, arrival.delivered_on, arrival.path.name): len(
            arrival.path.read_bytes().splitlines()
        )
        - 1
        for arrival in scan(bureau.home.landing).arrivals
        if arrival.path.suffix == ".csv"
    }
    recorded = {
        (extract, day, file): (rows_in, parts)
        for extract, day, file, rows_in, parts in bureau.ask(
            """SELECT extract, delivered_on, file_name, rows_in,
            rows_loaded + rows_collapsed + rows_quarantined + rows_skipped FROM delivery WHERE file_name LIKE '%.csv'"""
        )
    }
    assert {key: (lines, lines) for key, lines in counted.items()} == recorded
    assert bureau.ask(
        "SELECT count(*) FROM delivery WHERE amount_in_cny <> amount_loaded_cny + amount_quarantined_cny"
    ) == [(0,)]


def test_the_cast_ends_as_written(county: tuple[Bureau, Outcome, Path]) -> None:
    _bureau, outcome, truth = county
    codes = {rule.rule.header.title_zh: rule.rule.code for rule in outcome.judgements}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    (total,) = outcome.exports.glob("预警核查总表_*.csv")
    with total.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            assert row["家庭编号"] not in found
            for title in row["预警类型"].split("；"):
                found[row["家庭编号"]][codes[title]] = row["建议救助金额(元)"]
    stories = json.loads((truth / "cast.json").read_text(encoding="utf-8"))
    assert len(stories) == len(CAST)
    judged = {judgement.rule.code for judgement in outcome.judgements if judgement.is_judged}
    for story in stories:
        hits = found[story["household_id"]]
        if story["holds_from"] <= AS_OF.isoformat():
            assert judged & set(story["hits"]) <= hits.keys(), story["title"]
        assert not set(story["misses"]) & hits.keys(), story["title"]
        if story["suggested_cny"] and len(story["hits"]) == 1 and len(hits) == 1:
            assert hits[story["hits"][0]] == story["suggested_cny"], story["title"]


def test_every_household_is_on_exactly_one_list_and_every_warning_under_its_line(
    county: tuple[Bureau, Outcome, Path],
) -> None:
    bureau, outcome, _ = county
    listed: list[tuple[str, str]] = []
    for path in outcome.exports.glob("预警核查清单_*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            listed += [(row["预警编号"], path.name.split("_")[1]) for row in csv.DictReader(file)]
    assert sorted(listed) == bureau.ask(
        "SELECT warning_id, township_code FROM warning WHERE warning_id = visit_warning_id ORDER BY 1"
    )
    ((warnings, listed_warnings, households, lines),) = bureau.ask(
        """SELECT count(*), count(visit_warning_id), count(DISTINCT household_key), count(DISTINCT visit_warning_id)
        FROM warning"""
    )
    assert warnings == listed_warnings > households == lines == len(listed)


def test_no_identity_number_and_no_full_name_leaves_the_warehouse(
    county: tuple[Bureau, Outcome, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    bureau, outcome, truth = county
    people = [
        person
        for story in json.loads((truth / "cast.json").read_text(encoding="utf-8"))
        for person in story["members"]
    ]
    numbers = {person["id_number"] for person in people}
    # Names of three characters and more: a shorter one can stand inside an ordinary word.
    names = {person["name"] for person in people if len(person["name"]) >= 3}
    from flows.summary import tell

    tell(bureau.home, outcome)
    capture = capfd.readouterr()
    texts = {"terminal": capture.out + capture.err}
    for path in [*outcome.exports.glob("*.csv"), *outcome.exports.glob("*.json"), outcome.report]:
        texts[path.name] = path.read_text(encoding="utf-8-sig")
    for table, column in bureau.ask(
        "SELECT table_schema || '.' || table_name, column_name FROM information_schema.columns WHERE data_type IN ('VARCHAR', 'JSON', 'VARCHAR[]')"
    ):
        values = bureau.ask(f'SELECT DISTINCT CAST("{column}" AS VARCHAR) FROM {table}')
        texts[f"{table}.{column}"] = "\n".join(str(value) for (value,) in values)
    for place, text in texts.items():
        without_digests = re.sub(r"\b[0-9a-f]{20,64}\b", "", text)
        assert not re.search(r"(?<![0-9a-f])\d{17}[\dXx](?![0-9a-f])", without_digests), place
        assert not [number for number in numbers if number in text], place
        assert not [name for name in names if name in text], place


def test_a_workbook_names_the_head_and_nobody_else(county: tuple[Bureau, Outcome, Path]) -> None:
    import openpyxl

    _, outcome, truth = county
    stories = json.loads((truth / "cast.json").read_text(encoding="utf-8"))
    heads = {story["members"][0]["name"] for story in stories}
    # Where the head died or is away another member is the head today, and is named.
    others = {
        person["name"]
        for story in stories
        for person in story["members"][1:]
        if len(person["name"]) >= 3 and not story["members"][0]["is_gone"]
    }
    (path,) = outcome.exports.glob("预警核查清单_370902001_*.xlsx")
    cells = [
        str(cell)
        for sheet in openpyxl.load_workbook(path, read_only=True).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    assert any(cell in heads for cell in cells)
    assert not [cell for cell in cells if cell in others]
    assert not [cell for cell in cells if re.search(r"\d{17}[\dXx]", cell) and len(cell) < 40]


def test_a_second_home_with_the_same_deliveries_says_the_same(
    county: tuple[Bureau, Outcome, Path], tmp_path: Path
) -> None:
    bureau, outcome, _ = county
    other = home.make(tmp_path, "370902")
    other.landing.rmdir()
    other.landing.symlink_to(bureau.home.landing)
    again = run_night(other, AS_OF)
    assert again.content_digest == outcome.content_digest
    for path in sorted(outcome.exports.iterdir()):
        assert path.read_bytes() == (again.exports / path.name).read_bytes(), path.name


def test_a_rule_file_runs_unchanged_on_the_published_database(county: tuple[Bureau, Outcome, Path]) -> None:
    import duckdb

    bureau, outcome, _ = county
    with duckdb.connect(str(bureau.home.published / "latest.duckdb"), read_only=True) as con:
        con.execute("USE signals")
        for judgement in outcome.judgements:
            text = (Path("rules") / f"{judgement.rule.id}.sql").read_text(encoding="utf-8")
            assert len(con.execute(text).fetchall()) == judgement.hit_count


def test_the_parquet_twin_says_the_same_row_for_row_and_what_its_columns_mean(
    county: tuple[Bureau, Outcome, Path],
) -> None:
    import duckdb
    import pyarrow.parquet as pq

    published = county[0].home.published
    folder = (published / "latest.parquet").resolve()
    assert folder.name == (published / "latest.duckdb").resolve().with_suffix(".parquet").name
    assert {path.name for path in folder.iterdir()} == {f"{table.name}.parquet" for table in TABLES}
    assert folder.stat().st_mode & 0o077 == 0
    with duckdb.connect(str(published / "latest.duckdb"), read_only=True) as con:
        assert con.execute("SELECT max(version) FROM published_version").fetchall() == [
            (VERSIONS[-1].version,)
        ]
        for table in TABLES:
            path = folder / f"{table.name}.parquet"
            assert path.stat().st_mode & 0o077 == 0
            assert (
                con.execute(f"FROM {table.name}").fetchall()
                == con.execute("FROM read_parquet(?)", [str(path)]).fetchall()
            )
            described = [
                con.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM {place})").fetchall()
                for place in (table.name, f"'{path}'")
            ]
            assert described[0] == described[1]
            meaning = json.loads((pq.read_schema(path).metadata or {})[b"doudi"])
            assert list(meaning["columns"]) == list(table.names) and meaning["key"] == list(table.key)


def test_saved_queries_answer_and_are_read_through_another_database_too(
    county: tuple[Bureau, Outcome, Path],
) -> None:
    import duckdb

    latest = county[0].home.published / "latest.duckdb"
    queries = list(saved_queries())
    assert len(queries) >= 20
    with duckdb.connect(str(latest), read_only=True) as con, duckdb.connect() as other:
        other.execute(f"ATTACH '{latest}' AS night (READ_ONLY)")
        comments = dict(
            con.execute(
                "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'saved'"
            ).fetchall()
        )
        assert comments == {query.name: f"{query.zh} / {query.en}" for query in queries}
        answered = set()
        for query in queries:
            rows = con.execute(f"FROM saved.{query.name}").fetchall()
            assert (
                rows
                == con.execute(query.sql).fetchall()
                == other.execute(f"FROM night.saved.{query.name}").fetchall()
            )
            answered |= {query.name} if rows else set()
    # One night without answers, decisions or objections has nothing to say of these.
    assert {query.name for query in queries} - answered <= {
        "files_let_in",
        "from_warning_to_help",
        "hidden_from_lists",
        "identity_doubts",
        "late_standard_differences",
        "objections_waiting",
        "precision_of_rules",
        "silent_sample_estimate",
    }
