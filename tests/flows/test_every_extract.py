"""Every department's file, from a cell to the warehouse: what is good is kept exactly, what is wrong is named."""

from pathlib import Path

import openpyxl
import pytest

from flows.home import warehouse
from schemas.extracts import EXTRACTS
from tests.bureau import Bureau, member, number, settlement
from tests.one_row_each import CASES, PEOPLE

DAY = "2022-05-19"
each = pytest.mark.parametrize("extract", CASES)


def kept(bureau: Bureau, extract: str, *, where: str = "") -> list[list[str]]:
    """What the warehouse knows today of an extract, as texts; people by their identity numbers."""
    contract = EXTRACTS[extract]
    columns = ", ".join(
        f"(SELECT id_number FROM person WHERE person_no = fact.{column.stored})"
        if column.kind == "identity_number"
        else f"CAST(fact.{column.stored} AS VARCHAR)"
        for column in contract.columns
    )
    with warehouse(bureau.home, read_only=True) as con:
        rows = con.execute(
            f"SELECT {columns} FROM {extract} fact WHERE known_to = DATE '9999-12-31' {where} ORDER BY ALL"
        ).fetchall()
    return [[cell or "" for cell in row] for row in rows]


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A bureau to which every department has sent one good line and one bad one."""
    made = Bureau(tmp_path_factory.mktemp("bureau"))
    for name, case in CASES.items():
        place = [column.zh for column in EXTRACTS[name].columns].index(case.heading)
        bad = [*case.cells[:place], case.wrong, *case.cells[place + 1 :]]
        made.deliver(name, DAY, [",".join(case.cells), ",".join(bad)])
    made.has_warned(CASES["answer"].cells[0], "2022-05-10")
    made.night("2022-05-20")
    return made


def test_every_extract_has_its_case() -> None:
    assert set(CASES) == set(EXTRACTS)


@each
def test_a_good_row_is_kept_to_the_cell(bureau: Bureau, extract: str) -> None:
    assert kept(bureau, extract) == [CASES[extract].kept]


@each
def test_a_wrong_cell_puts_its_row_aside_with_the_reason(bureau: Bureau, extract: str) -> None:
    case = CASES[extract]
    column = next(column.name for column in EXTRACTS[extract].columns if column.zh == case.heading)
    assert bureau.ask(
        f"SELECT line, \"columns\", reason_codes FROM quarantine WHERE extract = '{extract}'"
    ) == [(3, [column], [case.code])]


@each
def test_every_line_and_every_cent_is_accounted_for(bureau: Bureau, extract: str) -> None:
    ((state, *counts, money_in, loaded, aside),) = bureau.ask(
        f"""SELECT state, rows_in, rows_loaded, rows_collapsed, rows_quarantined, rows_skipped,
        amount_in_cny, amount_loaded_cny, amount_quarantined_cny FROM delivery WHERE extract = '{extract}'"""
    )
    assert (state, counts) == ("loaded", [2, 1, 0, 1, 0])
    assert money_in == loaded + aside


A, B = PEOPLE["A"], PEOPLE["B"]


@pytest.mark.parametrize(
    ("extract", "first", "second", "then"),
    [
        (
            "property",
            [f"{A},房产,产权1,300000,85,", f"{A},车辆,鲁J00001,50000,,", f"{B},车辆,鲁J00002,60000,,"],
            [f"{A},车辆,鲁J00001,45000,,"],
            {("housing", A, "产权1"), ("vehicle", A, "鲁J00001")},
        ),
        (
            "disability",
            [f"{A},肢体,二级,2020-01-01,", f"{A},智力,三级,2020-01-01,", f"{B},智力,二级,2020-01-01,"],
            [f"{A},智力,二级,2022-05-01,"],
            {("limb", A, "2"), ("intellectual", A, "2")},
        ),
    ],
    ids=["property", "disability"],
)
def test_a_register_of_one_kind_leaves_the_other_kinds_alone(
    tmp_path: Path, extract: str, first: list[str], second: list[str], then: set[tuple[str, str, str]]
) -> None:
    """B's vehicle (disability) is gone from the newer list; A's home (limb) was not spoken of."""
    bureau = Bureau(tmp_path)
    bureau.deliver(extract, "2022-05-10", first)
    bureau.deliver(extract, "2022-05-12", second)
    bureau.night("2022-05-20")
    assert {(row[1], row[0], row[2]) for row in kept(bureau, extract)} == then
    # The older file still speaks for the kind that the newer one leaves out.
    assert bureau.states()[extract] == ("loaded", "loaded")


def test_a_register_replaced_by_the_same_kinds_is_superseded(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    bureau.deliver("property", "2022-05-10", [f"{A},车辆,鲁J00001,50000,,"])
    bureau.deliver("property", "2022-05-12", [f"{A},房产,产权1,300000,85,", f"{B},车辆,鲁J00002,60000,,"])
    bureau.night("2022-05-20")
    assert bureau.states()["property"] == ("superseded", "loaded")


def test_a_register_is_held_against_the_usual_size_of_its_kind(tmp_path: Path) -> None:
    """Fewer and smaller deposits after many homes are no fault; half of the homes are."""
    bureau = Bureau(tmp_path)
    homes = [f"{number(place)},房产,产权{place},300000,85," for place in range(1, 151)]
    deposits = [f"{number(place)},存款,某银行,200,," for place in range(1, 121)]
    for day in ("2022-05-01", "2022-05-02", "2022-05-03"):
        bureau.deliver("property", day, [*homes, f"{B},存款,某银行,{day[-1]}00,,"])
    bureau.deliver("property", "2022-05-04", deposits)
    bureau.deliver("property", "2022-05-05", homes[:70])
    bureau.night("2022-05-20")
    assert bureau.states()["property"] == ("superseded", "superseded", "loaded", "loaded", "held")
    assert len(kept(bureau, "property", where="AND kind = 'housing'")) == 150


def test_one_person_may_be_paid_in_two_places_and_both_are_kept(tmp_path: Path) -> None:
    """The double payment itself is what is looked for; it is no contradiction."""
    bureau = Bureau(tmp_path)
    rows = [f"H1,{A},2022-04,低保,871,{place}" for place in ("370902001", "370902002", "")]
    bureau.deliver("benefit_payment", DAY, rows)
    bureau.night("2022-05-20")
    assert {row[5] for row in kept(bureau, "benefit_payment")} == {"", "370902001", "370902002"}


def test_the_list_that_was_sent_out_comes_back_as_it_is(tmp_path: Path) -> None:
    """The township fills in its workbook, title and notes above the heading included."""
    bureau = Bureau(tmp_path)
    bureau.deliver("household_member", "2022-05-18", [member("H1", A), member("H2", B)])
    for who in (A, B):
        bureau.deliver(
            "medical_expense",
            "2022-05-18",
            [settlement(f"S{who}", who, "2022-05-01", "20500.00")],
            name=f"{who}.csv",
        )
    sent = bureau.night("2022-05-20").exports
    (path,) = (found for found in sent.glob("*370902001_*.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (heading,) = (row for row in sheet.iter_rows() if row[0].value == "序号")
    at = {cell.value: cell.column for cell in heading}
    first = heading[0].row + 1
    for name, value in (("核查结果", "属实-需救助"), ("实际救助金额(元)", 5226), ("核查日期", "2022-05-21")):
        sheet.cell(first, at[name], value)
    folder = bureau.home.landing / "answer" / "2022-05-23"
    folder.mkdir(parents=True)
    book.save(folder / path.name)
    bureau.night("2022-05-23")
    (answered,) = kept(bureau, "answer")
    assert answered[1:] == ["confirmed_needs_relief", "", "522600", "", "2022-05-21", "2022-05-20"]
    assert answered[0] == bureau.warnings()[0]["warning_id"]
    assert bureau.ask("SELECT rows_loaded, rows_skipped FROM delivery WHERE extract = 'answer'") == [(1, 1)]
