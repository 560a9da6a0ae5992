"""The lists an office gets: complete, masked where they must be, dead as text, and the same twice."""

import csv
import hashlib
import json
import stat
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from flows.exports import DIGESTED, ExportedFile, row_digest, total_list, write_office_lists
from flows.exports.row_height import HIGHEST, line_count, row_height, text_width
from flows.exports.row_xml import LONGEST_CELL, cell_text
from flows.exports.safe_csv import neutral
from flows.exports.work_lists import LISTS as WORK_LISTS
from flows.exports.work_lists.work_list import WorkList
from flows.exports.yuan import yuan
from flows.publish.overdue import overdue_rows as rows_overdue
from schemas.office import ANSWERS, COLUMNS, OFFICE_ROW

AS_OF = date(2022, 6, 22)
# Written out once more: other people's programs read these names in this order.
HEADER_LINE = (
    "序号,预警编号,村(社区),家庭编号,户主姓名,身份证号(掩码),家庭人口,预警类型,预警级别,预警原因,依据条款,"
    "建议救助金额(元),数据来源及期间,办理时限,变化,核查结果,核查情况说明,实际救助金额(元),核查人,核查日期"
)
HEADER = HEADER_LINE.split(",")
TOTAL_HEADER = [*HEADER[:2], "乡镇(街道)", *HEADER[2:]]
NOTICE = "就业数据未到"

LIVE = ['=HYPERLINK("x")', "@SUM(1)", "＝1+1", "-1+1", "+86 138", "\t=1+1", "＋1", "－1", "＠x"]

ROW: dict[str, Any] = {
    "warning_id": "W370902-20220622-000001",
    "township_code": "370902001",
    "township_name": "财源街道",
    "village_code": "370902001001",
    "village_name": "和平社区",
    "household_id": "H3709020001",
    "head_name": "李建国",
    "head_name_masked": "李*国",
    "head_id_masked": "370902********1013",
    "member_count": 2,
    "warning_count": 1,
    "rule_title_zh": "医疗自付累计过高",
    "severity": "orange",
    "reason_zh": "个人负担医疗费 3,180.00 元,超过本区设定的 60%。",
    "legal_basis": "《社会救助暂行办法》第四十七条",
    "suggested_fen": 522600,
    "sources_zh": "医保局 2022-06-20 批次",
    "due_on": date(2022, 6, 29),
    "change": "new",
    "change_zh": "新增",
}


def make_work_table(con: duckdb.DuckDBPyConnection, each: WorkList) -> None:
    """The row table of a list of other work, empty, with every column the list shows."""
    names = {"township_code VARCHAR", "township_name VARCHAR"}
    for cell in each.columns.values():
        names.add(f"{cell.field} {'BIGINT' if cell.kind in ('money', 'count') else 'VARCHAR'}")
        if cell.kind == "name":
            names.add(f"{cell.field}_masked VARCHAR")
    if each.amount is not None:
        names.add(f"{each.amount} BIGINT")
    con.execute(f"CREATE OR REPLACE TEMP TABLE {each.table} ({', '.join(sorted(names))})")


