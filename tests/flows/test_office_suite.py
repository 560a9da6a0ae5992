"""The round trip through another office suite: what LibreOffice saves is taken back, to the last digit, and nothing
comes alive in it."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter

from tests.bureau import URBAN_VILLAGE, Bureau, member, number, settlement, twin_of
from tests.flows.test_answers import (
    DAY,
    HELP,
    LISTED,
    NOT_TRUE,
    NOTE,
    RESULT,
    TAKEN,
    answered,
    answers,
    as_csv,
    csv_rows,
    facts,
    filled,
    ids,
    list_of,
    rearrange,
    waiting,
)
from tests.reading import read

SOFFICE = shutil.which("soffice")
ROWS = int(os.environ.get("DOUDI_ROWS", "2000"))
"""`make offices` sends a hundred thousand."""
UTF8_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
LIVE_VILLAGE, LIVE_NAMES = '=HYPERLINK("x","y")', ("@SUM(1)", "＝1+1")
LIVE_NOTES = ("+86 138", "-1+1")

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def saved(path: Path, out: Path, to: str = "xlsx", *words: str) -> Path:
    """The file as LibreOffice saves it, under the same name in another folder."""
    assert SOFFICE
    out.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            SOFFICE,
            "--headless",
            f"-env:UserInstallation=file://{out.absolute()}/.profile",
            *words,
            "--convert-to",
            to,
            "--outdir",
            str(out),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=280,
    )
    return out / f"{path.stem}.{to.partition(':')[0]}"


def formulas(path: Path) -> int:
    with ZipFile(path) as parts:
        return sum(
            len(re.findall(rb"<f[ >/]", parts.read(name)))
            for name in parts.namelist()
            if "worksheets/sheet" in name
        )


@pytest.fixture(scope="module")
def after_a_night(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A village and people whose names a spreadsheet would run."""
    made = Bureau(tmp_path_factory.mktemp("night") / "home")
    made.deliver("area", "2022-05-18", [f'{URBAN_VILLAGE},"{LIVE_VILLAGE.replace(chr(34), chr(34) * 2)}",,,'])
    made.deliver(
        "household_member",
        "2022-05-18",
        [member(f"0102{each}", number(each), name) for each, name in enumerate(LIVE_NAMES, 1)],
    )
    made.deliver(
        "medical_expense",
        "2022-05-18",
        [settlement(f"S{each}", number(each), "2022-05-01", "20500.00") for each in (1, 2)],
    )
    made.night(LISTED)
    return made


@pytest.fixture
def bureau(after_a_night: Bureau, tmp_path: Path) -> Bureau:
    return twin_of(after_a_night, tmp_path / "home")


def live(bureau: Bureau, out: Path) -> Path:
    return filled(
        list_of(bureau), out / list_of(bureau).name, *({**NOT_TRUE, NOTE: note} for note in LIVE_NOTES)
    )


def test_nothing_comes_alive_and_every_text_returns_as_it_was(bureau: Bureau, tmp_path: Path) -> None:
    back = saved(live(bureau, tmp_path / "filled"), tmp_path / "saved")
    for path in (list_of(bureau), back):
        assert formulas(path) == 0
        cells = [
            str(cell.value) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row
        ]
        assert all(cells.count(text) >= 1 for text in (LIVE_VILLAGE, *LIVE_NAMES))
    assert answers(bureau, back) == 0
    bureau.night(TAKEN)
    assert sorted(said[2] for said in facts(bureau).values()) == sorted(LIVE_NOTES)
    assert waiting(bureau) == [] and {said[3] for said in facts(bureau).values()} == {LISTED}


def test_a_list_rearranged_and_saved_elsewhere_is_read_by_number(bureau: Bureau, tmp_path: Path) -> None:
    mixed = filled(list_of(bureau), tmp_path / "filled" / "乱.xlsx", HELP, NOT_TRUE, change=rearrange)
    back = saved(mixed, tmp_path / "saved")
    assert answers(bureau, back) == 0
    bureau.night(TAKEN)
    assert {place: said[:2] for place, said in facts(bureau).items()} == {
        ids(bureau)[0]: ("confirmed_needs_relief", 5226)
    }
    before = facts(bureau)
    assert answers(bureau, back, on="2022-05-24") == 0
    bureau.night("2022-05-24")
    assert facts(bureau) == before and waiting(bureau) == []


def test_a_workbook_saved_as_csv_is_taken(bureau: Bureau, tmp_path: Path) -> None:
    several = filled(
        list_of(bureau),
        tmp_path / "filled" / "清单.xlsx",
        {**HELP, NOTE: "第一行\n第二行，完"},
        {RESULT: "不属实", DAY: "2022/5/21"},
    )
    assert answers(bureau, saved(several, tmp_path / "saved", UTF8_CSV)) == 0
    bureau.night(TAKEN)
    assert facts(bureau)[ids(bureau)[0]] == ("confirmed_needs_relief", 5226, "第一行 第二行，完", LISTED)
    assert waiting(bureau) == [] and len(facts(bureau)) == 2


def test_the_masked_list_opened_and_saved_as_a_workbook_stays_dead(bureau: Bureau, tmp_path: Path) -> None:
    """Opened there, the household's 01021 has become the number 1021: that is a changed cell and is said."""
    rows = answered(csv_rows(list_of(bureau, suffix="csv")), r1=NOT_TRUE)
    path = saved(as_csv(rows, tmp_path / "掩码.csv"), tmp_path / "saved", "xlsx", "--infilter=CSV:44,34,76,1")
    assert formulas(path) == 0
    assert answers(bureau, path) == 1
    kept = saved(
        as_csv(rows, tmp_path / "文字.csv"), tmp_path / "saved", "xlsx", "--infilter=CSV:44,34,76,1,4/2"
    )
    assert answers(bureau, kept) == 0


def test_every_digit_survives_the_office_suite(tmp_path: Path) -> None:
    """Identity numbers, nineteen-digit accounts and codes with leading zeros, as text cells."""
    people = [
        (
            f"{6222020000000000000 + each}" if each % 2 else f"0102{each:06d}",
            number(each % 1000, f"{1900 + each // 1000 % 100}0101"),
            "@SUM(1)" if each % 3 else "李明",
        )
        for each in range(ROWS)
    ]
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "constant_memory": True}) as book:
        sheet, text = book.add_worksheet(), book.add_format({"num_format": "@"})
        head = ("家庭编号", "身份证号", "姓名", "与户主关系", "户籍性质", "户籍区划", "居住区划")
        fixed = ("户主", "城镇", "370902", URBAN_VILLAGE)
        for row, cells in enumerate([head, *((*person, *fixed) for person in people)]):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, text)
    found = read("household_member", saved(path, tmp_path / "saved").read_bytes(), "名册.xlsx")
    assert found.counts == ("loaded", ROWS, ROWS, 0, 0, 0)
    kept = [(row["household_id"], row["id_number"], row["name"]) for row in found.rows]
    assert kept == people
