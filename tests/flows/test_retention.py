"""Data past its purpose is counted, removed for a reason and noted; nobody within retention is judged otherwise."""

import json
import os
import shutil
import signal
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

from flows import home as homes
from flows.audit import log, note
from flows.cli import main
from flows.nightly import read_policy, run_night
from flows.rebuild import rebuild
from flows.retention.apply import apply
from flows.retention.plan import plan
from flows.synth import write_extracts
from monitors.look_back import look_back_months
from schemas.extracts import EXTRACTS
from schemas.published import TABLES
from tests.bureau import Bureau, member, number, settlement
from tests.flows.in_processes import apart

NAME, OTHER_NAME = "慕容清秋", "慕容老翁"
GONE, BESIDE = number(901, "19660606"), number(902, "19660606")
"""A household that left every register in 2022; nothing of it may be left in 2025."""
CANARIES = (GONE, BESIDE, NAME, OTHER_NAME)
STAYS = number(1)
THEN, LEFT, NOW = "2022-05-18", "2022-06-01", "2025-07-10"
REASON = "年度到期清除"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Bureau(tmp_path_factory.mktemp("county") / "home")
    ours = [member("H1", STAYS, "李明"), member("H2", number(2), "王芳")]
    theirs = [member("HX", GONE, NAME), member("HX", BESIDE, OTHER_NAME, relation="父亲")]
    made.deliver("household_member", THEN, ours + theirs)
    made.deliver("benefit", THEN, ["H9,,最低生活保障,2020-01-01,,,"])
    bills = [("S1", STAYS, "20500.00"), ("S2", GONE, "20500.00"), ("S0", number(2), "100.00")]
    made.deliver(
        "medical_expense", THEN, [settlement(no, who, "2022-05-01", paid) for no, who, paid in bills]
    )
    made.deliver("death", THEN, [f"{GONE},{NAME},2022-13-01"])
    made.night(THEN)
    made.deliver("household_member", LEFT, ours)
    made.night(LEFT)
    made.deliver("household_member", NOW, ours)
    made.deliver("medical_expense", NOW, [settlement("S3", STAYS, "2025-07-01", "20500.00")])
    made.night(NOW)
    # What an upgrade kept, with everybody in it.
    shutil.copy(made.home.warehouse, made.home.path / "warehouse-20230101000000.duckdb")
    return made.home.path