def office(*rows: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(OFFICE_ROW.create())
    con.execute("CREATE TEMP TABLE difference_row (difference_fen BIGINT)")
    for each in WORK_LISTS:
        make_work_table(con, each)
    con.execute(
        """CREATE TEMP TABLE transfer_row (township_code VARCHAR, township_name VARCHAR, warning_id VARCHAR,
        household_id VARCHAR, head_name_masked VARCHAR, to_township_name VARCHAR, moved_on DATE)"""
    )
    values = [[{**ROW, **row}[name] for name in OFFICE_ROW.names] for row in rows]
    if values:
        con.executemany(f"INSERT INTO office_row VALUES ({', '.join('?' * len(OFFICE_ROW.names))})", values)
    con.execute(
        """CREATE TEMP TABLE visit_slip AS
        SELECT warning_id, ['李*国（户主，42岁）', '王*（配偶，40岁）'] AS members,
            [{mark: '', title: rule_title_zh, level: '橙色，新增', said: reason_zh, asks: ['问甲', '问乙']}] AS warnings,
            ['已逾期（应于 2022-06-29 前办结）。'] AS remarks
        FROM office_row"""
    )
    rows_overdue(con, AS_OF)
    return con


def write(folder: Path, *rows: dict[str, Any], **settings: Any) -> list[ExportedFile]:
    with office(*rows) as con:
        return write_office_lists(
            con,
            folder,
            **{
                "area_code": "370902",
                "area_name": "泰山区",
                "as_of": AS_OF,
                "run_id": "R20220622-01",
                "notices_zh": [NOTICE],
                **settings,
            },
        )


def read_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def csv_of(folder: Path, township: str = "370902001") -> list[list[str]]:
    return read_csv(folder / f"预警核查清单_{township}_2022-06-22.csv")


def book_of(folder: Path, township: str = "370902001") -> Workbook:
    return openpyxl.load_workbook(folder / f"预警核查清单_{township}_2022-06-22.xlsx")


def listed(book: Workbook, sheet: str = "核查清单") -> list[dict[str, Any]]:
    """The rows below the header, by heading."""
    rows: Iterator[tuple[Any, ...]] = book[sheet].iter_rows(values_only=True)
    header = next(row for row in rows if row[0] == "序号")
    return [dict(zip(header, row, strict=True)) for row in rows]


MANY: list[dict[str, Any]] = [
    {
        "warning_id": f"W370902-20220622-{number:06d}",
        "township_code": f"37090200{number % 3 + 1}",
        "township_name": ("财源街道", "岱庙街道", "上高街道")[number % 3],
        "village_code": f"37090200{number % 3 + 1}00{number % 2}",
        "head_name": "欧阳" + "甲乙丙丁戊己庚辛壬癸"[number % 10],
        "head_name_masked": "欧**",
        "severity": ("blue", "yellow", "red", "orange")[number % 4],
        "suggested_fen": None if number % 5 == 0 else 10_000_000_000_000_01 + number,
        "change": change,
        "change_zh": word,
        # One in five tells two warnings, and every one of those is new.
        "warning_count": 2 if change == "new" else 1,
    }
    for number, (change, word) in enumerate(
        [
            ("new", "新增"),
            ("continuing", "持续"),
            ("withdrawn", "撤销"),
            ("cleared", "解除"),
            ("reopened", "重新出现"),
        ]
        * 6
    )
]


def test_csv_has_the_promised_form(tmp_path: Path) -> None:
    write(tmp_path, {}, {"warning_id": "W2", "suggested_fen": None, "member_count": None, "due_on": None})
    raw = (tmp_path / "预警核查清单_370902001_2022-06-22.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf" + "序号,".encode())
    assert raw.count(b"\n") == raw.count(b"\r\n") == 3
    header, first, second = csv_of(tmp_path)
    assert header == HEADER == list(COLUMNS)
    assert first[:7] == ["1", "W2", "和平社区", "H3709020001", "李*国", "370902********1013", ""]
    assert first[7:11] == ["医疗自付累计过高", "橙色", ROW["reason_zh"], ROW["legal_basis"]]
    assert first[11:] == ["", "医保局 2022-06-20 批次", "", "新增", *[""] * 5]
    assert (second[1], second[6], second[11], second[13]) == (ROW["warning_id"], "2", "5226.00", "2022-06-29")
    assert [row[0] for row in (first, second)] == ["1", "2"]


def test_full_name_only_in_the_township_workbook_and_on_the_slips(tmp_path: Path) -> None:
    write(tmp_path, {})
    assert listed(book_of(tmp_path))[0]["户主姓名"] == "李建国"
    assert listed(book_of(tmp_path))[0]["身份证号(掩码)"] == "370902********1013"
    for path in tmp_path.iterdir():
        if path.suffix == ".xlsx":
            with ZipFile(path) as parts:
                text = b"".join(parts.read(name) for name in parts.namelist()).decode()
        else:
            text = path.read_text("utf-8")
        named = path.suffix == ".html" or path.name == "预警核查清单_370902001_2022-06-22.xlsx"
        assert ("李建国" in text) is named, path.name
    total = openpyxl.load_workbook(tmp_path / "预警核查总表_370902_2022-06-22.xlsx")
    assert listed(total, "核查总表")[0]["户主姓名"] == "李*国"


def test_no_text_comes_alive(tmp_path: Path) -> None:
    places = ("township_name", "village_name", "head_name", "head_name_masked", "reason_zh")
    write(tmp_path, *({"warning_id": f"W{n}", **dict.fromkeys(places, text)} for n, text in enumerate(LIVE)))
    own, total = csv_of(tmp_path), read_csv(tmp_path / "预警核查总表_370902_2022-06-22.csv")
    shown = listed(book_of(tmp_path))
    for number, text in enumerate(LIVE):
        assert own[number + 1].count("'" + text) == 3
        assert total[number + 1].count("'" + text) == 4
        assert text not in own[number + 1] + total[number + 1]
        assert [shown[number][heading] for heading in ("村(社区)", "户主姓名", "预警原因")] == [text] * 3
    for path in tmp_path.glob("*.xlsx"):
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert all(cell.hyperlink is None for cell in cells)
        with ZipFile(path) as parts:
            assert all(b"<f>" not in parts.read(name) for name in parts.namelist() if "worksheets" in name)


def test_numbers_keep_their_sign(tmp_path: Path) -> None:
    assert [neutral(text) for text in ("-500.00", "+1", "-0.05", "1E5", "", "李-国")] == [
        "-500.00",
        "+1",
        "-0.05",
        "1E5",
        "",
        "李-国",
    ]
    assert neutral("-1E5") == "'-1E5"
    write(tmp_path, {"suggested_fen": -50000})
    assert csv_of(tmp_path)[1][11] == "-500.00"


def test_every_warning_in_exactly_one_list_and_all_in_the_total(tmp_path: Path) -> None:
    files = write(tmp_path, *MANY)
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    assert {path.name for path in tmp_path.iterdir()} == {file.file_name for file in files}

    seen: list[str] = []
    for file in manifest["files"]:
        path = tmp_path / file["file_name"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]
        if file["kind"] != "csv":
            continue
        header, *rows = read_csv(path)
        amount = header.index("建议救助金额(元)")
        assert len(rows) == file["rows"]
        assert sum(Decimal(row[amount] or 0) for row in rows) == Decimal(file["suggested_cny"])
        numbers = [row[1] for row in rows]
        if file["township_code"] == "370902":
            assert header == TOTAL_HEADER
            total = numbers
        else:
            own = {row["warning_id"] for row in MANY if row["township_code"] == file["township_code"]}
            assert set(numbers) == own
            assert [row["预警编号"] for row in listed(book_of(tmp_path, file["township_code"]))] == numbers
            seen += numbers
    assert sorted(seen) == sorted(row["warning_id"] for row in MANY)
    assert total == seen
    expected = sum(row["suggested_fen"] or 0 for row in MANY)
    assert manifest["totals"] == {"files": 11, "rows": 30, "suggested_cny": yuan(expected), "townships": 3}
    assert files[-1].kind == "manifest" and files[-1].suggested_fen == expected


def test_rows_stand_in_the_order_of_the_visits(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"warning_id": "W5", "severity": "red", "change": "cleared"},
        {"warning_id": "W4", "severity": "blue"},
        {"warning_id": "W3", "severity": "red", "village_code": "370902001009"},
        {"warning_id": "W2", "severity": "red", "village_code": "370902001002"},
        {"warning_id": "W1", "severity": "red", "village_code": "370902001009"},
        {"warning_id": "W6", "severity": "orange"},
        {"warning_id": "W7", "severity": "yellow"},
    )
    assert [row[1] for row in csv_of(tmp_path)[1:]] == ["W2", "W1", "W3", "W6", "W7", "W4", "W5"]
    sheet = book_of(tmp_path)["核查清单"]
    fills = {row[1].value: row[9].fill.fgColor.rgb for row in sheet.iter_rows(min_row=5)}
    assert fills["W5"] == "FFE4E4E4"
    assert fills["W2"] == "00000000"


