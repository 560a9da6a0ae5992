"""The empty workbook for a department: filled in, it is read back as it is; it says what to write and why."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from flows.cli import main
from flows.template import template
from schemas.extracts import EXTRACTS
from tests.bureau import Bureau
from tests.flows.test_every_extract import kept
from tests.one_row_each import CASES

DAY = "2022-05-19"
YELLOW = "FFFFE48A"
each = pytest.mark.parametrize("extract", EXTRACTS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every template, as the command writes it."""
    folder = tmp_path_factory.mktemp("templates")
    for name in EXTRACTS:
        assert main(["template", name, "--out", str(folder / f"{name}.xlsx")]) == 0
    return folder


@pytest.fixture(scope="module")
def bureau(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A bureau to which every department has sent its template with one row filled in."""
    received = Bureau(tmp_path_factory.mktemp("bureau"))
    for name, contract in EXTRACTS.items():
        book = openpyxl.load_workbook(made / f"{name}.xlsx")
        for column, cell in zip(contract.columns, CASES[name].cells, strict=True):
            place = contract.columns.index(column) + 1
            value = float(cell) if cell and column.kind == "money" else cell or None
            book.worksheets[0].cell(2, place, value)
        folder = received.home.landing / name / DAY
        folder.mkdir(parents=True)
        book.save(folder / f"{contract.zh}.xlsx")
    received.has_warned(CASES["answer"].cells[0], "2022-05-10")
    received.night("2022-05-20")
    return received


@each
def test_a_template_filled_in_is_read_back_to_the_cell(bureau: Bureau, extract: str) -> None:
    assert bureau.states()[extract] == ("loaded",)
    assert kept(bureau, extract) == [CASES[extract].kept]


@each
def test_headings_are_the_contracts_and_required_ones_stand_out(made: Path, extract: str) -> None:
    book = openpyxl.load_workbook(made / f"{extract}.xlsx")
    contract, sheet = EXTRACTS[extract], book.worksheets[0]
    assert book.sheetnames == [contract.zh, "填写说明"] and sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == [column.zh for column in contract.columns]
    for column, cell in zip(contract.columns, sheet[1], strict=True):
        assert (cell.fill.start_color.rgb == YELLOW) == column.required
        assert cell.comment.text.startswith("必填" if column.required else "选填")


@each
def test_numbers_and_days_stay_text_and_only_money_is_a_number(made: Path, extract: str) -> None:
    """An identity number typed in keeps its eighteen characters; 2.1% stays 2.1%."""
    sheet = openpyxl.load_workbook(made / f"{extract}.xlsx").worksheets[0]
    # Neighbours that look alike are kept as one range of columns.
    looks = {
        place: look for look in sheet.column_dimensions.values() for place in range(look.min, look.max + 1)
    }
    for place, column in enumerate(EXTRACTS[extract].columns, start=1):
        look = looks[place]
        assert look.number_format == ("0.00" if column.kind == "money" else "@"), column.zh
        assert look.width >= 2 * len(column.zh)


@each
def test_drop_downs_offer_the_contracts_labels_and_every_cell_is_explained(made: Path, extract: str) -> None:
    sheet = openpyxl.load_workbook(made / f"{extract}.xlsx").worksheets[0]
    found = {str(rule.sqref).partition("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
    for column, cell in zip(EXTRACTS[extract].columns, sheet[1], strict=True):
        rule = found[cell.column_letter]
        assert rule.promptTitle == column.zh and rule.prompt and str(rule.sqref).endswith("1048576")
        if column.choices:
            assert rule.formula1 == f'"{",".join(column.labels)}"'
            # What the contract takes as written, the sheet does not forbid.
            assert rule.errorStyle == (None if column.otherwise == "refuse" else "warning")


@each
def test_the_guide_names_every_column_and_why_it_is_asked_for(made: Path, extract: str) -> None:
    contract = EXTRACTS[extract]
    rows = list(openpyxl.load_workbook(made / f"{extract}.xlsx")["填写说明"].iter_rows(values_only=True))
    said = {row[0]: row for row in rows}
    for column in contract.columns:
        _, name, required, how, values, why = said[column.zh]
        assert (name, required == "是", why) == (column.name, column.required, column.purpose)
        assert how and all(label in (values or "") for label in column.labels)
    about = "\n".join(str(row[0]) for row in rows)
    assert contract.department_zh in about and f"{contract.max_age_days} 天" in about


@each
def test_the_same_contract_makes_the_same_bytes(made: Path, extract: str) -> None:
    assert (made / f"{extract}.xlsx").read_bytes() == template(EXTRACTS[extract])


def test_a_register_by_kinds_says_so() -> None:
    """Who sends only vehicles must know that homes stay as they are."""
    by_kind, whole = (
        openpyxl.load_workbook(BytesIO(template(EXTRACTS[name])))["填写说明"]["A3"].value
        for name in ("property", "area")
    )
    assert "每一种财产类型都是整个名册" in by_kind and "没有出现的不动" in by_kind
    assert "每次送达的是整个名册" in whole


def test_the_file_is_named_in_chinese_and_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", "残疾人证"]) == 0
    said = capsys.readouterr()
    assert "残疾人证模板.xlsx" in said.err and said.out == ""
    before = Path("残疾人证模板.xlsx").read_bytes()
    assert main(["template", "disability"]) == 2
    assert "已存在 / exists" in capsys.readouterr().err
    assert Path("残疾人证模板.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "why"),
    [(["disabilities"], "poverty_return_watch"), (["death", "--out", "nowhere/x.xlsx"], "no such folder")],
    ids=["unknown extract", "unknown folder"],
)
def test_what_cannot_be_written_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    why: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", *words]) == 2
    said = capsys.readouterr().err
    assert "E-USAGE" in said and why in said
    assert not list(tmp_path.iterdir())


def test_without_a_name_all_extracts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template"]) == 0
    said = capsys.readouterr().out
    assert all(name in said and extract.zh in said for name, extract in EXTRACTS.items())
