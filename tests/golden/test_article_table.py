"""The source article's figures beside the product's, asked of whole nights over the tracked samples.

Source: China Social News, 2022-06-22. The expected figures are never edited to make a build pass.
"""

import json
import shutil
from pathlib import Path

import pytest

from flows.cli import main
from flows.handbook import ROOT
from flows.stats.article import SAMPLES, Compared, compare
from flows.synth.article import write

pytestmark = pytest.mark.slow

ARTICLE = {
    "S2": {"252", "644100.00"},
    "S4": {"1378", "1272000.00"},
    "S5": {"474"},
    "S7": {"53 / 53"},
    "S9": {"11 + 21 = 32"},
    "S10": {"3000.00"},
    "S11": {"5226.00"},
    "S12": {"10"},
    "S13": {"11 + 5 + 8 = 24"},
    "S14": {"727000.00"},
    "S15": {"7830", "2349000.00"},
    "S17": {"791.00 → 871.00", "593.00 → 660.00", "1220.00, 962.00"},
}
"""What the article says, written down a second time: the sample's own file cannot drift with the product."""


@pytest.fixture(scope="module")
def compared() -> list[Compared]:
    return compare()


def test_every_figure_of_the_article_is_the_products_own(compared: list[Compared]) -> None:
    different = {(each.figure.en, each.figure.expected, each.found) for each in compared if not each.is_equal}
    assert not different


def test_every_system_of_the_article_has_a_row(compared: list[Compared]) -> None:
    assert {each.figure.system for each in compared} == {f"S{number}" for number in range(1, 18)}
    said = {each.figure.article for each in compared}
    assert {figure for figures in ARTICLE.values() for figure in figures} <= said


def test_the_handbook_shows_the_same_table(compared: list[Compared]) -> None:
    handbook = (ROOT / "docs" / "systems.md").read_text(encoding="utf-8")
    for each in compared:
        row = f"| {each.figure.system} | {each.place.name_zh} | {each.figure.zh} {each.figure.en} | {each.figure.article or ''} | {each.found} |"
        assert row in handbook, row


def test_the_samples_are_what_their_makers_write(tmp_path: Path) -> None:
    write(tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    kept = {path.relative_to(SAMPLES): path.read_bytes() for path in SAMPLES.rglob("*.csv")}
    assert made.keys() == kept.keys()
    assert [path for path in made if made[path] != kept[path]] == [], "run make samples"


def test_a_sample_that_does_not_come_to_the_figure_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One gift left out: the sum is another, the command says so and ends with 1."""
    sheet = (SAMPLES / "article.toml").read_text(encoding="utf-8")
    head, *parts = sheet.split("\n[[")
    kept = [part for part in parts if 'area = "15"' in part]
    (tmp_path / "article.toml").write_text("\n[[".join([head, *kept]), encoding="utf-8")
    shutil.copytree(SAMPLES / "15", tmp_path / "15")
    (gifts,) = (tmp_path / "15").rglob("*.csv")
    lines = gifts.read_text(encoding="utf-8").splitlines(keepends=True)
    gifts.write_text("".join([*lines[:1], *lines[2:]]), encoding="utf-8")
    monkeypatch.setattr("flows.stats.article.SAMPLES", tmp_path)
    assert main(["stats", "--article", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [row["is_equal"] for row in told] == [False, True]