def test_same_rows_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "one", *MANY)
    write(tmp_path / "two", *reversed(MANY))
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name
    created = openpyxl.load_workbook(next((tmp_path / "one").glob("*.xlsx"))).properties.created
    assert created is not None and created.date() == AS_OF


def test_only_the_owner_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "exports" / "2022-06-22"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("untouched")
    write(folder, {})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    old = folder / "预警核查清单_370902001_2022-06-22.csv"
    old.chmod(0o644)
    manifest = folder / "manifest.json"
    manifest.unlink()
    manifest.symlink_to(elsewhere)
    write(folder, {})
    assert {stat.S_IMODE(path.lstat().st_mode) for path in folder.iterdir()} == {0o600}
    assert elsewhere.read_text() == "untouched"


@pytest.mark.parametrize(
    "code", ["../../etc", "a/b", "CON", "37090200", "3709020011", "３７０９０２００１", "", None]
)
def test_a_name_that_is_no_code_is_refused_before_anything_is_written(
    tmp_path: Path, code: str | None
) -> None:
    with pytest.raises(ValueError, match="nine digits"):
        write(tmp_path / "out", {}, {"warning_id": "W2", "township_code": code})
    with pytest.raises(ValueError, match="area code"):
        write(tmp_path / "out", {}, area_code=code or "")
    assert not (tmp_path / "out").exists()


