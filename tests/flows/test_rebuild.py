"""The landing folder is the truth: a warehouse that is damaged or gone is made from it again, and says the same."""

import shutil
from pathlib import Path

import duckdb
import pytest

from flows.cli import main
from flows.rebuild import published_nights, rebuild
from schemas.faults import DoudiError
from tests.bureau import Bureau, member, number, settlement
from tests.flows.test_nights import tree

DAYS = ("2022-05-18", "2022-05-19")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Bureau(tmp_path_factory.mktemp("county") / "home")
    made.deliver("household_member", DAYS[0], [member(f"H{place}", number(place)) for place in range(1, 5)])
    made.deliver("benefit", DAYS[0], ["H9,,最低生活保障,2020-01-01,,,"])
    for place, day in enumerate(DAYS, start=1):
        made.deliver(
            "medical_expense", day, [settlement(f"S{place}", number(place), "2022-05-01", "20500.00")]
        )
        made.night(day)
    return made.home.path


@pytest.fixture
def bureau(county: Path, tmp_path: Path) -> Bureau:
    return Bureau(shutil.copytree(county, tmp_path / "home", symlinks=True))


def visible(bureau: Bureau) -> dict[str, str]:
    return {
        name: digest
        for name, digest in tree(bureau.home.path).items()
        if not name.startswith(("warehouse", ".", "audit"))
    }


def events(bureau: Bureau) -> list[tuple[object, ...]]:
    with duckdb.connect(str(bureau.home.warehouse), read_only=True) as con:
        return con.execute(
            "SELECT run_id, warning_id, event_on, step, change, state FROM warning_event ORDER BY ALL"
        ).fetchall()


def spoil(path: Path) -> None:
    """One flipped bit in the middle, as a tired disk makes it, and a torn log beside."""
    content = bytearray(path.read_bytes())
    for place in range(4096, len(content), 4096):
        content[place + 100] ^= 1
    path.write_bytes(content)
    path.with_name(path.name + ".wal").write_bytes(b"torn")


@pytest.mark.parametrize("mishap", ["gone", "spoilt"])
def test_a_warehouse_made_anew_says_the_same(
    bureau: Bureau, mishap: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, known, nights = visible(bureau), events(bureau), published_nights(bureau.home)
    if mishap == "gone":
        bureau.home.warehouse.unlink()
    else:
        spoil(bureau.home.warehouse)
        assert main(["run", "--as-of", "2022-05-20", "--home", str(bureau.home.path)]) == 1
        assert "doudi rebuild" in capsys.readouterr().err
    assert main(["rebuild", "--home", str(bureau.home.path)]) == 0
    assert "2 晚与公布的一致" in capsys.readouterr().out
    assert visible(bureau) == before and events(bureau) == known and published_nights(bureau.home) == nights
    assert len(list(bureau.home.path.glob("warehouse-*.duckdb"))) == (mishap == "spoilt")
    outcome = bureau.night("2022-05-20")
    (found,) = [w for w in bureau.warnings("N05") if str(w["opened_on"]) == DAYS[1]]
    assert found["change"] == "continuing" and outcome.run_id == "R20220520-01"


def test_what_differs_is_told_and_what_was_published_stands(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    before = visible(bureau)
    late = next((bureau.home.landing / "medical_expense" / DAYS[1]).iterdir())
    late.unlink()
    done = rebuild(bureau.home)
    assert [str(night.as_of) for night in done.differing] == [DAYS[1]] and done.exit_code == 3
    after = visible(bureau)
    assert {name: digest for name, digest in before.items() if late.name not in name} == {
        name: digest for name, digest in after.items() if late.name not in name
    }


def test_without_a_published_night_nothing_is_touched(bureau: Bureau) -> None:
    shutil.rmtree(bureau.home.published)
    bureau.home.published.mkdir()
    before = tree(bureau.home.path)
    with pytest.raises(DoudiError) as refused:
        rebuild(bureau.home)
    assert refused.value.fault.code == "E-NO-NIGHT"
    assert {name: d for name, d in tree(bureau.home.path).items() if "/." not in name and name[0] != "."} == {
        name: d for name, d in before.items() if "/." not in name and name[0] != "."
    }
