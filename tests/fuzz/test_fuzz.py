"""Five hundred damaged files, and every file that once showed a fault: no error, no hang, nothing lost.

`FUZZ` sets how many, `FUZZ_SEED` which.
"""

import csv
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fuzz.campaign import SLOW_SECONDS, make
from tests.fuzz.compare import judge
from tests.fuzz.feeds import FEEDS
from tests.fuzz.mutate_book import SHEET, packed, unpacked
from tests.fuzz.oracle import accounts, predict
from tests.fuzz.reader import Reader
from tests.fuzz.seeds import Draft, as_book

ROOT = Path(__file__).parents[2]
INCOME = "身份证号,所属月份,收入类型,金额,数据性质,单位"
MEDICAL = (
    "结算编号,身份证号,结算日期,就诊类型,总费用,基本医保支付,大病保险支付,医疗救助支付,个人自付,个人自费"
)
MEMBER = "家庭编号,身份证号,姓名,与户主关系,户籍性质,户籍区划,居住区划"
WHO = ("990101198001010014", "990101198001010022", "990101198001010030")


def wage(place: int, amount: str = "871.00", payer: str = "") -> str:
    return f"{WHO[place]},2022-04,工资,{amount},实发,{payer}"


def lines(*rows: str, header: str = INCOME, end: str = "\n") -> bytes:
    return "".join(row + end for row in (header, *rows)).encode()


def book(
    *rows: str, header: str = INCOME, change: Callable[[bytes], bytes] = bytes, more: bool = False
) -> bytes:
    """A workbook of these rows; `change` is done to the sheet's XML."""
    rows_of_cells: list[list[object]] = [list(row) for row in csv.reader(rows)]
    draft = Draft(FEEDS["income"], "book", [*header.split(",")], rows_of_cells, office="xlsxwriter")
    if more:
        draft.sheets["续表"] = [draft.headings, *rows_of_cells]
    parts = unpacked(as_book(draft))
    parts[SHEET] = change(parts[SHEET])
    return packed(parts)


def swap(one: bytes, other: bytes) -> Callable[[bytes], bytes]:
    def change(sheet: bytes) -> bytes:
        assert one in sheet, one
        return sheet.replace(one, other)

    return change


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


def far_away(sheet: bytes) -> bytes:
    return swap(b'ref="A1:F2"', b'ref="A1:XFD1048576"')(swap(b"</sheetData>", FAR)(sheet))


def row_moved_up(sheet: bytes) -> bytes:
    """The last row stands before the one above it, each with its own number."""
    first, _, rest = sheet.partition(b'<row r="3"')
    third, _, fourth = rest.partition(b'<row r="4"')
    fourth, end, tail = fourth.partition(b"</row>")
    return first + b'<row r="4"' + fourth + end + b'<row r="3"' + third + tail


def without_its_sheet(content: bytes) -> bytes:
    parts = unpacked(content)
    del parts[SHEET]
    return packed(parts)


@dataclass(frozen=True)
class Case:
    name: str
    content: bytes
    states: str
    """`held`, `loaded`, or either."""
    loaded: int | None = None
    quarantined: int | None = None
    code: str | None = None
    feed: str = "income"
    file_name: str = "数据.csv"