def test_the_workbook_guides_the_hand(tmp_path: Path) -> None:
    write(tmp_path, {}, {"warning_id": "W2", "suggested_fen": None, "warning_count": 3})
    book = book_of(tmp_path)
    sheet = book["核查清单"]
    assert sheet["A1"].value == "泰山区 财源街道 预警核查清单"
    assert (
        "R20220622-01" in sheet["A2"].value
        and "2022-06-22" in sheet["A2"].value
        and "共 2 户，需入户核查 2 户，涉及预警 4 条" in sheet["A2"].value
    )
    assert "内部资料 注意保管" in [cell.value for cell in sheet[2]]
    assert NOTICE in sheet["A3"].value
    assert [cell.value for cell in sheet[4]] == HEADER
    assert sheet.max_row == 6 and sheet.dimensions == "A1:T6"

    row = sheet[5]
    amounts = {other["预警编号"]: other["建议救助金额(元)"] for other in listed(book)}
    assert amounts == {ROW["warning_id"]: 5226, "W2": None}
    assert [cell.protection.locked for cell in row] == [True] * 15 + [False] * 5
    assert {cell.number_format for cell in row[1:6]} == {"@"}
    assert sheet.protection.sheet and not sheet.protection.password
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["P5:P6"].formula1 == f'"{",".join(ANSWERS)}"'
    assert (rules["R5:R6"].type, rules["R5:R6"].operator) == ("decimal", "greaterThanOrEqual")
    assert rules["T5:T6"].type == "date"
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.auto_filter.ref == "A4:T6"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter.left.text.startswith("核查单位(盖章)：") and "日期：" in sheet.oddFooter.left.text
    assert "&P/&N" in sheet.oddFooter.right.text.replace("&[Page]", "&P").replace("&[Pages]", "&N")

    guidance = " ".join(str(cell.value) for line in book["填写说明"] for cell in line if cell.value)
    assert all(answer in guidance for answer in ANSWERS)
    assert "建议" in guidance and "由乡镇(街道)入户核实后决定" in guidance and "办理时限" in guidance


