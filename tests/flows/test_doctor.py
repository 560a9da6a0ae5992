"""The doctor names each thing that is wrong, why, and how to mend it; and changes nothing by looking."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from flows import home
from flows.cli import main
from flows.doctor import nights
from flows.lock import only_one
from flows.overdue_night import overdue_since
from tests.bureau import Bureau, twin_of
from tests.flows.test_nights import tree
from tests.flows.test_scheduled import NIGHT, fill

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def after_a_night(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = fill(tmp_path_factory.mktemp("night") / "home")
    made.night(NIGHT)
    return made


@pytest.fixture
def bureau(after_a_night: Bureau, tmp_path: Path) -> Bureau:
    return twin_of(after_a_night, tmp_path / "home")


def findings(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    main(["doctor", "--json", "--home", str(bureau.home.path)])
    return {found["what"]: found for found in json.loads(capsys.readouterr().out)}


def run_of(state: str, number: int) -> Callable[[Bureau], None]:
    def enter(bureau: Bureau) -> None:
        with home.warehouse(bureau.home) as con:
            con.execute(
                """INSERT INTO run (run_no, run_id, as_of, known_at, started_at, state, is_official)
                VALUES (?, ?, DATE '2022-05-19', DATE '2022-05-19', TIMESTAMP '2099-01-01', ?, TRUE)""",
                [number, f"R20220519-{number:02d}", state],
            )

    return enter


def unreadable_name(bureau: Bureau) -> None:
    bureau.deliver("income", "2022-05-19", ["1,2"], header="甲,乙")


def stray_log(bureau: Bureau) -> None:
    (bureau.home.published / "latest.duckdb.wal").touch()


def lost(bureau: Bureau) -> None:
    bureau.home.warehouse.unlink()


def open_key(bureau: Bureau) -> None:
    (bureau.home.path / "secrets" / "person.key").chmod(0o644)


def open_addresses(bureau: Bureau) -> None:
    path = bureau.home.path / "secrets" / "notices"
    path.write_text("json://x/")
    path.chmod(0o644)


@pytest.mark.parametrize(
    ("wrong", "what", "state", "why", "fix"),
    [
        (run_of("held", 2), "暂停的一晚 a night held", "warn", "R20220519-02", "approve R20220519-02"),
        (run_of("running", 2), "中断的一晚 a night cut off", "warn", "R20220519-02", "下一次运行"),
        (run_of("failed", 2), "时钟 clock", "bad", "2099-01-01", "校准"),
        (unreadable_name, "数据合同 contract 收入", "warn", "landing/income/2022-05-19", "doudi template"),
        (stray_log, "发布目录 published", "bad", "latest.duckdb.wal", "移走"),
        (lost, "数据仓库 warehouse", "bad", "不在了", "rebuild"),
        (open_key, "权限 rights person.key", "bad", "0o644", "chmod go-rwx"),
        (open_addresses, "通知 notices", "bad", "密码", "chmod go-rwx"),
    ],
)
def test_each_fault_is_named_with_its_mending(
    bureau: Bureau,
    wrong: Callable[[Bureau], None],
    what: str,
    state: str,
    why: str,
    fix: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert what not in (found := findings(bureau, capsys)) or found[what]["state"] == "ok"
    wrong(bureau)
    before = tree(bureau.home.path)
    found = findings(bureau, capsys)[what]
    assert found["state"] == state and why in found["why"] and fix in found["fix"]
    assert tree(bureau.home.path) == before


def test_a_home_in_order_says_what_was_looked_at(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    found = findings(bureau, capsys)
    for what in (
        "时钟 clock",
        "遥测 telemetry",
        "运行锁 lock",
        "通知 notices",
        "数据合同 contracts",
        "数据仓库 warehouse",
    ):
        assert found[what]["state"] == "ok", found[what]
    assert "没有人在运行" in found["运行锁 lock"]["why"]


def test_it_says_who_is_at_work(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    with only_one(bureau.home.path):
        assert "pid " in findings(bureau, capsys)["运行锁 lock"]["why"]


@pytest.mark.parametrize(
    ("moment", "is_overdue"),
    [
        ("2022-05-19 23:31", False),  # the night of the 19th has just begun
        ("2022-05-20 05:29", False),
        ("2022-05-20 05:30", True),
        ("2022-05-20 08:00", True),
        ("2022-05-18 23:59", False),
    ],
)
def test_a_night_is_overdue_by_the_morning(moment: str, is_overdue: bool) -> None:
    with duckdb.connect() as con:
        con.execute("CREATE TABLE published_run AS SELECT DATE '2022-05-18' AS as_of")
        found = overdue_since(con, datetime.fromisoformat(moment))
        assert (found == NIGHT) is is_overdue
        con.execute("DELETE FROM published_run")
        assert overdue_since(con, datetime.fromisoformat(moment)) is None


def test_a_sample_county_has_no_night_to_wait_for(tmp_path: Path) -> None:
    demo = home.make(tmp_path / "demo", "370902", is_demo=True)
    with home.warehouse(demo):
        pass
    assert [found.state for found in nights.look(demo, datetime(2026, 1, 1))] == ["ok", "ok"]


def test_nights_are_not_begun_anew_over_a_lost_warehouse(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    lost(bureau)
    assert main(["run", "--as-of", "2022-05-19", "--home", str(bureau.home.path)]) == 1
    said = capsys.readouterr().err
    assert "E-WAREHOUSE" in said and "不在了" in said and "doudi rebuild" in said
    assert main(["rebuild", "--home", str(bureau.home.path)]) == 0
    assert bureau.night("2022-05-19").run_id == "R20220519-01"
