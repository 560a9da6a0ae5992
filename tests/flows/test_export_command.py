"""`doudi export`: lists handed out whole, once, and noted."""

import csv
import json
import stat
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

from flows.cli import main
from tests.bureau import RURAL_VILLAGE, Bureau, member, number, settlement, twin_of

WHO = number(1)


@pytest.fixture(scope="module")
def after_a_night(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = Bureau(tmp_path_factory.mktemp("night") / "home")
    made.deliver(
        "household_member",
        "2022-05-18",
        [member("H1", WHO, "欧阳某某"), member("H2", number(2), "司马某某", village=RURAL_VILLAGE)],
    )
    made.deliver(
        "medical_expense",
        "2022-05-18",
        [settlement(f"S{nth}", number(nth), "2022-05-01", "20500.00") for nth in (1, 2)],
    )
    made.night("2022-05-20")
    return made


@pytest.fixture
def bureau(after_a_night: Bureau, tmp_path: Path) -> Bureau:
    return twin_of(after_a_night, tmp_path / "home")


def export(bureau: Bureau, to: Path, *words: str) -> int:
    return main(["export", "--to", str(to), *words, "--home", str(bureau.home.path)])


def test_a_night_is_handed_out_whole(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "out"
    assert export(bureau, to) == 0
    said = capsys.readouterr()
    made = {path.name: path.read_bytes() for path in (bureau.home.exports / "2022-05-20").iterdir()}
    assert {path.name: path.read_bytes() for path in to.iterdir()} == made
    assert {stat.S_IMODE(path.stat().st_mode) for path in to.iterdir()} == {0o600}
    assert all(name in said.out for name in made) and "已交付" in said.out and "handed out" in said.out
    assert WHO not in said.out + said.err and "欧阳某某" not in said.out + said.err

    lines = [
        json.loads(line)
        for line in (bureau.home.path / "audit" / "access.jsonl").read_text("utf-8").splitlines()
        if '"command": "export"' in line
    ]
    assert len(lines) == len(made)
    assert all(
        any(name in line["what"] and "rows=" in line["what"] and "sha256=" in line["what"] for line in lines)
        for name in made
    )
    # The home's last night is long past: it goes by its own calendar.
    (decision,) = (bureau.home.landing / "decision" / "2022-05-21").iterdir()
    written = json.loads(decision.read_text("utf-8"))
    assert (written["kind"], written["listed_on"]) == ("dispatch", "2022-05-20")
    assert "township_code" not in written


def test_lists_slips_manifest_and_published_tables_agree(bureau: Bureau) -> None:
    """Every number stands in exactly one township's list, and everywhere the counts and sums are the same."""
    folder = bureau.home.exports / "2022-05-20"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    lists: list[str] = []
    suggested = Decimal(0)
    slips = 0
    for file in manifest["files"]:
        text = (folder / file["file_name"]).read_bytes().decode("utf-8-sig", "replace")
        if file["kind"] == "html":
            assert text.count("<section") == file["rows"]
            slips += file["rows"]
        if file["file_name"].startswith("预警核查清单") and file["kind"] == "csv":
            rows = list(csv.DictReader(StringIO(text)))
            assert len(rows) == file["rows"]
            lists += [row["预警编号"] for row in rows]
            suggested += sum(Decimal(row["建议救助金额(元)"] or 0) for row in rows)
    published = bureau.ask(
        """SELECT visit_warning_id, max(suggested_cny) FROM warning
        WHERE visit_warning_id IS NOT NULL GROUP BY visit_warning_id"""
    )
    assert len(published) >= 2 and sorted(lists) == sorted(number for number, _ in published)
    assert slips == manifest["totals"]["rows"] == len(lists)
    assert suggested == Decimal(manifest["totals"]["suggested_cny"]) == sum(cny or 0 for _, cny in published)


def test_one_township_gets_its_own_files_only(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "out"
    words = ("--township", "370902001", "--as-of", "2022-05-20", "--on", "2022-05-23", "--json")
    assert export(bureau, to, *words) == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(path.name for path in to.iterdir()) == [
        "入户核查单_370902001_2022-05-20.html",
        "预警核查清单_370902001_2022-05-20.csv",
        "预警核查清单_370902001_2022-05-20.xlsx",
    ]
    assert {file["township_code"] for file in told["files"]} == {"370902001"}
    (decision,) = (bureau.home.landing / "decision" / "2022-05-23").iterdir()
    assert json.loads(decision.read_text("utf-8"))["township_code"] == "370902001"


def test_what_an_office_filled_in_is_never_overwritten(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "out"
    assert export(bureau, to) == export(bureau, to) == 0
    assert "原已在 was there" in capsys.readouterr().out
    filled = to / "预警核查清单_370902001_2022-05-20.xlsx"
    filled.write_bytes(b"filled in")
    (to / "manifest.json").unlink()
    assert export(bureau, to) == 2
    assert "E-EXPORT-IN-PLACE" in capsys.readouterr().err
    # Nothing at all is copied then.
    assert filled.read_bytes() == b"filled in" and not (to / "manifest.json").exists()


def test_only_what_the_night_wrote_leaves(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (bureau.home.exports / "2022-05-20" / "预警核查清单_370902001_2022-05-20.csv").write_text("changed")
    assert export(bureau, tmp_path / "out") == 1
    assert "E-EXPORT-CHANGED" in capsys.readouterr().err
    assert not (tmp_path / "out").exists() and not (bureau.home.landing / "decision").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--as-of", "2022-05-19"), "E-NOT-FOUND"),
        (("--township", "370902999"), "E-NOT-FOUND"),
        (("--township", "370902"), "E-NOT-FOUND"),
        (("--on", "2022-05-19"), "E-USAGE"),
    ],
)
def test_what_is_not_there_is_said(
    bureau: Bureau, tmp_path: Path, words: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(bureau, tmp_path / "out", *words) != 0
    assert code in capsys.readouterr().err and not (tmp_path / "out").exists()