def test_a_returned_list_can_be_held_against_the_one_sent(tmp_path: Path) -> None:
    write(tmp_path, {}, {"warning_id": "W2", "suggested_fen": None, "reason_zh": " a&b <c>\n_x0041_ "})
    book = book_of(tmp_path)
    batch = book["_batch"]
    assert batch.sheet_state == "veryHidden"
    head = {row[0]: row[1] for row in batch.iter_rows(max_row=3, values_only=True)}
    assert head == {"batch_id": "R20220622-01", "as_of": "2022-06-22", "township_code": "370902001"}
    sent = dict(batch.iter_rows(min_row=5, max_col=2, values_only=True))

    def shown(heading: str, value: Any) -> str:
        if value is None:
            return ""
        if heading == "建议救助金额(元)":
            return f"{Decimal(str(value)):.2f}"
        # openpyxl leaves the escaped underscore as it stands in the file.
        return str(value).replace("_x005F_", "_")

    rows = listed(book)
    assert len(rows) == len(sent) == 2
    for row in rows:
        values = [shown(heading, row[heading]) for heading in DIGESTED]
        assert sent[row["预警编号"]] == row_digest(values)
        assert sent[row["预警编号"]] == row_digest([f"  {value}\u3000" for value in values])
        assert sent[row["预警编号"]] != row_digest([*values[:-1], "解除"])
    assert row_digest(["ab", "c"]) != row_digest(["a", "bc"])


def test_total_counts_what_each_township_got(tmp_path: Path) -> None:
    write(tmp_path, *MANY)
    book = openpyxl.load_workbook(tmp_path / "预警核查总表_370902_2022-06-22.xlsx")
    assert book.sheetnames == ["汇总", "核查总表"]
    rows = list(book["汇总"].iter_rows(values_only=True))
    at = next(number for number, row in enumerate(rows) if row[0] == "乡镇代码")
    assert rows[at][2:12] == (
        "合计(户)",
        "需入户(户)",
        "预警(条)",
        "新增",
        "持续",
        "升级",
        "降级",
        "重新出现",
        "撤销",
        "解除",
    )
    assert [row[0] for row in rows[at + 1 :]] == ["370902001", "370902002", "370902003", "合计"]
    assert rows[-1][2:12] == (30, 18, 24, 6, 6, 0, 0, 6, 6, 6)
    for township in rows[at + 1 : -1]:
        own = [row for row in MANY if row["township_code"] == township[0]]
        assert township[2] == len(own)
        assert township[5] == sum(row["change"] == "new" for row in own)
    everything = listed(book, "核查总表")
    assert len(everything) == 30
    assert list(everything[0]) == TOTAL_HEADER


def test_a_total_too_long_for_a_workbook_stays_whole_in_the_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(total_list, "MOST_ROWS", 10)
    write(tmp_path, *MANY)
    assert len(read_csv(tmp_path / "预警核查总表_370902_2022-06-22.csv")) == 31
    book = openpyxl.load_workbook(tmp_path / "预警核查总表_370902_2022-06-22.xlsx")
    assert listed(book, "核查总表") == []
    assert "CSV" in " ".join(str(row[0]) for row in book["汇总"].iter_rows(values_only=True))


def test_a_night_without_warnings_still_says_so(tmp_path: Path) -> None:
    files = write(tmp_path)
    assert [file.kind for file in files] == ["csv", "xlsx", "manifest"]
    assert json.loads((tmp_path / "manifest.json").read_bytes())["totals"]["suggested_cny"] == "0.00"
    assert read_csv(tmp_path / "预警核查总表_370902_2022-06-22.csv") == [TOTAL_HEADER]


def test_manifest_is_plain_and_sorted(tmp_path: Path) -> None:
    write(tmp_path, {})
    raw = (tmp_path / "manifest.json").read_bytes()
    manifest = json.loads(raw)
    assert raw.decode() == json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert (manifest["as_of"], manifest["run_id"]) == ("2022-06-22", "R20220622-01")
    assert manifest["area"] == {"code": "370902", "name": "泰山区"}


