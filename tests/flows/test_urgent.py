"""An emergency is listed the same day, under the number that the night will use; and the night is as if nobody had looked."""

import csv
import json
import shutil
import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from flows import home
from flows.cli import main
from flows.urgent import UrgentOutcome, run_urgent
from schemas.faults import DoudiError
from schemas.warehouse import LEDGERS
from tests.bureau import Bureau, _day, member, number, settlement

ASKED = "求助编号,受理时间,渠道,身份证号,姓名,户籍区划,发生地区划,困难类型,办结时间"
STRUCK = "事件编号,身份证号,类型,发生日期,损失"
EVE, DAY, NEXT = "2022-06-21", "2022-06-22", "2022-06-23"
TOWN, OTHER_TOWN = "370902001", "370902201"
RESIDENT, STRANGER, LATER = number(1), number(2, "19900202"), number(3, "19850303")


def asked(
    no: str, who: str, name: str, at: str = f"{DAY} 09:30", place: str = TOWN, resolved: str = ""
) -> str:
    return f"{no},{at},热线,{who},{name},320582,{place},基本生活,{resolved}"


def fire(no: str, who: str, day: str = DAY) -> str:
    return f"{no},{who},火灾,{day},12000"


def a_county(path: Path) -> Bureau:
    """One night is over; today a fire struck a listed family, and somebody from elsewhere called."""
    bureau = Bureau(path)
    people = [member("H1", RESIDENT, "周建国"), member("H2", number(4), "赵丽华", village="370902201201")]
    bureau.deliver("household_member", EVE, people)
    bureau.deliver("help_request", EVE, [asked("Q0", number(5), "孙立", f"{EVE} 10:00")], header=ASKED)
    bureau.deliver("hazard", EVE, [fire("E0", number(4), "2022-01-05")], header=STRUCK)
    bureau.deliver("medical_expense", EVE, [settlement("S1", RESIDENT, "2022-05-01", "100.00")])
    bureau.night(EVE)
    return bureau


