"""A held file let in, and quarantined rows corrected: from the day a person said so, and never before."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from flows.cli import main
from flows.home import warehouse
from flows.ingest.decisions import read_decisions
from flows.rebuild import rebuild
from tests.bureau import Bureau, member, number, settlement, wage

WHO, OTHER = number(1), number(2)
EVERYONE = [member(f"H{n}", number(n)) for n in range(1, 201)]


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    return Bureau(tmp_path)


def run(bureau: Bureau, *words: str) -> int:
    return main([*words, "--home", str(bureau.home.path)])


def delivery_id(bureau: Bureau, extract: str, day: str, name: str = "数据.csv") -> str:
    with warehouse(bureau.home, read_only=True) as con:
        (found,) = con.execute(
            "SELECT DISTINCT delivery_id FROM delivery WHERE extract = ? AND delivered_on = ? AND file_name = ?",
            [extract, day, name],
        ).fetchall()
    return str(found[0])


def people(bureau: Bureau) -> int:
    return int(bureau.ask("SELECT count(*) FROM household_month")[0][0])


def held_register(bureau: Bureau) -> str:
    """Three whole registers and then one of half the size, which the gate holds."""
    for day in ("2022-05-01", "2022-05-02", "2022-05-03"):
        bureau.deliver("household_member", day, [*EVERYONE[:-1], member("H200", number(200), name=day)])
    bureau.deliver("household_member", "2022-05-04", EVERYONE[:100])
    bureau.night("2022-05-04")
    assert (people(bureau), bureau.states()["household_member"][-1]) == (200, "held")
    return delivery_id(bureau, "household_member", "2022-05-04")


def test_an_approved_register_counts_from_the_day_it_was_let_in(bureau: Bureau) -> None:
    held = held_register(bureau)
    before = bureau.night("2022-05-05")
    assert run(bureau, "approve", held, "--reason", "两镇已划出", "--on", "2022-05-06") == 0
    bureau.night("2022-05-06")
    assert people(bureau) == 100
    assert bureau.states()["household_member"] == ("superseded", "superseded", "superseded", "loaded")
    again = bureau.night("2022-05-05")
    assert again.content_digest == before.content_digest
    known_then = bureau.night("2022-05-06", known_at="2022-05-05")
    assert bureau.ask("SELECT count(*) FROM household_month", known_then.published) == [(200,)]


def test_an_approval_is_rebuilt_from_the_landing_folder(bureau: Bureau) -> None:
    held = held_register(bureau)
    run(bureau, "approve", held, "--reason", "属实", "--on", "2022-05-06")
    bureau.night("2022-05-06")
    bureau.home.warehouse.unlink()
    rebuilt = rebuild(bureau.home)
    assert len(rebuilt.nights) == 2 and rebuilt.differing == ()


def test_what_came_since_makes_an_approval_moot(bureau: Bureau) -> None:
    held = held_register(bureau)
    bureau.deliver("household_member", "2022-05-05", EVERYONE[:-1])
    bureau.night("2022-05-05")
    assert run(bureau, "approve", held, "--reason", "属实", "--on", "2022-05-06") == 0
    bureau.night("2022-05-06")
    assert people(bureau) == 199
    assert "已有更新的送达入库" in str(
        bureau.ask("SELECT remark_zh FROM delivery WHERE delivered_on = '2022-05-04'")[0][0]
    )


def test_an_approved_event_leaves_a_newer_correction_alone(bureau: Bureau) -> None:
    bureau.deliver("household_member", "2022-05-01", EVERYONE)
    rows = [settlement(f"S{n}", number(n), "2022-05-01", "100.00") for n in range(1, 121)]
    path = bureau.deliver("medical_expense", "2022-05-02", rows)
    path.with_name(path.name + ".manifest.json").write_text('{"rows": 121}')
    bureau.deliver("medical_expense", "2022-05-03", [settlement("S1", WHO, "2022-05-01", "77.00")])
    bureau.night("2022-05-03")
    held = delivery_id(bureau, "medical_expense", "2022-05-02")
    assert run(bureau, "approve", held, "--reason", "清单数错了", "--on", "2022-05-04") == 0
    bureau.night("2022-05-04")
    with warehouse(bureau.home, read_only=True) as con:
        in_force = con.execute(
            "SELECT settlement_no, self_paid_fen FROM medical_expense WHERE known_to = '9999-12-31' ORDER BY ALL"
        ).fetchall()
    assert len(in_force) == 120 and ("S1", 7700) in in_force and ("S2", 10000) in in_force


@pytest.mark.parametrize("content", [b"", "身份证号\n1\n".encode()], ids=["empty", "no columns"])
def test_what_cannot_be_read_cannot_be_let_in(
    bureau: Bureau, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    bureau.put("income", "2022-05-01", content)
    bureau.night("2022-05-01")
    held = delivery_id(bureau, "income", "2022-05-01")
    assert run(bureau, "approve", held, "--reason", "x") == 1
    assert "E-NOT-APPROVABLE" in capsys.readouterr().err
    assert not (bureau.home.landing / "decision").exists()


def test_a_decision_about_nothing_is_named_and_stops_nothing(bureau: Bureau) -> None:
    bureau.deliver("household_member", "2022-05-01", EVERYONE)
    folder = bureau.home.landing / "decision" / "2022-05-01"
    folder.mkdir(parents=True)
    (folder / "approve-x.json").write_text(
        '{"kind": "approve", "extract": "income", "delivery_id": "D1", "reason": "", "by": "x"}'
    )
    (folder / "broken.json").write_text("{")
    outcome = bureau.night("2022-05-01")
    assert outcome.exit_code == 3 and people(bureau) == 200
    assert outcome.loaded.unread == (
        "decision/2022-05-01/broken.json: E-DECISION",
        "decision/2022-05-01/approve-x.json: E-DECISION",
    )


@pytest.mark.parametrize("kind", ["link", "file"])
def test_decisions_that_cannot_be_read_are_named(bureau: Bureau, tmp_path: Path, kind: str) -> None:
    place = bureau.home.landing / "decision"
    if kind == "link":
        place.symlink_to(tmp_path)
    else:
        place.write_bytes(b"")
    assert read_decisions(bureau.home.landing) == ([], ["decision"])


def test_a_strange_name_is_no_code(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    bureau.deliver("household_member", "2022-05-01", EVERYONE)
    for name in ("备份: 旧", "备份: E-DECISION"):
        (bureau.home.landing / name).mkdir()
    (bureau.home.landing / "decision" / "说明: 旧").mkdir(parents=True)
    assert run(bureau, "run", "--as-of", "2022-05-01") == 3
    said = capsys.readouterr().out
    assert "未读 not read: landing/备份: 旧（" in said and "未读 not read: landing/备份: E-DECISION（" in said
    assert "文件 file   : landing/decision/说明: 旧" in said and said.count("E-DECISION  ") == 1


def test_an_approval_of_the_very_day_has_its_date(bureau: Bureau) -> None:
    held = held_register(bureau)
    assert run(bureau, "approve", held, "--reason", "属实", "--on", "2022-05-04") == 0
    bureau.night("2022-05-04")
    assert bureau.ask("SELECT delivered_on, approved_on FROM delivery WHERE approved_on IS NOT NULL") == [
        (date(2022, 5, 4), date(2022, 5, 4))
    ]


@pytest.mark.parametrize("command", ["approve", "recover"])
def test_a_decision_is_never_older_than_its_delivery(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    path = bureau.deliver("income", "2022-05-04", [wage(WHO, "2022-04", "x"), wage(OTHER, "2022-04", "1.00")])
    path.with_name(path.name + ".manifest.json").write_text('{"rows": 3}' if command == "approve" else "{}")
    bureau.night("2022-05-04")
    about = delivery_id(bureau, "income", "2022-05-04")
    words = ["approve", about] if command == "approve" else ["quarantine", "recover", about, str(path)]
    assert run(bureau, *words, "--reason", "x", "--on", "2022-05-03") == 2
    said = capsys.readouterr().err
    assert "E-USAGE" in said and "早于送达日期 2022-05-04" in said
    assert not (bureau.home.landing / "decision").exists()


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(bureau: Bureau, tmp_path: Path) -> None:
    bureau.deliver("income", "2022-05-01", [f"{wage(WHO, '2022-04', 'x')}{'长' * 40_000}"])
    bureau.night("2022-05-01")
    about, form = delivery_id(bureau, "income", "2022-05-01"), tmp_path / "待更正.xlsx"
    run(bureau, "quarantine", "show", about, "--form", str(form), "--unmask", "--reason", "发人社局")
    texts = [cell.value or "" for cell in openpyxl.load_workbook(form).worksheets[0][2]]
    assert "长" * 32_766 + "…" in texts


def spoiled_income(bureau: Bureau) -> str:
    bureau.deliver("household_member", "2022-05-01", EVERYONE)
    bureau.deliver(
        "income",
        "2022-05-01",
        [
            wage(WHO, "2022-04", "871.00"),
            wage(OTHER, "2022-04", "待核"),
            wage("9.90101E+17", "2022-04", "500.00"),
            "多,一,栏,的,一,行,数,据",
        ],
    )
    bureau.night("2022-05-01")
    return delivery_id(bureau, "income", "2022-05-01")


def incomes(bureau: Bureau) -> list[tuple[str, int, int]]:
    with warehouse(bureau.home, read_only=True) as con:
        return con.execute(
            """SELECT right(id_number, 4), amount_fen, source_line FROM income JOIN person USING (person_no)
            WHERE known_to = '9999-12-31' ORDER BY ALL"""
        ).fetchall()


def test_a_corrected_file_takes_the_place_of_exactly_its_rows(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    about = spoiled_income(bureau)
    assert [row[1] for row in incomes(bureau)] == [87100]
    form = tmp_path / "待更正.xlsx"
    assert run(bureau, "quarantine", "show", about, "--form", str(form)) == 2
    assert (
        run(bureau, "quarantine", "show", about, "--form", str(form), "--unmask", "--reason", "发人社局") == 0
    )
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["行号", "3", "4", "5"]
    assert sheet["E3"].value == "500.00" and sheet["B3"].value == "9.90101E+17"
    sheet["E2"], sheet["B3"] = "300.00", number(3)
    sheet.delete_rows(4)
    sheet.append(["2", WHO, "2022-04", "工资", "1.00", "实发", None])
    book.save(form)
    assert (
        run(bureau, "quarantine", "recover", about, str(form), "--reason", "更正", "--on", "2022-05-03") == 0
    )
    said = capsys.readouterr().out
    assert "可信 2 行，仍不可信 1 行" in said and "E-RECOVER-LINE" in said
    bureau.night("2022-05-03")
    assert sorted(row[1] for row in incomes(bureau)) == [30000, 50000, 87100]
    with warehouse(bureau.home, read_only=True) as con:
        assert con.execute(
            "SELECT line, answered_on IS NOT NULL FROM quarantine WHERE faults[1] NOT LIKE '%RECOVER%' ORDER BY line"
        ).fetchall() == [(3, True), (4, True), (5, False)]
    capsys.readouterr()
    run(bureau, "quarantine", "show", about)
    said = capsys.readouterr().out
    assert "其中不可信 1 行" in said and "另有 2 行已更正" in said
    assert (
        run(bureau, "quarantine", "recover", about, str(form), "--reason", "再来", "--on", "2022-05-04") == 1
    )
    told = capsys.readouterr()
    assert "E-NOTHING-BELIEVED" in told.err and not list(bureau.home.landing.glob("decision/2022-05-04/*"))
    assert "E-RECOVER-LINE" in told.out and "第 4 行" in told.out


def test_corrections_are_known_from_their_day_and_survive_a_second_reading(
    bureau: Bureau, tmp_path: Path
) -> None:
    about = spoiled_income(bureau)
    corrected = tmp_path / "更正.csv"
    corrected.write_text(
        f"行号,身份证号,所属月份,收入类型,金额,数据性质\n3,{OTHER},2022-04,工资,300.00,实发\n"
    )
    run(bureau, "quarantine", "recover", about, str(corrected), "--reason", "更正", "--on", "2022-05-03")
    first = bureau.night("2022-05-03")
    assert len(incomes(bureau)) == 2
    then = bureau.night("2022-05-03", known_at="2022-05-02")
    rows = "SELECT count(*) FROM delivery WHERE extract = 'income'"
    assert (bureau.ask(rows, then.published), bureau.ask(rows, first.published)) == ([(1,)], [(2,)])
    # An older file that turns up makes the days be read again, and the correction with them.
    bureau.deliver("income", "2022-04-01", [wage(WHO, "2022-02", "1.00")], name="迟.csv")
    bureau.night("2022-05-04")
    assert sorted(row[1] for row in incomes(bureau)) == [100, 30000, 87100]


def test_a_corrected_register_row_neither_replaces_the_register_nor_makes_it_look_fresh(
    bureau: Bureau, tmp_path: Path
) -> None:
    bureau.deliver("household_member", "2022-05-01", [member("H1", WHO), member("H2", "12345")])
    bureau.night("2022-05-01")
    about = delivery_id(bureau, "household_member", "2022-05-01")
    corrected = tmp_path / "更正.csv"
    corrected.write_text(
        "行号,家庭编号,身份证号,姓名,与户主关系,户籍性质,户籍区划,居住区划\n"
        f"3,H2,{OTHER},李明,户主,城镇,370902,370902001001\n"
    )
    run(bureau, "quarantine", "recover", about, str(corrected), "--reason", "更正", "--on", "2022-05-02")
    bureau.night("2022-05-02")
    assert people(bureau) == 2
    assert bureau.night("2022-07-01").blind["household_member"].kind == "late"


def test_a_correction_is_reported_as_a_difference(bureau: Bureau) -> None:
    bureau.deliver("household_member", "2022-05-01", EVERYONE)
    bureau.deliver("income", "2022-05-01", [wage(number(n), "2022-04", "100.00") for n in range(1, 11)])
    bureau.deliver(
        "income",
        "2022-05-02",
        [
            *(wage(number(n), "2022-04", "100.00") for n in range(1, 7)),
            *(wage(number(n), "2022-04", "90.00") for n in range(7, 10)),
            wage(number(11), "2022-04", "50.00"),
        ],
    )
    bureau.night("2022-05-02")
    assert bureau.ask(
        """SELECT known_on, rows_added, rows_changed, rows_gone, rows_same, amount_change_cny
        FROM difference WHERE extract = 'income' ORDER BY known_on"""
    )[1][1:] == (1, 3, 1, 6, -80)