def test_progress_ends_with_everything(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    write(tmp_path, *MANY, progress=lambda done, rows: heard.append((done, rows)))
    assert heard == [(10, 30), (20, 30), (30, 30)]


def test_rows_are_as_high_as_their_text(tmp_path: Path) -> None:
    assert text_width("ab元") == 4
    assert line_count("", 10) == 1
    assert line_count("一\n二", 10) == 2
    assert row_height(["短", "户" * 120], [10, 38]) > row_height(["短", "户" * 60], [10, 38]) > 60
    assert row_height(["户" * 5000], [38]) == HIGHEST
    write(tmp_path, {"reason_zh": "户" * 120})
    assert book_of(tmp_path)["核查清单"].row_dimensions[5].height >= 5 * 15


def test_a_cell_holds_only_what_a_workbook_can_carry() -> None:
    assert cell_text("a\x00b\x0bc\r") == "a b c "
    assert cell_text("<&>") == "&lt;&amp;&gt;"
    assert cell_text("_x0041_") == "_x005F_x0041_"
    assert cell_text("W_x1") == "W_x1"
    assert cell_text("\ue000") == " "
    assert len(cell_text("户" * 40_000)) == LONGEST_CELL


def test_yuan_is_exact() -> None:
    assert [yuan(fen) for fen in (522600, 0, 5, -5, -50000, 2**63 - 1)] == [
        "5226.00",
        "0.00",
        "0.05",
        "-0.05",
        "-500.00",
        "92233720368547758.07",
    ]


def test_reasons_stand_below_each_other_and_a_csv_row_stays_one_line(tmp_path: Path) -> None:
    reasons = "该户：\n① 甲。\n② 乙。"
    write(tmp_path, {"reason_zh": reasons})
    assert listed(book_of(tmp_path))[0]["预警原因"] == reasons
    assert book_of(tmp_path)["核查清单"].row_dimensions[5].height == 3 * 15 + 5
    for path in tmp_path.glob("*.csv"):
        assert len(path.read_bytes().splitlines()) == 2
        assert "该户： ① 甲。 ② 乙。" in read_csv(path)[1]


def test_a_household_with_many_reasons_is_set_smaller_before_anything_is_cut_off(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"reason_zh": "户" * 600, "warning_id": "W1"},
        {"reason_zh": "户" * 1000, "warning_id": "W2"},
        {"reason_zh": "户" * 1000, "warning_id": "W3", "change": "cleared"},
    )
    sheet = book_of(tmp_path)["核查清单"]
    assert [sheet.cell(row, 10).font.size for row in (5, 6, 7)] == [10, 8, 8]
    assert all(300 < sheet.row_dimensions[row].height < HIGHEST for row in (5, 6, 7))
    assert sheet["J7"].fill.fgColor.rgb == "FFE4E4E4"
    total = openpyxl.load_workbook(tmp_path / "预警核查总表_370902_2022-06-22.xlsx")["核查总表"]
    assert [total.cell(row, 11).font.size for row in (5, 6, 7)] == [10, 8, 8]


MOVED = "INSERT INTO transfer_row VALUES (?, ?, 'W370902-20220601-000009', 'H7', '李*国', '岱庙街道', DATE '2022-06-15')"


def write_moved(
    folder: Path, *moved: tuple[str, str], rows: list[dict[str, Any]], notices: int = 1
) -> list[ExportedFile]:
    with office(*rows) as con:
        con.executemany(MOVED, moved)
        return write_office_lists(
            con,
            folder,
            area_code="370902",
            area_name="泰山区",
            as_of=AS_OF,
            run_id="R20220622-01",
            notices_zh=[f"{NOTICE}{nth}" for nth in range(notices)],
        )


