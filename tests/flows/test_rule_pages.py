"""A rule's page says everything about it; the command says it for one's own area, with the record of one's own home."""

import importlib
import json
from pathlib import Path

import duckdb
import pytest

from flows import cli, handbook, home
from flows.handbook.rule_pages import FOLDER, rule_pages
from rules.load import Rule, load_rules
from schemas.published import TABLES
from tests.worked_examples import examples

RULES = load_rules()
PAGES = rule_pages(handbook.ROOT)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_has_the_law_the_inputs_the_values_and_the_condition(rule: Rule) -> None:
    page = PAGES[FOLDER / f"{rule.code}.md"]
    latest = [other for other in RULES if other.code == rule.code][-1]
    for said in (
        f"# {rule.code} ",
        rule.header.title_zh if rule == latest else "",
        *(basis.cite for basis in latest.header.basis),
        *(f"| `{name}` |" for name in latest.header.reads),
        *(f"| `{key}` " for key in latest.header.parameters),
        latest.condition,
        f"| {rule.header.valid_from} |",
        f"`rules/{rule.id}.sql`",
    ):
        assert said in page, said
    assert f"({rule.code}.md)" in PAGES[FOLDER / "README.md"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_has_every_worked_example(rule: Rule) -> None:
    page = PAGES[FOLDER / f"{rule.code}.md"]
    for path in (handbook.ROOT / "tests/rules").glob(f"test_{rule.code.lower()}_*.py"):
        cases = importlib.import_module(f"tests.rules.{path.stem}").CASES
        assert all(f"| {example.case} |" in page for example in examples(cases))


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """A home with two published nights: a warning of N01 that was refuted and cleared, one that is open."""
    path = home.make(tmp_path / "home", "370902").path
    with duckdb.connect(str(path / "published" / "latest.duckdb")) as con:
        for table in TABLES:
            con.execute(table.create())
        con.execute(
            """INSERT INTO run (run_id, as_of, state) VALUES
            ('R1', DATE '2022-06-21', 'published'), ('R2', DATE '2022-06-22', 'published_with_remark')"""
        )
        con.execute(
            """INSERT INTO judgement (run_id, rule_code, is_judged, hit_count) VALUES
            ('R1', 'N01', true, 2), ('R2', 'N01', true, 1), ('R1', 'N02', true, 4), ('R2', 'N02', false, 0)"""
        )
        con.execute(
            """INSERT INTO warning (warning_id, rule_code, state, is_listed, closed_on) VALUES
            ('W1', 'N01', 'cleared', false, DATE '2022-06-22'), ('W2', 'N01', 'open', true, NULL), ('W3', 'N02', 'open', true, NULL)"""
        )
        con.execute(
            """INSERT INTO warning_event (warning_id, event_no, state) VALUES
            ('W1', 1, 'open'), ('W1', 2, 'refuted'), ('W1', 3, 'cleared'), ('W2', 1, 'open'), ('W3', 1, 'open')"""
        )
    return path


def test_the_command_counts_what_became_of_a_rules_warnings(
    bureau: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ("--home", str(bureau), "--as-of", "2022-06-22")
    assert cli.main(["rules", "n01", "--json", *place]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["record"] == {
        "nights": 2,
        "judged": 2,
        "hits_last_night": 1,
        "warnings": 2,
        "open": 1,
        "confirmed": 0,
        "refuted": 1,
        "withdrawn": 0,
        "cleared": 1,
    }
    assert found["area"] == "370902" and found["is_in_force"]
    assert {"871"} <= {row["value"] for row in found["values"]}
    assert cli.main(["rules", "N02", "--json", *place]) == 0
    record = json.loads(capsys.readouterr().out)["record"]
    assert (record["judged"], record["hits_last_night"], record["open"]) == (1, None, 1)


def test_the_command_says_it_in_words(bureau: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "N01", "--home", str(bureau), "--as-of", "2022-06-22"]) == 0
    said = capsys.readouterr().out
    for words in ("低保疑似未保", "社会救助暂行办法第九条", "871 元/人·月", "WHERE", "核查不属实 refuted"):
        assert words in said, words
    assert cli.main(["rules", "N01", "--home", str(bureau), "--as-of", "2010-01-01"]) == 0
    assert "未施行 / not in force" in capsys.readouterr().out


def test_a_rule_with_an_amount_shows_of_what_it_is_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "| `relief_multiple` 临时救助倍数(月数) | illness 因病 | — | 6 倍" in PAGES[FOLDER / "N05.md"]
    assert "relief_multiple" not in PAGES[FOLDER / "N01.md"]
    assert (
        cli.main(["rules", "N05", "--area", "320582", "--home", str(tmp_path), "--as-of", "2022-06-22"]) == 0
    )
    assert "— 不提出金额 no amount" in capsys.readouterr().out


def test_another_area_and_no_home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ("--home", str(tmp_path / "none"), "--as-of", "2022-06-22")
    assert cli.main(["rules", "N01", "--area", "320582", *place]) == 0
    said = capsys.readouterr().out
    assert "不判断 not judged" in said and "还没有发布过的夜晚" in said
    assert cli.main(["rules", "N99", *place]) == 1
    assert "E-NOT-FOUND" in capsys.readouterr().err
