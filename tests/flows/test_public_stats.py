"""`doudi stats`: exact figures for the bureau, and coarse ones for everybody, which name nobody."""

import json
import re
import stat
from pathlib import Path

import pytest

from flows.cli import main
from tests.bureau import RURAL_VILLAGE, Bureau, member, number, settlement, twin_of

NAMES = ("欧阳某某", "司马某某")
URBAN, RURAL = "370902001", "370902201"


@pytest.fixture(scope="module")
def after_a_night(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """Nine households with a warning in one township, three in another."""
    made = Bureau(tmp_path_factory.mktemp("night") / "home")
    villages = {nth: {} if nth <= 9 else {"village": RURAL_VILLAGE} for nth in range(1, 13)}
    made.deliver(
        "household_member",
        "2022-05-18",
        [member(f"H{nth}", number(nth), NAMES[nth % 2], **village) for nth, village in villages.items()],
    )
    made.deliver(
        "medical_expense",
        "2022-05-18",
        [settlement(f"S{nth}", number(nth), "2022-05-01", "20500.00") for nth in villages],
    )
    made.night("2022-05-20")
    return made


@pytest.fixture
def bureau(after_a_night: Bureau, tmp_path: Path) -> Bureau:
    return twin_of(after_a_night, tmp_path / "home")


def stats(bureau: Bureau, *words: str) -> int:
    return main(["stats", *words, "--home", str(bureau.home.path)])


def test_without_public_the_figures_are_exact_and_say_that_they_are_internal(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stats(bureau, "--json") == 0
    told = capsys.readouterr()
    said = json.loads(told.out)
    assert "内部数字" in told.err and "not for publication" in told.err and said["is_internal"]
    assert said["total"] == 12
    assert {row["code"]: row["count"] for row in said["by_township"]} == {URBAN: 9, RURAL: 3, "": 0}
    for name in ("by_township", "by_rule", "by_severity"):
        assert sum(row["count"] for row in said[name]) == 12, name
    assert stats(bureau) == 0
    shown = capsys.readouterr()
    assert "内部数字" in shown.err and re.search(rf"{URBAN} .* 9 *$", shown.out, re.MULTILINE)


def test_public_figures_are_coarse_and_name_nobody(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "out"
    assert stats(bureau, "--public", "--json", "--out", str(to)) == 0
    told = capsys.readouterr()
    said = json.loads(told.out)
    assert (said["small"], said["step"], said["as_of"]) == (7, 5, "2022-05-20")
    townships, reasons, severities = (
        {row["code"]: row["households"] for row in table["figures"]} for table in said["tables"]
    )
    assert townships == {URBAN: "10", RURAL: "≤7", "": "≤7"}
    # A rule that found nobody has its row like any other: nobody sees by a row which rules found somebody.
    assert {"N01", "N05", "X04"} <= reasons.keys() and not {"R01", "S01"} & reasons.keys()
    assert list(severities) == ["red", "orange", "yellow", "blue"]

    stem = "公开统计_370902_2022-05-20"
    table, page = (to / f"{stem}.csv").read_text("utf-8-sig"), (to / f"{stem}.html").read_text("utf-8")
    assert f"370902,2022-05-20,乡镇（街道）,{RURAL},{RURAL},≤7" in table.splitlines()
    assert all(each["households"] in page for figures in said["tables"] for each in figures["figures"])
    assert all(zh in page and en in page for zh, en in said["notes"])
    assert {stat.S_IMODE(path.stat().st_mode) for path in to.iterdir()} == {0o600}
    everything = told.out + told.err + table + page
    assert not any(name in everything for name in (*NAMES, "990101", RURAL_VILLAGE, "cny", "元"))
    line = (bureau.home.path / "audit" / "access.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(line)["command"] == "stats --public" and stem in line

    before = {path.name: path.read_bytes() for path in to.iterdir()}
    assert stats(bureau, "--public", "--out", str(to)) == 2
    assert "E-EXPORT-IN-PLACE" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in to.iterdir()} == before


def test_a_locality_may_be_stricter(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    (bureau.home.path / "standards" / "370902.toml").write_text(
        'area = "370902"\n[[public_small_count]]\nvalue = 10\nvalid_from = 2022-01-01\nsource = "x"\n',
        "utf-8",
    )
    assert stats(bureau, "--public", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["small"] == 10
    assert {row["households"] for row in said["tables"][0]["figures"]} == {"≤10"}


def test_of_a_month_its_last_night(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    bureau.night("2022-06-01")
    for words, as_of in ((["--month", "2022-05"], "2022-05-20"), ([], "2022-06-01")):
        assert stats(bureau, "--public", "--json", *words) == 0
        assert json.loads(capsys.readouterr().out)["as_of"] == as_of
    assert stats(bureau, "--public", "--month", "2021-12") == 1
    assert "E-NOT-FOUND" in capsys.readouterr().err
    with pytest.raises(SystemExit) as refused:
        stats(bureau, "--month", "2022-13")
    assert refused.value.code == 2


def test_nothing_is_printed_where_nobody_has_said_what_is_small(
    bureau: Bureau, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.stats.public.in_force", lambda *_: {})
    assert stats(bureau, "--public") == 1
    told = capsys.readouterr()
    assert "E-NOT-FOUND" in told.err and "public_small_count" in told.err and not told.out


def test_a_file_of_exact_figures_is_not_made(bureau: Bureau, tmp_path: Path) -> None:
    assert stats(bureau, "--out", str(tmp_path / "out")) == 2
    assert not (tmp_path / "out").exists()


def test_a_home_without_a_night_has_no_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(Bureau(tmp_path / "new"), "--public") == 1
    assert "E-NO-NIGHT" in capsys.readouterr().err