def test_the_office_that_is_left_is_told_where_to(tmp_path: Path) -> None:
    """Another township's files stay as they would have been."""
    rows = [{}, {"warning_id": "W2", "township_code": "370902002", "township_name": "岱庙街道"}]
    write_moved(tmp_path / "moved", ("370902001", "财源街道"), ("370902001", "财源街道"), rows=rows)
    write(tmp_path / "same", *rows, notices_zh=[f"{NOTICE}0"])
    book = book_of(tmp_path / "moved")
    assert book.sheetnames == ["核查清单", "转出", "填写说明", "_batch"]
    assert "有 2 户转出，见“转出”表" in str(book["核查清单"]["A4"].value)
    assert book["核查清单"]["A5"].value == "序号"
    assert book["核查清单"].auto_filter.ref == "A5:T6"
    assert book["转出"].auto_filter.ref == "A2:G4"
    left = listed(book, "转出")
    assert len(left) == 2 and left[0] == {
        "序号": 1,
        "预警编号": "W370902-20220601-000009",
        "家庭编号": "H7",
        "户主姓名": "李*国",
        "转往": "岱庙街道",
        "转出日期": "2022-06-15",
        "办理": "由对方核查",
    }
    other = "预警核查清单_370902002_2022-06-22.xlsx"
    assert (tmp_path / "moved" / other).read_bytes() == (tmp_path / "same" / other).read_bytes()


def test_a_township_that_only_loses_households_is_told_too(tmp_path: Path) -> None:
    files = write_moved(tmp_path, ("370902009", "上高街道"), rows=[{}])
    book = book_of(tmp_path, "370902009")
    assert listed(book) == [] and len(listed(book, "转出")) == 1
    assert csv_of(tmp_path, "370902009") == [HEADER]
    assert not list(tmp_path.glob("入户核查单_370902009*"))
    assert [(file.kind, file.rows) for file in files if file.township_code == "370902009"] == [
        ("csv", 0),
        ("xlsx", 0),
    ]
    total = openpyxl.load_workbook(tmp_path / "预警核查总表_370902_2022-06-22.xlsx")
    summary = {row[0]: row[2:12] for row in total["汇总"].iter_rows(values_only=True)}
    assert summary["370902009"] == (0,) * 10
    assert summary["合计"] == summary["370902001"]


def test_the_heading_is_never_far_down(tmp_path: Path) -> None:
    write_moved(tmp_path, ("370902001", "财源街道"), rows=[{}], notices=4)
    sheet = book_of(tmp_path)["核查清单"]
    assert [str(sheet.cell(row, 1).value) for row in range(3, 8)] == [
        f"注意：{NOTICE}0；{NOTICE}1",
        f"注意：{NOTICE}2",
        f"注意：{NOTICE}3",
        "注意：有 1 户转出，见“转出”表",
        "序号",
    ]


def test_the_bureau_sees_what_should_have_been_visited(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"due_on": date(2022, 6, 20)},
        {"warning_id": "W2", "due_on": date(2022, 6, 1), "severity": "red"},
        {"warning_id": "W3", "due_on": date(2022, 6, 1), "change": "cleared"},
        {"warning_id": "W4", "due_on": AS_OF},
        {"warning_id": "W5", "due_on": None},
    )
    header, *rows = read_csv(tmp_path / "逾期清单_370902_2022-06-22.csv")
    assert header == [
        "序号",
        "乡镇(街道)",
        "村(社区)",
        "预警编号",
        "家庭编号",
        "户主姓名",
        "预警级别",
        "办理时限",
        "逾期(工作日)",
        "变化",
    ]
    assert [(row[0], row[3], row[5], row[6], row[7], row[8]) for row in rows] == [
        ("1", "W2", "李*国", "红色", "2022-06-01", "14"),
        ("2", ROW["warning_id"], "李*国", "橙色", "2022-06-20", "2"),
    ]
    total = openpyxl.load_workbook(tmp_path / "预警核查总表_370902_2022-06-22.xlsx")
    assert total.sheetnames == ["汇总", "核查总表", "逾期"]
    assert [[str(cell) for cell in row.values()] for row in listed(total, "逾期")] == rows
    assert (total["核查总表"].auto_filter.ref, total["逾期"].auto_filter.ref) == ("A4:U9", "A2:J4")
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    assert {"逾期清单_370902_2022-06-22.csv": 2}.items() <= {
        f["file_name"]: f["rows"] for f in manifest["files"]
    }.items()