class Again(Bureau):
    """The same home once more: its night is made once for all tests."""

    def __init__(self, made: Path, path: Path) -> None:
        shutil.copytree(made, path, symlinks=True)
        super().__init__(path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_county(tmp_path_factory.mktemp("made") / "home").home.path


def noon(bureau: Bureau) -> None:
    bureau.deliver("help_request", DAY, [asked("Q1", STRANGER, "钱多多")], header=ASKED, name="上午.csv")
    bureau.deliver("hazard", DAY, [fire("E1", RESIDENT)], header=STRUCK)


def urgent(bureau: Bureau, day: str = DAY) -> UrgentOutcome:
    return run_urgent(bureau.home, _day(day))


def sheet(outcome: UrgentOutcome, town: str) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(outcome.exports / f"急难清单_{town}_{outcome.as_of}.xlsx")
    rows = list(book["急难清单"].iter_rows(values_only=True))
    return [dict(zip(rows[1], row, strict=True)) for row in rows[2:]]


def masked(outcome: UrgentOutcome) -> list[dict[str, str]]:
    text = (outcome.exports / f"急难清单_370902_{outcome.as_of}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def ledger(bureau: Bureau, query: str) -> list[tuple[Any, ...]]:
    with home.warehouse(bureau.home, read_only=True) as con:
        return con.execute(query).fetchall()


MOVES = (
    "SELECT (SELECT count(*) FROM warning_event), (SELECT count(*) FROM warning_input), "
    "(SELECT count(*) FROM decision_taken), (SELECT count(*) FROM judgement), (SELECT count(*) FROM listed_row)"
)


@pytest.fixture(scope="module")
def day(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A day with two urgent runs, something new at 15:00, and the night after; and a day with its night alone."""
    found: dict[str, Any] = {}
    looked = Again(made, tmp_path_factory.mktemp("looked") / "home")
    alone = Again(made, tmp_path_factory.mktemp("alone") / "home")
    latest = (looked.home.published / "latest.duckdb").resolve()
    before = (
        ledger(looked, MOVES),
        looked.ask("SELECT count(*) FROM warning"),
        sorted(looked.home.reports.iterdir()),
    )
    for bureau in (looked, alone):
        noon(bureau)
        # A file that nobody can read, and a row that nobody can believe: both wait, once.
        bureau.put("hazard", DAY, b"", "空.csv")
        bureau.deliver("hazard", DAY, [fire("E9", "12345")], header=STRUCK, name="错.csv")
        # What the night alone reads.
        bureau.deliver("area", DAY, [f"{TOWN},财源街道,370902", "370902001001,某社区,370902001"])
    found["first"] = urgent(looked)
    found["first_sheet"], found["first_csv"] = sheet(found["first"], TOWN), masked(found["first"])
    found["unmoved"] = (
        before
        == (
            ledger(looked, MOVES),
            looked.ask("SELECT count(*) FROM warning"),
            sorted(looked.home.reports.iterdir()),
        )
        and (looked.home.published / "latest.duckdb").resolve() == latest
    )
    found["run"] = ledger(looked, f"SELECT run_id, state, is_official FROM run WHERE as_of = '{DAY}'")
    found["loaded"] = ledger(
        looked, f"SELECT DISTINCT extract FROM delivery WHERE known_on = '{DAY}' ORDER BY 1"
    )
    for bureau in (looked, alone):
        later = asked("Q2", LATER, "吴小芳", f"{DAY} 14:40", OTHER_TOWN)
        bureau.deliver("help_request", DAY, [later], header=ASKED, name="下午.csv")
    found["second"] = urgent(looked)
    found["second_csv"] = masked(found["second"])
    found["nights"] = [bureau.night(DAY) for bureau in (looked, alone)]
    found["looked"], found["alone"] = looked, alone
    return found


def test_a_fire_and_a_stranger_are_listed_at_noon(day: dict[str, Any]) -> None:
    fire_row, stranger = day["first_sheet"]
    assert (fire_row["姓名"], fire_row["预警类型"], fire_row["渠道/事件"], fire_row["联系/求助编号"]) == (
        "周建国",
        "突发急难",
        "火灾",
        "E1",
    )
    assert (
        fire_row["受理或发生时间"] == DAY and "遭遇火灾" in fire_row["原因"] and "依据：" in fire_row["原因"]
    )
    assert (
        stranger["姓名"],
        stranger["渠道/事件"],
        stranger["受理或发生时间"],
        stranger["联系/求助编号"],
    ) == (
        "钱多多",
        "热线",
        f"{DAY} 09:30",
        "Q1",
    )
    assert {row["变化"] for row in day["first_sheet"]} == {"新增"}
    assert float(fire_row["建议救助金额(元)"]) > 0
    assert (day["first"].people, day["first"].households, day["first"].first) == (2, 2, 2)
    # The caller of yesterday stands on last night's list and is not told again.
    assert "孙立" not in str(day["first_sheet"])


def test_the_second_run_marks_what_came_since_the_first(day: dict[str, Any]) -> None:
    assert [(row["联系/求助编号"], row["本次新增"]) for row in day["second_csv"]] == [
        ("E1", ""),
        ("Q1", ""),
        ("Q2", "是"),
    ]
    assert day["second_csv"][0]["预警编号"] == day["first_csv"][0]["预警编号"]
    assert (day["second"].people, day["second"].first) == (3, 1)
    assert [(each.township_code, each.people) for each in day["second"].townships] == [
        (TOWN, 2),
        (OTHER_TOWN, 1),
    ]


def test_the_night_uses_the_numbers_of_noon(day: dict[str, Any]) -> None:
    found = day["looked"].ask(
        "SELECT warning_id, change FROM warning WHERE rule_code IN ('N14', 'N15') AND opened_on = '2022-06-22'"
    )
    assert sorted(found) == sorted((row["预警编号"], "new") for row in day["second_csv"])


def test_the_night_is_as_if_nobody_had_looked(day: dict[str, Any]) -> None:
    looked, alone = day["nights"]
    assert looked.content_digest == alone.content_digest
    assert (looked.run_id, looked.exit_code, looked.is_repeated) == (alone.run_id, 3, False)
    counts = "SELECT * FROM delivery ORDER BY delivery_id"
    assert day["looked"].ask(counts) == day["alone"].ask(counts)
    assert day["looked"].states()["hazard"].count("held") == 1
    assert day["looked"].ask("SELECT sum(rows_quarantined) FROM delivery WHERE extract = 'hazard'") == [(1,)]


def test_nothing_moves_before_the_night(day: dict[str, Any]) -> None:
    assert day["unmoved"]
    assert day["run"] == [("U20220622-01", "urgent", False)]
    assert day["loaded"] == [("hazard",), ("help_request",)]
    assert day["looked"].ask("SELECT DISTINCT left(run_id, 1) FROM run") == [("R",)]


def test_a_held_file_is_a_remark(day: dict[str, Any]) -> None:
    assert day["first"].exit_code == 3
    assert [zh for zh, _ in day["first"].not_read] == [
        f"突发事件数据 {DAY} 送达的文件被扣留",
        f"文件 hazard/{DAY}/错.csv 有 1 行被隔离，没有列入",
    ]


def test_while_a_file_of_requests_is_held_nobody_can_tell_who_asked(made: Path, tmp_path: Path) -> None:
    """As at night: what the file holds might settle a request, or bring more. It is named, mended, and run again."""
    bureau = Again(made, tmp_path / "home")
    noon(bureau)
    broken = bureau.put("help_request", DAY, b"", "空.csv")
    outcome = urgent(bureau)
    assert (outcome.exit_code, [row["预警类型"] for row in masked(outcome)]) == (3, ["突发急难"])
    assert [each.rule.code for each in outcome.judgements if not each.is_judged] == ["N15"]
    broken.unlink()
    outcome = urgent(bureau)
    assert (outcome.exit_code, [row["预警类型"] for row in masked(outcome)]) == (
        0,
        ["突发急难", "非本地户籍遇困"],
    )


def test_a_call_that_could_not_be_read_is_a_remark(made: Path, tmp_path: Path) -> None:
    bureau = Again(made, tmp_path / "home")
    calls = [asked("Q1", STRANGER, "钱多多"), asked("Q2", LATER, "孙立", f"{DAY} 25:30")]
    bureau.deliver("help_request", DAY, calls, header=ASKED, name="上午.csv")
    outcome = urgent(bureau)
    assert (outcome.people, outcome.exit_code) == (1, 3)
    (said,) = outcome.not_read
    assert said[0] == f"文件 help_request/{DAY}/上午.csv 有 1 行被隔离，没有列入"
    book = openpyxl.load_workbook(outcome.exports / f"急难清单_{TOWN}_{DAY}.xlsx").worksheets[0]
    assert said[0] in str(book.cell(1, 1).value)


def test_names_stand_in_the_private_workbooks_only(day: dict[str, Any]) -> None:
    folder: Path = day["second"].exports
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    for path in folder.iterdir():
        if path.suffix != ".xlsx":
            text = path.read_text(encoding="utf-8-sig")
            assert not any(name in text for name in ("周建国", "钱多多", RESIDENT, STRANGER)), path.name
    assert {row["姓名"] for row in day["second_csv"]} == {"周*国", "钱*多", "吴*芳"}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {file["file_name"] for file in manifest["files"]} == {
        path.name for path in folder.iterdir() if path.name != "manifest.json"
    }
    # The first run's folder went as a whole.
    assert manifest["run_id"] == "U20220622-02"


def test_the_night_numbers_emergencies_first(day: dict[str, Any]) -> None:
    """So that a home made anew from what was delivered gives the numbers of noon again."""
    ((ids,),) = day["alone"].ask(
        "SELECT list(warning_id ORDER BY warning_id) FROM warning WHERE opened_on = '2022-06-22' "
        "AND rule_code IN ('N14', 'N15')"
    )
    assert [warning_id[-6:] for warning_id in ids] == ["000001", "000002", "000003"]


def test_after_its_night_a_day_has_no_urgent_list(
    day: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    place = ("--home", str(day["looked"].home.path))
    for past in (EVE, DAY):
        assert main(["run", "--urgent", "--as-of", past, *place]) == 2
        assert "E-URGENT-PAST" in capsys.readouterr().err
    assert main(["run", "--urgent", "--as-of", NEXT, "--known-at", NEXT, *place]) == 2
    assert "E-USAGE" in capsys.readouterr().err


def test_what_is_settled_before_the_night_needs_no_answer(made: Path, tmp_path: Path) -> None:
    bureau = Again(made, tmp_path / "home")
    noon(bureau)
    listed = {row["联系/求助编号"]: row["预警编号"] for row in masked(urgent(bureau))}
    again = [asked("Q1", STRANGER, "钱多多", resolved=f"{DAY} 16:00")]
    bureau.deliver("help_request", DAY, again, header=ASKED, name="下午.csv")
    bureau.night(DAY)
    assert [row["warning_id"] for row in bureau.warnings("N14")] == [listed["E1"]]
    assert listed["Q1"] not in {row["warning_id"] for row in bureau.warnings()}
    answer = "预警编号,核查结果,核查情况说明,实际救助金额(元),核查人,核查日期"
    answers = [f"{each},不属实,已解决,,张某,{NEXT}" for each in (listed["Q1"], listed["E1"])]
    bureau.deliver("answer", NEXT, answers, header=answer)
    outcome = bureau.night(NEXT)
    assert outcome.exit_code in (0, 3)
    assert bureau.ask("SELECT reason_codes FROM quarantine WHERE extract = 'answer'") == [
        (["E-ANSWER-URGENT"],)
    ]
    assert [row["state"] for row in bureau.warnings("N14")] == ["refuted"]


def test_a_rule_that_cannot_be_judged_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a register nobody knows who was struck; who asked for help here is found all the same."""
    bureau = Bureau(tmp_path / "home")
    noon(bureau)
    place = ("--home", str(bureau.home.path))
    assert main(["run", "--urgent", "--as-of", DAY, *place]) == 3
    said = capsys.readouterr().out
    assert "未判断 not judged: N14" in said and "急难 1 人，1 户" in said
    (row,) = openpyxl.load_workbook(bureau.home.exports / f"{DAY}-urgent" / f"急难清单_{TOWN}_{DAY}.xlsx")[
        "急难清单"
    ].iter_rows(min_row=1, max_row=1, max_col=1, values_only=True)
    assert "N14）未判断" in row[0] and "不用填写" in row[0]
    assert main(["run", "--urgent", "--as-of", DAY, "--json", *place]) == 3
    told = json.loads(capsys.readouterr().out)
    assert (told["people"], told["people_new_in_this_run"], told["state"]) == (1, 0, "urgent")
    assert [each["is_judged"] for each in told["judgements"]] == [False, True]


def test_a_quiet_day_leaves_an_empty_list(made: Path, tmp_path: Path) -> None:
    bureau = Again(made, tmp_path / "home")
    outcome = urgent(bureau)
    assert (outcome.exit_code, outcome.people, outcome.townships) == (0, 0, ())
    assert masked(outcome) == []
    assert sorted(path.name for path in outcome.exports.iterdir()) == [
        "manifest.json",
        f"急难清单_370902_{DAY}.csv",
    ]


def test_a_run_that_breaks_off_leaves_the_last_list(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau = Again(made, tmp_path / "home")
    noon(bureau)
    listed = masked(urgent(bureau))

    def full(*_: object, **__: object) -> None:
        raise DoudiError("E-DISK", exit_code=75)

    monkeypatch.setattr("flows.urgent.urgent_lists", full)
    with pytest.raises(DoudiError):
        urgent(bureau)
    monkeypatch.undo()
    assert ledger(bureau, "SELECT state FROM run ORDER BY run_no DESC LIMIT 1") == [("failed",)]
    outcome = urgent(bureau)
    assert [row["预警编号"] for row in masked(outcome)] == [row["预警编号"] for row in listed]
    assert outcome.first == 0


def test_the_ledgers_know_what_was_listed() -> None:
    assert any("urgent_listed" in ledger for ledger in LEDGERS)
