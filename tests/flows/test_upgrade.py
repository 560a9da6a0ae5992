"""A home of an older package goes on under this one as if it had always been its own; a newer one is refused."""

from pathlib import Path

import duckdb
import pytest

from flows.cli import main
from flows.upgrade import upgrade
from schemas.warehouse import VERSION
from tests.bureau import Bureau
from tests.flows.kept_homes import unpack, versions
from tests.flows.test_nights import tree
from tests.flows.test_scheduled import NIGHT, fill

pytestmark = pytest.mark.slow

NEXT = "2022-05-19"


def change(bureau: Bureau, *statements: str) -> None:
    with duckdb.connect(str(bureau.home.warehouse)) as con:
        for statement in statements:
            con.execute(statement)


OLDER = [version for version in versions() if version < VERSION]


@pytest.fixture
def older(tmp_path: Path) -> Bureau:
    """As the oldest package that we know of left it."""
    return unpack(OLDER[0], tmp_path / "older")


def kept(bureau: Bureau) -> list[Path]:
    return sorted(bureau.home.path.glob("warehouse-*.duckdb"))


def test_a_home_of_this_version_is_kept_for_those_to_come() -> None:
    assert versions()[-1] == VERSION, "python -m tests.flows.kept_homes"


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """The same nights by this package alone."""
    made = fill(tmp_path_factory.mktemp("twin") / "home")
    made.night(NIGHT)
    made.night(NEXT)
    return made


@pytest.mark.parametrize("version", versions())
def test_the_next_night_is_that_of_a_home_that_was_never_older(
    version: int, twin: Bureau, tmp_path: Path
) -> None:
    bureau = unpack(version, tmp_path / "older")
    before = bureau.home.warehouse.read_bytes()
    assert bureau.night(NEXT).exit_code == 3
    # What was published before still is, under its number, and its warning goes on.
    runs = "SELECT run_id, as_of, state FROM run ORDER BY as_of"
    assert bureau.ask(runs) == twin.ask(runs)
    assert [stands(found) for found in bureau.warnings()] == [stands(found) for found in twin.warnings()]
    assert [found["opened_on"] for found in bureau.warnings()] == [NIGHT]
    assert [path.read_bytes() for path in kept(bureau)] == [before] * (version < VERSION)
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept(bureau))
    again = bureau.night(NEXT)
    assert again.is_repeated and len(kept(bureau)) == (version < VERSION)


def stands(warning: dict[str, object]) -> list[object]:
    """What an office goes by; rules' texts may change from one package to the next."""
    return [
        warning[name]
        for name in ("warning_id", "state", "change", "opened_on", "due_on", "last_seen_on", "suggested_cny")
    ]


def test_cut_off_on_the_way_it_begins_anew(older: Bureau) -> None:
    (older.home.path / "warehouse.upgrade.duckdb").write_bytes(b"half a file")
    assert older.night(NEXT).exit_code == 3
    assert not (older.home.path / "warehouse.upgrade.duckdb").exists()


def test_looking_something_up_says_that_the_next_night_upgrades(
    older: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(older.home.path)
    assert main(["quarantine", "list", "--home", str(older.home.path)]) == 1
    assert "下一晚运行时升级" in capsys.readouterr().err
    assert tree(older.home.path) == before


def test_a_newer_home_is_refused_and_left_alone(older: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    change(older, f"UPDATE warehouse_version SET version = {VERSION + 1}")
    before = older.home.warehouse.read_bytes()
    for command in (["run", "--as-of", NEXT], ["quarantine", "list"], ["doctor"]):
        assert main([*command, "--home", str(older.home.path)]) == 1
        said = capsys.readouterr()
        assert "由更新的程序建立" in said.out + said.err
    assert older.home.warehouse.read_bytes() == before and not kept(older)


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("ALTER TABLE episode ADD COLUMN forgotten VARCHAR", "episode: forgotten"),
        ("CREATE TABLE forgotten AS SELECT 1 AS one", "forgotten: one"),
    ],
)
def test_what_this_package_has_no_place_for_is_never_dropped(
    older: Bureau, statement: str, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(older, statement)
    before = older.home.warehouse.read_bytes()
    assert main(["run", "--as-of", NEXT, "--home", str(older.home.path)]) == 1
    said = capsys.readouterr().err
    assert "E-WAREHOUSE" in said and where in said
    assert older.home.warehouse.read_bytes() == before and not kept(older)


def test_a_table_that_does_not_arrive_whole_is_not_used(
    older: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows import upgrade as module

    statements = module.create_all()
    spoilt = [
        *statements,
        "DROP TABLE episode",
        "CREATE TABLE episode (warning_id VARCHAR, rule_code VARCHAR, "
        "household_id VARCHAR, person_no INTEGER, opened_on TIMESTAMP)",
    ]
    monkeypatch.setattr(module, "create_all", lambda: spoilt)
    before = older.home.warehouse.read_bytes()
    assert main(["run", "--as-of", NEXT, "--home", str(older.home.path)]) == 1
    assert "E-RECONCILE" in capsys.readouterr().err
    assert older.home.warehouse.read_bytes() == before and not kept(older)


def test_a_home_of_this_version_or_none_at_all_is_left_alone(tmp_path: Path) -> None:
    bureau = fill(tmp_path / "home")
    assert upgrade(bureau.home) is None
    bureau.night(NIGHT)
    before = tree(bureau.home.path)
    assert upgrade(bureau.home) is None and tree(bureau.home.path) == before
