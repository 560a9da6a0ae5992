"""What is held about one person, for the person; and a wrong row put right. No number on the command line, in an error or
in the log."""

import io
import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from flows.audit import log
from flows.cli import main
from schemas.extracts import EXTRACTS
from tests.bureau import Bureau, member, months, number, settlement, twin_of, wage

WHO, SPOUSE, STRANGER = number(11, "19700202"), number(12, "19710303"), number(13, "19720404")
NAME, OTHER = "令狐明远", "司马如雪"
FIRST = "W370902-20220520-000001"


@pytest.fixture(scope="module")
def after_a_night(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = Bureau(tmp_path_factory.mktemp("night") / "home")
    made.deliver(
        "household_member", "2022-05-18", [member("H1", WHO, NAME), member("H1", SPOUSE, OTHER, "配偶")]
    )
    made.deliver("benefit", "2022-05-18", ["H1,,最低生活保障,2020-01-01,,435.50,"])
    made.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    (last,) = months(date(2022, 5, 20), 1)
    rows = [wage(WHO, last, "800.00"), wage(SPOUSE, last, "900.00"), wage(WHO, "2022-13", "7.00")]
    made.deliver("income", "2022-05-18", rows)
    made.night("2022-05-20")
    return made


@pytest.fixture
def bureau(after_a_night: Bureau, tmp_path: Path) -> Bureau:
    return twin_of(after_a_night, tmp_path / "home")


Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(who: str, *words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{who}\n"))
        code = main(["person", *words, "--reason", "本人申请查询", "--home", str(bureau.home.path)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return asked


def noted(bureau: Bureau) -> dict[str, str]:
    return dict(json.loads(log(bureau.home).read_text("utf-8").splitlines()[-1]))


def test_every_row_is_told_with_its_file_line_rules_and_warnings(bureau: Bureau, ask: Ask) -> None:
    code, out, err = ask(WHO, "--json")
    assert code == 0 and WHO not in out + err and SPOUSE not in out and OTHER not in out
    told = json.loads(out)
    rows = {
        (row["extract"], row["cells"].get("自付金额") or row["cells"].get("金额")): row
        for row in told["rows"]
    }
    assert {row["extract"] for row in told["rows"]} == {
        "household_member",
        "benefit",
        "medical_expense",
        "income",
    }
    ((bill,),) = [[row for row in told["rows"] if row["extract"] == "medical_expense"]]
    assert bill["file"] == "landing/medical_expense/2022-05-18/数据.csv" and bill["line"] == 2
    assert bill["cells"]["身份证号"] == "本人" and "20500.00" in bill["cells"].values()
    assert FIRST in bill["warnings"] and bill["known_to"] is None
    assert "N05" in told["rules"]["medical_expense"] and len(rows) == 4
    (refused,) = told["refused"]
    assert (refused["extract"], refused["line"], refused["codes"]) == ("income", 4, ["E-MONTH"])
    assert FIRST in {warning["warning_id"] for warning in told["warnings"]}
    assert noted(bureau)["command"] == "person" and noted(bureau)["reason"] == "本人申请查询"
    assert noted(bureau)["what"] == f"{told['key']} rows=4 refused=1"
    ((key,),) = bureau.ask(
        "SELECT DISTINCT person_key FROM person_month WHERE person_key = '" + told["key"] + "'"
    )
    assert key == told["key"]


def test_the_terminal_says_how_each_kind_of_row_is_put_right(ask: Ask) -> None:
    code, out, err = ask(WHO)
    assert code == 0 and WHO not in out + err
    assert "请民政更正后重送整份名册；空表：doudi template household_member" in out
    assert "请人社、税务、农业农村更正后重送那个月份（学年）那一类的全部" in out
    assert "doudi person --correct medical_expense --form" in out
    assert "landing/income/2022-05-18/数据.csv 第 4 行 line   E-MONTH" in out


def test_the_page_is_for_the_person_alone(bureau: Bureau, ask: Ask, tmp_path: Path) -> None:
    page = tmp_path / "本人.html"
    code, _, _ = ask(WHO, "--page", str(page))
    text = page.read_text("utf-8")
    assert code == 0 and stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "个人信息查询结果" in text and NAME in text and "20500.00" in text and FIRST in text
    assert not any(each in text for each in (WHO, SPOUSE, OTHER, "<script"))
    assert noted(bureau)["command"] == "person --page"
    assert ask(WHO, "--page", str(page))[0] == 2 and page.read_text("utf-8") == text


def test_a_number_that_nobody_bears_is_not_repeated_and_the_try_is_noted(bureau: Bureau, ask: Ask) -> None:
    code, out, err = ask(STRANGER)
    assert code == 1 and "E-NOT-FOUND" in err and STRANGER not in out + err
    assert (noted(bureau)["command"], noted(bureau)["what"]) == ("person", "not found")
    assert STRANGER not in log(bureau.home).read_text("utf-8")
    assert ask("")[0] == 2


def test_the_number_may_come_from_a_file_and_needs_a_reason(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "号码.txt"
    given.write_text(f"\ufeff{WHO.lower()}\n", "utf-8")
    place = ("--file", str(given), "--home", str(bureau.home.path))
    assert main(["person", "--json", "--reason", "核对", *place]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]
    with pytest.raises(SystemExit) as refused:
        main(["person", *place])
    assert refused.value.code == 2
    capsys.readouterr()
    gone = ("--file", str(tmp_path / "没有"), "--home", str(bureau.home.path))
    assert main(["person", "--reason", "核对", *gone]) == 1 and "E-NO-FILE" in capsys.readouterr().err


def test_a_corrected_form_in_the_landing_folder_takes_the_rows_place(
    bureau: Bureau, ask: Ask, tmp_path: Path
) -> None:
    form = tmp_path / "更正表.xlsx"
    code, out, err = ask(WHO, "--correct", "medical_expense", "--form", str(form))
    assert code == 0 and "灰色的列是主键" in err and WHO not in out + err
    assert stat.S_IMODE(form.stat().st_mode) == 0o600
    assert noted(bureau)["what"].endswith("medical_expense rows=1")
    book = openpyxl.load_workbook(form)
    sheet = book.active
    assert sheet is not None
    headings = [cell.value for cell in sheet[1]]
    assert headings == [column.zh for column in EXTRACTS["medical_expense"].columns]
    place = next(at for at, cell in enumerate(sheet[2], start=1) if cell.value == "20500.00")
    sheet.cell(2, place).value = "205.00"
    folder = bureau.home.landing / "medical_expense" / "2022-05-21"
    folder.mkdir(parents=True)
    book.save(folder / "更正.xlsx")
    bureau.night("2022-05-21")
    (bill, before) = sorted(
        (row for row in json.loads(ask(WHO, "--json")[1])["rows"] if row["extract"] == "medical_expense"),
        key=lambda row: row["known_to"] or "",
    )
    assert "205.00" in bill["cells"].values() and bill["file"].endswith("2022-05-21/更正.xlsx")
    assert "20500.00" in before["cells"].values() and before["known_to"] == "2022-05-21"
    (warning,) = bureau.warnings("N05")
    assert warning["state"] == "withdrawn"


@pytest.mark.parametrize("extract", ["income", "household_member", "answer", "area", "没有"])
def test_what_is_replaced_whole_has_no_form(ask: Ask, tmp_path: Path, extract: str) -> None:
    code, _, err = ask(WHO, "--correct", extract, "--form", str(tmp_path / "f.xlsx"))
    assert code == 2 and "E-USAGE" in err and not (tmp_path / "f.xlsx").exists()


@pytest.mark.parametrize("words", [("--correct", "medical_expense"), ("--form", "x.xlsx")])
def test_half_a_correction_is_refused(ask: Ask, words: tuple[str, ...]) -> None:
    assert ask(WHO, *words)[0] == 2