@pytest.fixture
def bureau(county: Path, tmp_path: Path) -> Bureau:
    return Bureau(shutil.copytree(county, tmp_path / "home", symlinks=True))


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def hits(folder: Path) -> list[str]:
    """Files of the home that hold somebody who is to be gone, workbooks unpacked."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(BytesIO(content)) as book:
                content = b"".join(book.read(part) for part in book.namelist())
        if any(canary.encode() in content for canary in CANARIES):
            found.append(str(path.relative_to(folder)))
    return found


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([*words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_plan_counts_and_changes_nothing(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    before = digest(bureau.home.path)
    code, out, _ = run(capsys, "retention", "plan", "--json", "--home", str(bureau.home.path))
    assert code == 0 and digest(bureau.home.path) == before
    told = json.loads(out)
    assert (told["as_of"], told["data_before"], told["people"]) == (NOW, "2022-07-01", 2)
    counted = {(item["kind"], item["why"]): (item["rows"], item["files"]) for item in told["items"]}
    assert counted["person", "person"] == (2, 0)
    assert counted["household_member", "person"] == (2, 0)
    # Of the bills of then, one is of whoever is gone, one past its period, and on one an open warning rests.
    assert counted["medical_expense", "person"] == (1, 0) and counted["medical_expense", "past"] == (1, 0)
    assert counted["quarantine", "past"] == (1, 0)
    assert counted["landing", "past"] == (0, 5)
    assert counted["aside", "person"] == (0, 1)
    assert counted["published", "past"] == (0, 2 + 2 * len(TABLES)) and counted["exports", "past"][1] > 4
    code, out, err = run(capsys, "retention", "plan", "--home", str(bureau.home.path))
    assert code == 0 and not any(canary in out + err for canary in CANARIES)
    assert "将清除 to be removed：2 人 people" in out and "过了保存期限 past its period" in out


def test_whoever_is_gone_is_in_no_file_of_the_home(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(hits(bureau.home.path)) > 4
    every = "SELECT count(*) FROM warning_event WHERE event_on <= DATE '2025-07-10'"
    ((counted,),) = bureau.ask(every)
    code, out, _ = run(capsys, "retention", "apply", "--reason", REASON, "--home", str(bureau.home.path))
    assert code == 0 and "已清除 removed：2 人 people" in out
    assert hits(bureau.home.path) == []
    with duckdb.connect(str(bureau.home.warehouse), read_only=True) as con:
        assert con.execute(
            "SELECT count(*) FROM person WHERE id_number IN (?, ?)", [GONE, BESIDE]
        ).fetchall() == [(0,)]
        ours = con.execute(
            "SELECT household_id, count(*) FROM household_member GROUP BY 1 ORDER BY 1"
        ).fetchall()
        assert ours == [("H1", 1), ("H2", 1)]
        (kept,) = con.execute("SELECT original FROM quarantine").fetchall()[0]
        assert kept == "{}"
        assert con.execute("SELECT count(*) FROM delivery WHERE rows_quarantined = 1").fetchall() == [(1,)]
    # Counts of what is gone stay, for each night, rule and township; and the next night publishes them.
    bureau.night("2025-07-11")
    removed = bureau.ask(
        "SELECT rule_code, as_of, township_code, change, event_count FROM removed_event ORDER BY as_of"
    )
    assert [row[1:] for row in removed if row[0] == "N05"] == [
        (date(2022, 5, 18), "370902001", "new", 1),
        (date(2022, 6, 1), "370902001", "cleared", 1),
    ]
    ((left,),) = bureau.ask(every)
    assert left < counted == left + sum(row[4] for row in removed)
    assert hits(bureau.home.path) == []


def test_what_was_done_is_noted_and_the_log_still_verifies(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "retention", "apply", "--reason", REASON, "--home", str(bureau.home.path))
    lines = [json.loads(line) for line in log(bureau.home).read_text("utf-8").splitlines()]
    began, ended = lines[-2:]
    assert (began["command"], began["reason"]) == ("retention apply", REASON)
    assert began["what"].startswith("before=2022-07-01 people=2 rows=")
    (sealed,) = (bureau.home.path / "checkpoint").glob("warehouse-*.duckdb")
    assert ended["command"] == "retention applied"
    assert ended["what"].endswith(f"checkpoint={sha256(sealed.read_bytes()).hexdigest()}")
    assert run(capsys, "audit", "verify", "--home", str(bureau.home.path))[0] == 0


def test_without_a_reason_or_while_a_night_runs_nothing_is_removed(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digest(bureau.home.path)
    place = ("--home", str(bureau.home.path))
    assert run(capsys, "retention", "apply", *place)[0] == 2
    with FileLock(bureau.home.path / ".lock"):
        code, _, err = run(capsys, "retention", "apply", "--reason", REASON, *place)
    assert code == 75 and "E-LOCK" in err
    after = digest(bureau.home.path)
    assert {name: d for name, d in after.items() if ".lock" not in name} == {
        name: d for name, d in before.items() if ".lock" not in name
    }


def test_nobody_who_stays_is_judged_otherwise(bureau: Bureau, tmp_path: Path) -> None:
    twin = Bureau(shutil.copytree(bureau.home.path, tmp_path / "twin", symlinks=True))
    apply(bureau.home, REASON)
    for each in (bureau, twin):
        each.deliver("medical_expense", "2025-07-11", [settlement("S4", number(2), "2025-07-02", "20500.00")])
        each.night("2025-07-11")
    for table in ("household_month", "person_month", "suggested_payment"):
        assert bureau.ask(f"FROM {table} ORDER BY ALL") == twin.ask(f"FROM {table} ORDER BY ALL"), table
    still = "SELECT * FROM warning WHERE last_seen_on >= DATE '2025-01-01' OR is_listed ORDER BY ALL"
    assert bureau.ask(still) == twin.ask(still) and len(bureau.ask(still)) >= 2


@pytest.mark.slow
def test_a_county_with_every_extract_is_judged_the_same_at_the_shortest_period(tmp_path: Path) -> None:
    made = Bureau(tmp_path / "home")
    as_of = date(2022, 6, 22)
    write_extracts(made.home.landing, households=60, seed=3, as_of=as_of, months=30)
    made.night(as_of)
    twin = Bureau(shutil.copytree(made.home.path, tmp_path / "twin", symlinks=True))
    least = look_back_months(read_policy(made.home)[2])
    settings = made.home.path / "doudi.toml"
    shorter = f"keep_data_months = {least}\nkeep_results_days = {28 * least}\n"
    settings.write_text(
        settings.read_text()
        .replace("keep_data_months = 36\n", shorter)
        .replace("keep_results_days = 400\n", "")
    )
    found = apply(homes.find(made.home.path), REASON)
    assert {item.kind for item in found.items} >= {"income", "medical_expense", "landing", "quarantine"}
    for day in (date(2022, 6, 23), date(2022, 7, 31)):
        outcomes = [run_night(homes.find(each.home.path), day) for each in (made, twin)]
        assert outcomes[0].content_digest == outcomes[1].content_digest


def with_setting(bureau: Bureau, name: str, value: int) -> None:
    settings = bureau.home.path / "doudi.toml"
    lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith(name)]
    settings.write_text("\n".join([f"{name} = {value}", *lines]) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("keep_data_months", 24, "keep_data_months = 24 < 25"),
        ("keep_audit_days", 90, "keep_audit_days = 90 < 183"),
        ("keep_audit_days", 182, "网络安全法"),
        ("keep_results_days", 2_000, "keep_results_days = 2000 > keep_data_months"),
    ],
)
def test_a_period_that_is_too_short_is_refused_everywhere(
    bureau: Bureau, name: str, value: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with_setting(bureau, name, value)
    place = ("--home", str(bureau.home.path))
    for words in (
        ("retention", "plan"),
        ("retention", "apply", "--reason", REASON),
        ("run", "--as-of", "2025-07-11"),
    ):
        code, _, err = run(capsys, *words, *place)
        assert code == 2 and "E-SETTINGS" in err and told in err
    code, out, _ = run(capsys, "doctor", *place)
    assert code == 1 and told in out
    with_setting(bureau, name, {"keep_audit_days": 183}.get(name, 300 if "days" in name else 25))
    assert run(capsys, "retention", "plan", *place)[0] == 0


def test_a_locality_that_looks_back_longer_needs_more(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    (bureau.home.path / "standards" / "370902.toml").write_text(
        'area = "370902"\n[[breadwinner_months]]\nvalue = 30\nvalid_from = 2022-01-01\nsource = "本局决定"\n',
        "utf-8",
    )
    code, _, err = run(capsys, "retention", "plan", "--home", str(bureau.home.path))
    assert code == 2 and "keep_data_months = 36 < 43" in err


def test_a_rebuild_begins_at_the_checkpoint_and_says_the_same(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    apply(bureau.home, REASON)
    bureau.deliver("medical_expense", "2025-07-11", [settlement("S4", number(2), "2025-07-02", "20500.00")])
    bureau.night("2025-07-11")
    ledger = "SELECT run_id, warning_id, event_on, step, change, state FROM warning_event ORDER BY ALL"
    with duckdb.connect(str(bureau.home.warehouse), read_only=True) as con:
        before = con.execute(ledger).fetchall()
    bureau.home.warehouse.unlink()
    done = rebuild(bureau.home)
    assert [str(night.as_of) for night in done.nights] == ["2025-07-11"] and done.differing == ()
    with duckdb.connect(str(bureau.home.warehouse), read_only=True) as con:
        assert con.execute(ledger).fetchall() == before
    assert bureau.night("2025-07-12").exit_code in (0, 3)
    (sealed,) = (bureau.home.path / "checkpoint").glob("warehouse-*.duckdb")
    with sealed.open("r+b") as file:
        file.seek(5000)
        file.write(b"\x00changed")
    code, _, err = run(capsys, "rebuild", "--home", str(bureau.home.path))
    assert code == 1 and "E-CHECKPOINT" in err


def test_what_is_older_than_the_horizon_is_not_read_in_its_place(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    apply(bureau.home, REASON)
    bureau.deliver("medical_expense", "2022-05-20", [settlement("S9", number(2), "2022-05-02", "20500.00")])
    place = ("--home", str(bureau.home.path))
    code, out, _ = run(capsys, "run", "--as-of", "2025-07-11", *place)
    assert code == 3 and "E-BEFORE-HORIZON" in out and "landing/medical_expense/2022-05-20/数据.csv" in out
    code, _, err = run(capsys, "run", "--as-of", "2022-06-02", *place)
    assert code == 2 and "E-BEFORE-HORIZON" in err
    assert bureau.ask(
        "SELECT count(*) FROM delivery WHERE delivered_on = DATE '2022-05-18' AND state = 'loaded'"
    )[0][0]


def test_a_held_file_that_went_with_its_day_reopens_nothing(tmp_path: Path) -> None:
    made = Bureau(tmp_path / "home")
    made.deliver("household_member", THEN, [member("H1", STAYS)])
    held = made.deliver("death", THEN, [f"{STAYS},李明,2022-05-01"])
    held.with_name(f"{held.name}.manifest.json").write_text('{"rows": 9}')
    made.night(THEN)
    made.deliver("household_member", NOW, [member("H1", STAYS)])
    made.night(NOW)
    apply(made.home, REASON)
    assert not held.exists()
    made.night("2025-07-11")
    assert made.states()["death"] == ("held",)
    assert made.ask("SELECT count(*) FROM household_month") == [(1,)]


def applied(path: Path, last: int | None, told: Connection) -> None:
    """`apply` in a process of its own, killed before its `last` step in the folders."""
    made = 0

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        def take(*args: Any, **options: Any) -> Any:
            nonlocal made
            made += 1
            if made == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*args, **options)

        return take

    for name in ("replace", "unlink", "rmdir", "open", "fsync", "chmod", "mkdir"):
        setattr(os, name, counted(getattr(os, name)))
    apply(homes.find(path), REASON)
    told.send(made)


def steps(path: Path, last: int | None = None) -> int | None:
    ours, theirs = apart.Pipe(duplex=False)
    child = apart.Process(target=applied, args=(path, last, theirs))
    child.start()
    theirs.close()
    child.join(120)
    assert child.exitcode in (0, -signal.SIGKILL)
    return int(ours.recv()) if child.exitcode == 0 else None


def end(path: Path) -> tuple[list[str], dict[str, Any]]:
    """The names of all files, and all rows of the warehouse; but for the audit log, which tells of every attempt."""
    names = [name for name in digest(path) if not name.startswith(("audit", "checkpoint/warehouse", ".lock"))]
    with duckdb.connect(str(path / "warehouse.duckdb"), read_only=True) as con:
        tables = [
            row[0] for row in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        ]
        return names, {name: con.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in tables}


def test_killed_anywhere_and_applied_again_it_comes_to_the_same_end(bureau: Bureau, tmp_path: Path) -> None:
    whole = Path(shutil.copytree(bureau.home.path, tmp_path / "whole", symlinks=True))
    count = steps(whole)
    assert count and count > 20
    wanted = end(whole)
    for last in range(1, count + 1, max(count // 8, 1)):
        path = Path(shutil.copytree(bureau.home.path, tmp_path / f"at-{last}", symlinks=True))
        assert steps(path, last) is None
        assert steps(path) is not None
        assert end(path) == wanted, last
        assert hits(path) == [] and main(["audit", "verify", "--home", str(path)]) == 0
        assert len(list((path / "checkpoint").glob("*.duckdb"))) == 1


def test_lines_of_the_log_past_their_time_go_and_the_rest_still_verifies(
    bureau: Bureau, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bureau.home.path
    shutil.rmtree(path / "audit")
    (path / "audit.head").unlink()
    (path / "audit").mkdir()
    for stamp in ("2021-01-01 08:00:00", "2022-01-01 08:00:00", "2025-01-01 08:00:00"):
        monkeypatch.setattr("flows.audit.now", lambda stamp=stamp: stamp)
        note(bureau.home, "explain", "W1")
        note(bureau.home, "explain", "W2")
    monkeypatch.undo()
    with_setting(bureau, "keep_audit_days", 400)
    shutil.rmtree(path / "notices")
    with homes.warehouse(bureau.home) as con:
        con.execute("DELETE FROM audit_seal")
    found = plan(homes.find(path))
    assert [(item.rows, str(item.oldest)) for item in found.items if item.kind == "audit"] == [
        (4, "2021-01-01")
    ]
    apply(homes.find(path), REASON)
    first = json.loads(log(bureau.home).read_text("utf-8").splitlines()[0])
    assert first["no"] == 5
    code, out, _ = run(capsys, "audit", "verify", "--home", str(path))
    assert code == 0 and "前 4 行已按保存期限清除" in out
    lines = log(bureau.home).read_text("utf-8").splitlines(keepends=True)
    log(bureau.home).write_text("".join(lines[1:]), "utf-8")
    assert run(capsys, "audit", "verify", "--home", str(path))[0] == 1


def test_every_table_of_people_has_its_rule() -> None:
    from flows.retention.past import OF_A_WARNING, REMEMBERED, WINDOWED, goes

    horizon = date(2022, 7, 1)
    for name, extract in EXTRACTS.items():
        rules = goes(name, horizon)
        assert ("person" in rules) == bool(
            extract.identity_columns or any(c.name in ("household_id", "warning_id") for c in extract.columns)
        )
        assert ("superseded" in rules) == (name not in REMEMBERED)
        assert ("past" in rules) == (name in WINDOWED)
    assert all("person" in goes(name, horizon) for name in ("person", *OF_A_WARNING))