CASES = (
    Case(
        "carriage return in the header",
        lines(wage(0), header=INCOME.replace("月份", "月\r份")),
        "held loaded",
    ),
    Case("lines ended by carriage returns", lines(wage(0), wage(1), end="\r"), "loaded", 2, 0),
    Case("header of 200,000 characters", lines(wage(0), header=INCOME + "长" * 200_000), "held loaded"),
    Case(
        "first line of two megabytes", b"x" * (2 << 20) + b"\n" + lines(wage(0)), "held", code="E-FILE-LIMIT"
    ),
    Case("line of two megabytes", lines(wage(0), wage(1, "9" * (2 << 20))), "held", code="E-FILE-LIMIT"),
    Case("money of 22 digits", lines(wage(0), wage(1, '"1,000,000,000,000,000,000,000"')), "loaded", 1, 1),
    Case("money of 16 digits", lines(wage(0), wage(1, '"9,999,999,999,999,999.99"')), "loaded", 1, 1),
    Case(
        "quoted field too many behind an unknown column",
        lines(wage(0) + ",某人", wage(1) + ',某人,"某""人"', header=INCOME + ",经办人"),
        "loaded",
        1,
        1,
    ),
    Case("empty field at the end", lines(wage(0), wage(1) + ","), "loaded", 1, 1),
    Case(
        "empty field that shifts amounts",
        lines(
            f"S1,{WHO[0]},2022-05-01,住院,9000,5000,300.00,,2000.00,",
            f"S2,{WHO[1]},2022-05-01,住院,9000,5000,,300.00,100.00,2000.00,",
            header=MEDICAL,
        ),
        "loaded",
        1,
        1,
        feed="medical_expense",
    ),
    Case("carriage return between quotes", lines(wage(0), wage(1, payer='"甲\r厂"')), "loaded", 1, 1),
    Case("titles above the header", b"2022\n\n" + lines(wage(0), wage(1)), "loaded", 2, 0),
    Case("totals that agree", lines(wage(0), wage(1), "合计,,,1742.00,,"), "loaded", 2, 0),
    Case("totals that differ", lines(wage(0), wage(1), "合计,,,2613.00,,"), "held", code="E-CONTROL-TOTAL"),
    Case("footer", lines(wage(0), "制表：张三,,,,,"), "loaded", 1, 0),
    Case("zeros within a footer", lines(wage(0), "说明:无 ,,,,,\0\0"), "loaded", 1),
    Case(
        "quotes behind spaces",
        lines(f'"H1", "{WHO[0]}", "王明", "户主", "城镇", "370902", "370902001001"', header=MEMBER),
        "held loaded",
        feed="household_member",
    ),
    Case(
        "number that a spreadsheet has cut",
        lines(
            f"1.2E+19,{WHO[0]},王明,户主,城镇,370902,370902001001",
            f"H1,{WHO[1]},王明,配偶,城镇,370902,370902001001",
            header=MEMBER,
        ),
        "loaded",
        1,
        1,
        feed="household_member",
    ),
    Case(
        "cut within a character below English headings",
        lines(
            *(f"{who},2022-04,wage,1.00,actual,甲厂" for who in WHO),
            header="id_number,month,kind,amount,evidence,payer",
        )[:-3],
        "loaded",
        2,
        1,
    ),
    Case("workbook", book(wage(0), wage(1)), "loaded", 2, 0, file_name="x.xlsx"),
    Case("workbook under another name", book(wage(0), wage(1)), "loaded", 2, 0),
    Case(
        "sheet that says it is smaller",
        book(wage(0), wage(1), wage(2), change=swap(b'ref="A1:F4"', b'ref="A1:F2"')),
        "loaded held",
        file_name="x.xlsx",
    ),
    Case(
        "cell a million rows away",
        book(wage(0), change=far_away),
        "held",
        code="E-FILE-LIMIT",
        file_name="x.xlsx",
    ),
    Case(
        "rows out of order", book(wage(0), wage(1), wage(2), change=row_moved_up), "held", file_name="x.xlsx"
    ),
    Case(
        "two rows of one number",
        book(wage(0), wage(1), wage(2), change=swap(b'<row r="4"', b'<row r="3"')),
        "held",
        file_name="x.xlsx",
    ),
    Case(
        "shared string before the first",
        book(wage(0, payer="乙厂"), wage(1, payer="甲厂"), change=swap(b"<v>11</v>", b"<v>-1</v>")),
        "held",
        file_name="x.xlsx",
    ),
    Case(
        "first sheet missing, a second there",
        without_its_sheet(book(wage(0), more=True)),
        "held",
        file_name="x.xlsx",
    ),
    Case(
        "two sheets with rows", book(wage(0), more=True), "held", code="E-SHEET-SEVERAL", file_name="x.xlsx"
    ),
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_that_once_showed_a_fault(reader: Reader, case: Case) -> None:
    seen = reader.read(case.content, FEEDS[case.feed], case.file_name)
    assert judge(seen, case.content, FEEDS[case.feed], is_damaged_archive=False) == []
    assert seen.seconds < SLOW_SECONDS
    (row,) = seen.ledger
    assert row["state"] in case.states.split()
    assert case.loaded in (None, row["rows_loaded"])
    assert case.quarantined in (None, row["rows_quarantined"])
    assert case.code is None or case.code in row["codes"]


@pytest.mark.slow
def test_damaged_files_lose_nothing(tmp_path: Path) -> None:
    """In a process of its own, because workers that fork must find no open engine."""
    count, seed = os.environ.get("FUZZ", "500"), os.environ.get("FUZZ_SEED", "1")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.campaign", count, seed, "--folder", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_seed_gives_the_same_bytes() -> None:
    first = [make(number, 7) for number in range(20)]
    time.sleep(1.1)  # an office library writes the time into its files
    assert [make(number, 7) for number in range(20)] == first


def test_the_oracle_counts_by_itself() -> None:
    content = lines(wage(0), wage(0), wage(1), wage(1, "2"), "", "x,y", wage(2, "1.005"))
    (found,) = predict(content, FEEDS["income"])
    assert (found.state, found.rows_in) == ("loaded", 7)
    own = accounts(FEEDS["income"], found.lines, 7)
    assert (len(own.loaded), own.collapsed, own.skipped) == (1, 1, 1)
    assert own.quarantined == {4: {87100}, 5: {200}, 7: {None}, 8: {None}}
    assert own.loaded_fen == 87100


def test_the_oracle_does_not_hold_a_file_to_a_total_that_has_slid_under_another_column() -> None:
    row = f"S1,5.00,{WHO[0]},2022-05-01,住院,30.00,5.00,20.00"
    header = "结算编号,医疗救助支付,身份证号,结算日期,就诊类型,总费用,基本医保支付,个人自付"

    def told(totals: str) -> tuple[str, str]:
        (found,) = predict(lines(row, totals, header=header), FEEDS["medical_expense"])
        return found.state, found.may_hold

    assert told("合计,20.00") == ("loaded", "")
    assert told("合计,20.01") == ("loaded", "control total")
    assert told("合计,,,,,,,20.01")[1] == "control total"
