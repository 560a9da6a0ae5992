"""What office files look like, and what becomes of every line of them. Amounts in the tables are in fen."""

import os
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.ingest.landing import day_of, scan, shown
from tests.bureau import HEADERS, member, number, wage
from tests.reading import DAY, Read, asked, landing, night, read
from tests.workbooks import by_hand, edited, texts, workbook

WHO, OTHER = number(1), number(2)
INCOME, BENEFIT, MEMBER = (HEADERS[name].split(",") for name in ("income", "benefit", "household_member"))


def csv(extract: str, *rows: str, header: str = "", newline: str = "\n") -> bytes:
    return newline.join([header or HEADERS[extract], *rows, ""]).encode()


def grant(household: str, amount: str = "600.00") -> str:
    return f"{household},,低保,2022-01-01,,{amount},"


def cells(row: str) -> list[str | None]:
    return [cell or None for cell in row.split(",")]


def kept(found: Read) -> list[tuple[str, int | None]]:
    return [(row["household_id"], row["monthly_amount_fen"]) for row in found.rows]


def states(con: duckdb.DuckDBPyConnection) -> list[tuple[str, list[str]]]:
    return con.execute("SELECT state, codes FROM delivery ORDER BY known_on, delivery_no").fetchall()


# Above the table.


@pytest.mark.parametrize(
    "above",
    [
        "某县低保发放花名册",
        "某县低保发放花名册,,,,,,",
        "某县低保发放花名册,,,,,,\n单位：某县民政局,,,2022年5月,,,\n",
        '"某县""低保""发放花名册，含补发"',
        "\n\n",
        "\n".join(f"第 {n} 行说明" for n in range(1, 10)),
        "一行有\r回车的标题",
        "长" * 60_000,
        '没有关上的"引号',
    ],
    ids=["title", "padded", "unit and date", "quotes", "blank", "nine lines", "return", "long", "open quote"],
)
def test_titles_above_the_header_are_no_rows(above: str) -> None:
    found = read("benefit", above.encode() + b"\n" + csv("benefit", grant("H1"), grant("H2")))
    assert found.counts == ("loaded", 2, 2, 0, 0, 0)
    assert kept(found) == [("H1", 60000), ("H2", 60000)]
    assert [row["source_line"] for row in found.rows] == [above.count("\n") + 3, above.count("\n") + 4]


def test_ten_lines_above_the_header_are_too_many() -> None:
    above = "\n".join(f"第 {n} 行说明" for n in range(1, 11))
    assert read("benefit", above.encode() + b"\n" + csv("benefit", grant("H1"))).codes == ["E-COL-MISSING"]


def test_titles_above_the_header_of_a_workbook_and_merged_over_it() -> None:
    rows = [["某县低保发放花名册"], [None, "单位：民政局"], [], BENEFIT, cells(grant("H1"))]
    found = read("benefit", workbook(rows, merged=["A1:G1"]), "低保.xlsx")
    assert (kept(found), found.rows[0]["source_line"]) == ([("H1", 60000)], 5)


STACKED = [
    ["家庭编号", "身份证号", "待遇类别", "时间", None, "金额", None],
    [None, None, None, "开始日期", "结束日期", "月发放金额", "上次复核日期"],
]


def test_a_heading_over_two_rows_is_one_heading() -> None:
    found = read(
        "benefit", workbook([["花名册"], *STACKED, cells(grant("H1"))], merged=["D2:E2", "A2:A3"]), "a.xlsx"
    )
    assert (found.counts, kept(found)) == (("loaded", 1, 1, 0, 0, 0), [("H1", 60000)])
    lines = [",".join(cell or "" for cell in row) for row in STACKED]
    found = read("benefit", csv("benefit", lines[1], grant("H1"), header=lines[0]))
    assert (found.counts, kept(found)) == (("loaded", 1, 1, 0, 0, 0), [("H1", 60000)])


# Merged cells.


def household(*rows: tuple[str | None, int]) -> list[list[Any]]:
    return [
        [household, number(n), "李明", "户主", "城镇", "370902", "370902001001", None, None]
        for household, n in rows
    ]


def test_a_household_number_merged_over_its_members_is_each_members() -> None:
    rows = household(("H1", 1), (None, 2), (None, 3), ("H2", 4), ("H3", 5), (None, 6))
    found = read("household_member", workbook([MEMBER, *rows], merged=["A2:A4", "A6:A7"]), "a.xlsx")
    assert [row["household_id"] for row in found.rows] == ["H1", "H1", "H1", "H2", "H3", "H3"]


def test_an_empty_household_number_that_is_not_merged_is_missing() -> None:
    found = read("household_member", workbook([MEMBER, *household(("H1", 1), (None, 2))]), "a.xlsx")
    assert found.quarantined == [(3, "household_id:E-MISSING")]


def test_an_amount_merged_over_a_household_is_counted_once() -> None:
    """600 for three members are 600 and not 1800."""
    rows = [["H1", number(n), "低保", "2022-01-01", None, 600 if n == 1 else None, None] for n in (1, 2, 3)]
    found = read("benefit", workbook([BENEFIT, *rows], merged=["F2:F4"]), "a.xlsx")
    assert [row["monthly_amount_fen"] for row in found.rows] == [60000, None, None]
    assert found.delivery["amount_in_fen"] == 60000


# Below the table.

TWO = [grant("H1", "600.00"), grant("H2", "1.50")]


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ([*TWO, "合计,,,,,601.50,"], (3, 2, 0, 0, 1)),
        ([*TWO, "合 计：,,,,,601.5,"], (3, 2, 0, 0, 1)),
        ([*TWO, "总计,,,,,601.50元,"], (3, 2, 0, 0, 1)),
        ([*TWO, '合计,,,,,"601.50",'], (3, 2, 0, 0, 1)),
        ([*TWO, ",,合计,,,601.50,"], (3, 2, 0, 0, 1)),
        ([*TWO, "合计,,,,,,"], (3, 2, 0, 0, 1)),
        ([TWO[0], "小计,,,,,600.00,", TWO[1], "小计,,,,,1.50,", "合计,,,,,601.50,"], (5, 2, 0, 0, 3)),
        ([TWO[0], "本页合计,,,,,600.00,", TWO[1], "本页合计,,,,,9.99,"], (4, 2, 0, 0, 2)),
        ([TWO[0], "合计,,,,,600.00,", TWO[1], "合计,,,,,1.50,"], (4, 2, 0, 0, 2)),
        ([TWO[0], "合计,,,,,600.00,", TWO[1], "合计,,,,,601.50,"], (4, 2, 0, 0, 2)),
        ([TWO[0], TWO[0], "合计,,,,,1200.00,"], (3, 1, 1, 0, 1)),
        ([TWO[0], grant("H2", "待核"), "合计,,,,,601.50,"], (3, 1, 0, 1, 1)),
        ([TWO[0], "H2,,低保", "合计,,,,,601.50,"], (3, 1, 0, 1, 1)),
        ([TWO[0], grant("", "1.50"), "合计,,,,,601.50,"], (3, 1, 0, 1, 1)),
    ],
    ids=[
        *[
            "agrees",
            "spaced",
            "unit",
            "quoted",
            "third cell",
            "no amount",
            "parts and whole",
            "pages",
            "per township",
        ],
        *["running", "with an equal row", "one unreadable", "one broken line", "one put aside"],
    ],
)
def test_totals_that_agree_or_cannot_be_checked_are_skipped(
    rows: list[str], counts: tuple[int, int, int, int, int]
) -> None:
    """What a page adds up to (小计, 本页合计) is not held against the whole; 合计 and 总计 are."""
    assert read("benefit", csv("benefit", *rows)).counts == ("loaded", *counts)


@pytest.mark.parametrize(
    "rows",
    [
        [*TWO, "合计,,,,,601.51,"],
        [TWO[0], "合计,,,,,601.50,"],
        [*TWO, "合计,,,,,0,"],
        [TWO[0], TWO[0], "合计,,,,,600.00,"],
        [TWO[0], grant("", "1.50"), "合计,,,,,600.00,"],
        [TWO[0], "合计,,,,,600.00,", TWO[1], "合计,,,,,999.00,"],
    ],
    ids=[
        "a fen off",
        "a row lost",
        "zero",
        "an equal row left out",
        "one put aside left out",
        "the last one",
    ],
)
def test_totals_that_disagree_hold_the_file(rows: list[str]) -> None:
    found = read("benefit", csv("benefit", *rows))
    assert (found.codes, found.delivery["where_found"], found.rows) == (["E-CONTROL-TOTAL"], "月发放金额", [])


def test_the_totals_row_of_a_workbook_is_held_to_the_fen_in_spite_of_its_noise() -> None:
    """0.1 + 0.2 in a cell is 0.30000000000000004; the total says 0.30."""
    rows = [["H1", None, "低保", "2022-01-01", None, 0.1], ["H2", None, "低保", "2022-01-01", None, 0.2]]
    for total, codes in ((0.1 + 0.2, []), (0.31, ["E-CONTROL-TOTAL"])):
        found = read("benefit", workbook([BENEFIT, *rows, ["合计", None, None, None, None, total]]), "a.xlsx")
        assert found.codes == codes


def test_a_household_called_like_a_total_is_a_household() -> None:
    found = read("benefit", csv("benefit", grant("合计", "5.00"), grant("H2", "1.50")))
    assert kept(found) == [("合计", 500), ("H2", 150)]


def test_a_total_that_names_a_person_is_put_aside_and_not_skipped() -> None:
    assert read("benefit", csv("benefit", *TWO, f"合计,{WHO},,,,601.50,")).counts == ("loaded", 3, 2, 0, 1, 0)


@pytest.mark.parametrize(
    "row",
    [
        "制表人：张三,,审核人：李四,,2022-05-01,,",
        "制表：张三",
        "备注：含一月补发,,,,,,",
        "备注：含一月补发",
        "说明:以上数据截至五月底,,,,,,",
        "单位负责人：,,,,,,",
        "\u3000填表日期：2022年5月31日,,,,,,",
        "打印时间：2022-05-31 08:00,,,,,,",
        HEADERS["benefit"],
        HEADERS["benefit"].replace(",", " , "),
        "",
        "   ",
        ",,,,,,",
        ",,",
        " , , , , , , ",
        "\u3000,\t,,,,,",
        '"","","","","","",""',
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_signatures_notes_headings_and_blank_rows_are_skipped_and_counted(row: str, place: int) -> None:
    rows = [*TWO]
    rows.insert(place, row)
    found = read("benefit", csv("benefit", *rows))
    assert found.counts == ("loaded", 3, 2, 0, 0, 1)
    assert [line["source_line"] for line in found.rows] == [n for n in (2, 3, 4) if n != place + 2]


@pytest.mark.parametrize(
    "row",
    [
        f"备注：{WHO} 已死亡,,,,,,",
        "以上数据截至五月底",
        "备注：一,二,三,四,五,六,",
        f"制表人：,{WHO},低保,,,,",
        "H3,,低保,去年底,,5.00,",
        "备注含一月补发,,,,,,",
    ],
)
def test_what_might_be_somebody_is_put_aside_and_not_skipped(row: str) -> None:
    assert read("benefit", csv("benefit", *TWO, row)).counts == ("loaded", 3, 2, 0, 1, 0)


def test_a_workbook_with_blank_rows_heading_again_and_a_signature() -> None:
    rows = [
        BENEFIT,
        cells(TWO[0]),
        [],
        BENEFIT,
        cells(TWO[1]),
        [None, " "],
        ["合计", *[None] * 4, 601.5],
        ["制表人：张三"],
    ]
    found = read("benefit", workbook(rows), "a.xlsx")
    assert found.counts == ("loaded", 7, 2, 0, 0, 5)
    assert [row["source_line"] for row in found.rows] == [2, 5]


def test_a_file_of_nothing_but_totals_has_no_data() -> None:
    assert read("benefit", csv("benefit", "合计,,,,,0,", "制表人：张三", "")).codes == ["E-FILE-HEADER-ONLY"]


# Lines, marks and quotes.


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [",", "\t", ";", "|"], ids=["comma", "tab", "semicolon", "bar"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "open"])
def test_any_line_end_and_any_mark_between_cells(newline: str, mark: str, last: bool) -> None:
    content = csv("benefit", *TWO, newline=newline).replace(b",", mark.encode())
    found = read("benefit", content if last else content.removesuffix(newline.encode()))
    assert (found.counts, kept(found)) == (("loaded", 2, 2, 0, 0, 0), [("H1", 60000), ("H2", 150)])


def test_line_ends_may_be_mixed() -> None:
    content = HEADERS["benefit"] + "\r\n" + TWO[0] + "\n" + TWO[1] + "\r\n" + grant("H3") + "\n\r\n"
    found = read("benefit", content.encode())
    assert (found.counts, len(found.rows)) == (("loaded", 4, 3, 0, 0, 1), 3)


@pytest.mark.parametrize(
    ("rows", "households", "faults"),
    [
        (['"H1",,"低保","2022-01-01",,"1,600.00",'], [("H1", 160000)], []),
        (['"H,1",,低保,2022-01-01,,5.00,'], [("H,1", 500)], []),
        (['"H""1",,低保,2022-01-01,,5.00,'], [('H"1', 500)], []),
        (
            ['"H\n1",,低保,2022-01-01,,5.00,', TWO[0]],
            [("H1", 60000)],
            [(2, ":E-LINE-QUOTE"), (3, ":E-LINE-QUOTE")],
        ),
        (['"H1,,低保,2022-01-01,,5.00,', TWO[1]], [("H2", 150)], [(2, ":E-LINE-QUOTE")]),
        (['H"1,,低保,2022-01-01,,5.00,', TWO[1]], [("H2", 150)], [(2, ":E-LINE-QUOTE")]),
        (['"H1"x,,低保,2022-01-01,,5.00,', TWO[1]], [("H2", 150)], [(2, ":E-LINE-QUOTE")]),
        ([f'{TWO[0]}"', f'{TWO[1]}"'], [], [(2, ":E-LINE-QUOTE"), (3, ":E-LINE-QUOTE")]),
        ([TWO[0] + ",", TWO[1]], [("H2", 150)], [(2, ":E-LINE-FIELDS")]),
        ([TWO[0] + ",", '"H,2",,低保,2022-01-01,,1.50,'], [("H,2", 150)], [(2, ":E-LINE-FIELDS")]),
        (["H1,,低保,2022-01-01,,,600.00,", TWO[1]], [("H2", 150)], [(2, ":E-LINE-FIELDS")]),
        ([TWO[0][:-1], TWO[1]], [("H2", 150)], [(2, ":E-LINE-FIELDS")]),
        (["H\r1,,低保,2022-01-01,,5.00,", TWO[1]], [("H2", 150)], [(2, ":E-LINE-BYTES")]),
        (["H\x001,,低保,2022-01-01,,5.00,", TWO[1]], [("H2", 150)], [(2, ":E-LINE-BYTES")]),
        (["", TWO[0] + "\r" + TWO[1]], [], [(3, ":E-LINE-BYTES")]),
        (
            ['"甲', '乙",,低保,2022-01-01,,5.00,', "a\rb,,低保,2022-01-01,,5.00,"],
            [],
            [(2, ":E-LINE-QUOTE"), (3, ":E-LINE-QUOTE"), (4, ":E-LINE-BYTES")],
        ),
    ],
    ids=[
        *[
            "money",
            "comma",
            "doubled",
            "break in a cell",
            "open",
            "inside",
            "text behind",
            "two open",
            "one more",
            "one more beside a comma",
            "shifted",
        ],
        *["one fewer", "return", "NUL", "blank and return", "as many joined as split"],
    ],
)
def test_a_line_is_a_line_whatever_its_quotes_say(
    rows: list[str], households: list[tuple[str, int]], faults: list[tuple[int, str]]
) -> None:
    """Every physical line is judged alone: an open mark swallows nothing below it."""
    content = csv("benefit", *rows, grant("H9", "9.00"))
    found = read("benefit", content)
    assert (kept(found), found.quarantined) == ([*households, ("H9", 900)], faults)


# Sheets.


@pytest.mark.parametrize(
    ("others", "codes"),
    [
        ({"填写说明": [["身份证号", "18 位，文本格式"], ["金额", "单位为元"]]}, []),
        ({"空": []}, []),
        ({"Sheet2": [[None, 1, 2]]}, []),
        ({"四月": [INCOME, cells(wage(OTHER, "2022-03", "1.00"))]}, ["E-SHEET-SEVERAL"]),
        ({"四月": [INCOME]}, ["E-SHEET-SEVERAL"]),
        ({"名单": [["姓名", "号码"], ["李明", OTHER]]}, ["E-SHEET-SEVERAL"]),
        ({"老": [["990101800101001"]]}, ["E-SHEET-SEVERAL"]),
        ({"远": [[None]] * 400 + [[OTHER]]}, ["E-SHEET-SEVERAL"]),
        ({f"李明{OTHER}": [[OTHER]]}, ["E-SHEET-SEVERAL"]),
    ],
    ids=["guide", "empty", "scribble", "twin", "heading only", "list", "old numbers", "far down", "named"],
)
def test_another_sheet_with_people_stops_the_file_and_a_guide_does_not(
    others: dict[str, Any], codes: list[str]
) -> None:
    """Whatever is not read would be lost; what the sheets are called is said without anyone's number."""
    found = read("income", workbook([INCOME, cells(wage(WHO, "2022-04", "1.00"))], others=others), "a.xlsx")
    assert (found.codes, len(found.rows)) == (codes, 0 if codes else 1)
    assert OTHER not in found.delivery["where_found"]


def test_the_sheet_with_the_table_is_found_behind_a_guide() -> None:
    book = workbook(
        [["填写说明"], ["身份证号填 18 位"]], others={"数据": [INCOME, cells(wage(WHO, "2022-04", "1.00"))]}
    )
    assert len(read("income", book, "a.xlsx").rows) == 1


@pytest.mark.parametrize("said", ["A1", "A1:B3", "A1:F2", "A1:XFD1048576", "F9:F9"])
def test_a_sheet_that_lies_about_its_size_loses_no_row(said: str) -> None:
    rows = [cells(wage(number(n), "2022-04", "1.00")) for n in range(1, 31)]
    book = edited(
        workbook([INCOME, *rows]),
        lambda text: re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{said}"', text),
    )
    assert read("income", book, "a.xlsx").counts == ("loaded", 30, 30, 0, 0, 0)


def payer_cell(cell: str) -> bytes:
    good = texts(1, INCOME) + texts(2, [*wage(WHO, "2022-04", "871.00").split(",")[:5], "甲"])
    return by_hand(good.replace('<c r="F2" t="inlineStr"><is><t>甲</t></is></c>', cell))


@pytest.mark.parametrize(
    ("cell", "payer"),
    [
        ('<c r="F2" t="str"><f>A1</f><v>乙厂</v></c>', "乙厂"),
        ('<c r="F2"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="F2" t="str"><f>IF(1,"")</f><v></v></c>', None),
        ('<c r="F2" t="str"><f t="shared" si="0"/><v>丙</v></c>', "丙"),
        ('<c r="F2" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="F2"/>', None),
        ('<c r="F2"><f>A1</f></c>', "E-SHEET-FORMULA"),
        ('<c r="F2"><f>A1</f><v/></c>', "E-SHEET-FORMULA"),
        ('<c r="F2"><f>A1</f><v></v></c>', "E-SHEET-FORMULA"),
        ('<c r="F2"><f>A1</f><v /></c>', "E-SHEET-FORMULA"),
        ('<c r="F2"><f t="shared" si="0"/></c>', "E-SHEET-FORMULA"),
        ('<c r="F2" t="str"><f>A1</f></c>', "E-SHEET-FORMULA"),
    ],
)
def test_a_formula_is_read_by_its_result_and_never_without_one(cell: str, payer: str | None) -> None:
    found = read("income", payer_cell(cell), "a.xlsx")
    if payer == "E-SHEET-FORMULA":
        assert (found.codes, found.rows) == ([payer], [])
    else:
        assert [row["payer"] for row in found.rows] == [payer]


def test_a_formula_that_a_program_wrote_and_nobody_calculated_stops_the_file() -> None:
    book = workbook([BENEFIT, ["H1", None, "低保", "2022-01-01", None, "=300+300"]])
    assert read("benefit", book, "a.xlsx").codes == ["E-SHEET-FORMULA"]


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (0.1 + 0.2, 30),
        (4.35 * 100, 43500),
        (871, 87100),
        (871.0, 87100),
        (-500, -50000),
        (1.1 * 3, 330),
        (999999.99, 99999999),
        ("871.00", 87100),
        ("８７１．００元", 87100),
        ("1,234.50", 123450),
        (0, 0),
        (1.005, "E-MONEY-DECIMALS"),
        (1 / 3, "E-MONEY-DECIMALS"),
        (1234567.89, "E-MONEY-LARGE"),
        (1e20, "E-MONEY"),
        (True, "E-MONEY"),
        ("月500", "E-MONEY"),
        ("500/月", "E-MONEY"),
        ("¥500", "E-MONEY"),
        ("5万", "E-MONEY"),
        ("—", "E-MONEY"),
        (datetime(2022, 5, 1), "E-MONEY"),
        ("#N/A", "E-CELL-ERROR"),
        ("#REF!", "E-CELL-ERROR"),
        ("#DIV/0!", "E-CELL-ERROR"),
        (None, "E-MISSING"),
    ],
)
def test_an_amount_in_a_cell_is_exact_or_refused(cell: object, fen: int | str) -> None:
    found = read("income", workbook([INCOME, [WHO, "2022-04", "工资", cell, "实发", None]]), "a.xlsx")
    if isinstance(fen, int):
        assert [row["amount_fen"] for row in found.rows] == [fen]
    else:
        assert found.quarantined == [(2, f"amount:{fen}")]


@pytest.mark.parametrize(
    "cell",
    [
        date(2022, 4, 1),
        datetime(2022, 4, 1),
        "2022-04",
        202204,
        "202204",
        "2022年4月",
        "2022/4",
        "２０２２．４",
    ],
)
def test_a_month_in_a_cell(cell: object) -> None:
    """Whoever types 2022-04 into a spreadsheet gets a date cell of the first of April."""
    found = read("income", workbook([INCOME, [WHO, cell, "工资", 1, "实发", None]]), "a.xlsx")
    assert [row["month"] for row in found.rows] == [date(2022, 4, 1)]


@pytest.mark.parametrize("cell", [date(2022, 4, 2), datetime(2022, 4, 1, 8, 30), 44652, "4月", "2022-04-01"])
def test_no_month_is_made_of_a_day(cell: object) -> None:
    found = read("income", workbook([INCOME, [WHO, cell, "工资", 1, "实发", None]]), "a.xlsx")
    assert found.quarantined == [(2, "month:E-MONTH")]


def test_error_cells_are_named_in_every_column() -> None:
    rows = [["#VALUE!", "2022-04", "#N/A", 1, "实发", "#NAME?"]]
    found = read("income", workbook([INCOME, *rows]), "a.xlsx")
    assert found.quarantined == [(2, "id_number:E-CELL-ERROR kind:E-CELL-ERROR payer:E-CELL-ERROR")]


ROW = wage(WHO, "2022-04", "1.00").split(",")
BELOW = texts(3, wage(OTHER, "2022-04", "1.00").split(","))
SPLIT = re.findall("<c .*?</c>", texts(2, ROW))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (texts(1, INCOME) + BELOW + texts(2, ROW), "E-FILE-NOT-TABLE"),
        ((texts(1, INCOME) + BELOW + texts(2, ROW)).replace('"', "'"), "E-FILE-NOT-TABLE"),
        (texts(1, INCOME) + texts(2, ROW) + texts(2, ROW), "E-FILE-NOT-TABLE"),
        (texts(1, INCOME) + f'<row r="2">{"".join(reversed(SPLIT))}</row>', "E-FILE-NOT-TABLE"),
        (texts(1, INCOME) + f'<row r="2">{"".join(SPLIT)}{SPLIT[3]}</row>', "E-FILE-NOT-TABLE"),
        (texts(1, INCOME) + texts(0, ROW), "E-FILE-NOT-TABLE"),
        (texts(1, INCOME) + texts(2, ROW) + texts(30_000_000, ROW), "E-FILE-LIMIT"),
        (texts(1, INCOME) + texts(2, ROW)[:-9], "E-FILE-NOT-TABLE"),
    ],
    ids=[
        "rows",
        "single quotes",
        "row twice",
        "cells",
        "cell twice",
        "row zero",
        "beyond any sheet",
        "broken",
    ],
)
def test_a_sheet_out_of_order_is_refused_rather_than_read_in_part(rows: str, code: str) -> None:
    found = read("income", by_hand(rows), "a.xlsx")
    assert (found.codes, found.rows) == ([code], [])


def test_rows_and_cells_may_leave_gaps_and_need_no_numbers() -> None:
    rows = (
        texts(1, INCOME) + texts(2, ROW) + texts(5_000, BELOW and wage(OTHER, "2022-04", "1.00").split(","))
    )
    found = read("income", by_hand(rows), "a.xlsx")
    assert (found.counts, found.rows[1]["source_line"]) == (("loaded", 4_999, 2, 0, 0, 4_997), 5_000)
    bare = re.sub(r' r="[A-Z]*[0-9]+"', "", texts(1, INCOME) + texts(2, ROW))
    assert read("income", by_hand(bare), "a.xlsx").counts == ("loaded", 1, 1, 0, 0, 0)


def test_a_workbook_is_one_whatever_it_is_called() -> None:
    book = workbook([INCOME, ROW])
    for name in ("收入.csv", "收入.XLSX", "收入", "收入.xls", "收入.et", "收入.xlsx.bak", "收入 (1).xlsm"):
        assert read("income", book, name).counts == ("loaded", 1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("extract", "period", "state"),
    [
        ("income", "2022-04", "loaded"),
        ("income", "2022", "loaded"),
        ("income", "2022-03/2022-04", "loaded"),
        ("income", "2022-03", "held"),
        ("income", "2022-05/2022-06", "held"),
        ("income", "四月", "held"),
        # A month is whole: a period that has one day of it has it.
        ("income", "2022-04-02/2022-04-30", "loaded"),
        ("income", "2022-04-15", "loaded"),
        ("income", "2022-05-01/2022-05-31", "held"),
        ("income", "2022-04-01-01", "held"),
        ("education", "2022-04", "loaded"),
        ("death", "2022-05-01", "loaded"),
        ("death", "2022-05-02/2022-05-31", "held"),
        ("area", "2022-04", "loaded"),
    ],
)
def test_a_file_is_held_to_the_period_its_sender_names(extract: str, period: str, state: str) -> None:
    row = {
        "income": f"{number(1)},2022-04,工资,1.00,实发,",
        "death": f"{number(1)},李明,2022-05-01",
        "area": "370902001,某街道,370902,,",
        "education": f"{number(1)},2021-2022,本科,8000,1500.5",
    }[extract]
    with landing() as (place, con):
        path = place / extract / DAY / "a.csv"
        path.parent.mkdir(parents=True)
        path.write_bytes(csv(extract, row))
        path.with_name("a.csv.manifest.json").write_text(f'{{"period": "{period}"}}')
        night(place, con)
        assert con.execute("SELECT state FROM delivery").fetchall() == [(state,)]


def test_a_manifest_is_anything_but_believed_blindly() -> None:
    good = csv("income", ",".join(ROW))
    loaded = ['{"rows": 1}', '{"rows": "1", "amount_total": 1}', '{"amount_total": "1.00"}', "{}"]
    held = ['{"rows": 2}', '{"rows": 1e999}', '{"amount_total": "Infinity"}', '{"amount_total": "1e999999"}']
    held += [
        '{"amount_total": "1.001"}',
        '{"amount_total": "NaN"}',
        "[",
        "5",
        "",
        "[" * 100_000,
        '{"rows": null}',
    ]
    for said, state in [(each, "loaded") for each in loaded] + [(each, "held") for each in held]:
        with landing() as (place, con):
            path = place / "income" / DAY / f"名单{WHO}.csv"
            path.parent.mkdir(parents=True)
            path.write_bytes(good)
            path.with_name(path.name + ".manifest.json").write_text(said)
            night(place, con)
            (row,) = asked(con, "SELECT * FROM delivery")
        assert (said[:30], row["state"]) == (said[:30], state)
        assert row["codes"] == ([] if state == "loaded" else ["E-MANIFEST"])
        assert WHO not in str(row)


def test_a_held_file_takes_no_row_of_the_good_one_beside_it() -> None:
    """The first sending was cut and is refused by its manifest; the second is whole. One row differs between them."""
    first = [wage(number(n), "2022-04", f"{n}.00") for n in range(1, 6)]
    second = [*first[:4], wage(number(5), "2022-04", "5.50"), wage(number(6), "2022-04", "6.00")]
    with landing() as (place, con):
        folder = place / "income" / DAY
        folder.mkdir(parents=True)
        (folder / "a.csv").write_bytes(csv("income", *first))
        (folder / "a.csv.manifest.json").write_text('{"rows": 6}')
        (folder / "b.csv").write_bytes(csv("income", *second))
        night(place, con)
        assert states(con) == [("held", ["E-MANIFEST"]), ("loaded", [])]
        assert con.execute("SELECT amount_fen FROM income ORDER BY 1").fetchall() == [
            (fen,) for fen in (100, 200, 300, 400, 550, 600)
        ]


# What was normalised is counted.


@pytest.mark.parametrize(
    ("extract", "row", "changes"),
    [
        ("income", wage(WHO, "2022-04", "871.00"), []),
        ("income", wage(WHO, "2022-04", "８７１．００"), [("amount", "full_width")]),
        ("income", wage(WHO, "2022-04", "871.00元"), [("amount", "form")]),
        ("income", wage(WHO, "2022-04", '"1,234.50"'), [("amount", "form")]),
        ("income", wage(WHO, "2022-04", " 871.00"), [("amount", "stray")]),
        ("income", wage(WHO, "2022/4", "871.00"), [("month", "form")]),
        ("income", wage(WHO, "2022年4月", "871.00"), [("month", "form")]),
        ("income", wage(f"'{WHO}", "2022-04", "871.00"), [("id_number", "stray")]),
        ("income", wage("990101500101101", "2022-04", "1.00"), [("id_number", "id_15")]),
        ("income", wage(number(25).lower(), "2022-04", "1.00"), [("id_number", "id_x")]),
        (
            "income",
            wage("９９０１０１１９５００１０１１０１３", "2022-04", "1.00"),
            [("id_number", "full_width")],
        ),
        ("income", wage("990101 19500101 1013", "2022-04", "1.00"), [("id_number", "form")]),
        ("income", wage(WHO, "2022-04", "871.00", kind=" 工资"), [("kind", "stray")]),
        ("income", wage(WHO, "2022-04", "871.00") + "\u3000甲厂", [("payer", "stray")]),
        ("household_member", member("H1", WHO, relation="干亲"), [("relation", "other")]),
        ("household_member", member("H1", WHO, joined="2020年1月1日"), [("joined_on", "form")]),
        ("household_member", member("H1", WHO, "李明 "), [("name", "stray")]),
        ("income", wage(MISTYPED := WHO[:-1] + "X", "2022-04", "８７１"), []),
        ("income", wage(WHO, "2022-13", "８７１"), []),
    ],
)
def test_what_was_done_to_a_cell_before_it_was_believed_is_counted_by_column_and_kind(
    extract: str, row: str, changes: list[tuple[str, str]]
) -> None:
    """Of rows that are believed; what a refused row looks like stands in the quarantine."""
    with landing() as (place, con):
        path = place / extract / DAY / "a.csv"
        path.parent.mkdir(parents=True)
        path.write_bytes(csv(extract, row))
        night(place, con)
        assert con.execute("SELECT column_name, change FROM normalised").fetchall() == changes
        assert con.execute("SELECT count(*) FILTER (cell_count <> 1) FROM normalised").fetchall() == [(0,)]


def test_many_cells_are_counted_together() -> None:
    rows = [wage(number(n), "2022-04" if n % 2 else "2022.4", f"{n}元") for n in range(1, 11)]
    with landing() as (place, con):
        path = place / "income" / DAY / "a.csv"
        path.parent.mkdir(parents=True)
        path.write_bytes(csv("income", *rows))
        night(place, con)
        assert con.execute(
            "SELECT column_name, change, cell_count FROM normalised ORDER BY ALL"
        ).fetchall() == [
            ("amount", "form", 10),
            ("month", "form", 5),
        ]


# Figures of a whole file.


@pytest.mark.parametrize(
    ("people", "rounded", "held"),
    [
        (100, 5, True),
        (100, 3, True),
        (100, 2, False),
        (300, 3, False),
        (299, 3, True),
        (99, 50, False),
        (1000, 11, True),
    ],
)
def test_many_numbers_that_end_in_000_hold_the_file(people: int, rounded: int, held: bool) -> None:
    """One in a thousand genuine numbers ends so. 990101195001152000 even passes its check digit."""
    numbers = [number(n, "19500115")[:15] + "000" for n in range(rounded)]
    numbers += [who for who in (number(n) for n in range(1, 999)) if not who.endswith("000")][
        : people - rounded
    ]
    numbers += [number(n, "19700101") for n in range(1, 500) if not number(n, "19700101").endswith("000")]
    found = read(
        "income", csv("income", *(wage(who, "2022-04", f"{n}.00") for n, who in enumerate(numbers[:people])))
    )
    assert found.codes == (["E-GATE-ID-000"] if held else [])


def monthly(month: int, amount: str, count: int = 150, fen: int = 0, payer: str = "") -> bytes:
    """A month of wages, of which some are in fen."""
    rows = [
        wage(number(n), f"2022-{month:02d}", str(int(amount) * (100 if n <= fen else 1))) + payer
        for n in range(1, count + 1)
    ]
    return csv("income", *rows)


def after_three_months(
    content: bytes, day: str = "2022-05-10"
) -> tuple[str, list[str], list[dict[str, Any]]]:
    """January to March have come month by month; then this."""
    with landing() as (place, con):
        for month in (1, 2, 3):
            path = place / "income" / f"2022-{month + 1:02d}-10" / "a.csv"
            path.parent.mkdir(parents=True)
            path.write_bytes(monthly(month, "3000"))
        path = place / "income" / day / "b.csv"
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        night(place, con, day)
        state, codes = states(con)[-1]
        return state, codes, asked(con, "SELECT month, amount_fen FROM income WHERE known_to = '9999-12-31'")


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (monthly(4, "3000"), []),
        (monthly(4, "14000"), []),
        (monthly(4, "3000", fen=45), ["E-GATE-SUM"]),
        (monthly(4, "3000", fen=4), []),
        (monthly(4, "3000", fen=150), ["E-GATE-UNIT", "E-GATE-SUM"]),
        (monthly(4, "30"), ["E-GATE-UNIT", "E-GATE-SUM"]),
        (monthly(4, "3000", count=104), ["E-GATE-ROWS"]),
        (monthly(4, "3000", count=105), []),
        (monthly(4, "3000", count=196), ["E-GATE-ROWS"]),
        (monthly(4, "3000", count=195), []),
    ],
    ids=[
        "usual",
        "well paid",
        "30 % in fen",
        "3 % in fen",
        "all in fen",
        "in hundreds",
        "104",
        "105",
        "196",
        "195",
    ],
)
def test_a_month_far_from_what_is_usual_is_held(content: bytes, codes: list[str]) -> None:
    """Usual are 150 wages of 3,000 yuan. With 45 of them in fen the median stays and the mean is thirty times as large."""
    state, found, _ = after_three_months(content)
    assert (state, sorted(found)) == ("held" if codes else "loaded", sorted(codes))


def test_an_export_that_is_stuck_is_held() -> None:
    """In June the department sends March again, with the rows in another order."""
    lines = monthly(3, "3000").splitlines()
    content = b"\n".join([lines[0], *reversed(lines[1:])]) + b"\n"
    assert after_three_months(content, "2022-06-20")[:2] == ("held", ["E-GATE-STALE"])


def test_an_old_month_that_is_new_or_recent_is_not_stuck() -> None:
    lines = monthly(3, "3000").splitlines()
    content = b"\n".join([lines[0], *reversed(lines[1:])]) + b"\n"
    assert after_three_months(content, "2022-05-10")[0] == "loaded"
    assert after_three_months(monthly(2, "3100"), "2022-06-20")[0] == "loaded"


def test_a_correction_of_an_old_month_is_let_in_and_replaces_that_month_alone() -> None:
    state, codes, rows = after_three_months(monthly(1, "2900"), "2022-08-10")
    assert (state, codes) == ("loaded", [])
    sums = {
        month: sum(row["amount_fen"] for row in rows if row["month"].month == month) for month in (1, 2, 3)
    }
    assert sums == {1: 150 * 290_000, 2: 150 * 300_000, 3: 150 * 300_000}


# What lies in the landing folder and is no delivery.


def test_links_pipes_and_folders_are_named_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.csv"
    secret.write_bytes(csv("income", ",".join(ROW)))
    with landing() as (place, con):
        folder = place / "income" / DAY
        folder.mkdir(parents=True)
        (folder / "a link.csv").symlink_to(secret)
        (folder / "b dangling.csv").symlink_to(tmp_path / "nowhere")
        os.mkfifo(folder / "c pipe.csv")
        (folder / "d folder.csv").mkdir()
        (folder / "e loop.csv").symlink_to(folder / "e loop.csv")
        night(place, con)
        assert states(con) == [("held", ["E-FILE-LINK"])] * 5
        assert con.execute("SELECT count(*) FROM income").fetchall() == [(0,)]


def test_linked_folders_are_unread(tmp_path: Path) -> None:
    real = tmp_path / "real" / DAY
    real.mkdir(parents=True)
    (real / "a.csv").write_bytes(csv("income", ",".join(ROW)))
    with landing() as (place, con):
        (place / "income").mkdir()
        (place / "income" / DAY).symlink_to(real)
        (place / "death").symlink_to(real.parent)
        assert night(place, con) == ("death", f"income/{DAY}")
        assert states(con) == []


@pytest.mark.parametrize(
    "name",
    [
        "20220621",
        "2022-6-1",
        "2022-06-31",
        "2022-W25-2",
        "2022-06",
        "二〇二二",
        "2022-06-21 ",
        "２０２２-06-21",
        "+022-06-21",
    ],
)
def test_a_day_folder_is_written_in_one_way(name: str) -> None:
    assert day_of(name) is None
    with landing() as (place, con):
        (place / "income" / name).mkdir(parents=True)
        (place / "income" / name / "a.csv").write_bytes(csv("income", ",".join(ROW)))
        assert (night(place, con, "2022-07-01"), states(con)) == ((f"income/{name}",), [])


def test_other_folders_and_loose_files_are_named_and_what_lies_beside_a_delivery_is_not() -> None:
    with landing() as (place, con):
        folder = place / "income" / DAY
        folder.mkdir(parents=True)
        for beside in ("a.csv.part", "~$a.xlsx", ".a.csv", "a.tmp", "a.csv.manifest.json"):
            (folder / beside).write_bytes(b"x")
        (place / "低保").mkdir()
        (place / "income" / "loose.csv").write_bytes(b"x")
        (place / "readme.txt").write_bytes(b"x")
        (place / f"备份{WHO}").mkdir()
        unread = night(place, con)
        assert {*unread} == {"低保", "income/loose.csv", "readme.txt", shown(f"备份{WHO}")}
        assert WHO not in str(unread) and states(con) == []
        assert len(scan(place).arrivals) == 0


@pytest.mark.parametrize(
    "name",
    [
        b"\xff\xfe.csv",
        b"\xb5\xcd\xb1\xa3.csv",
        "名单\u202exslx.csv".encode(),
        "名单\n二.csv".encode(),
        "名单\u2028二.csv".encode(),
        "名单\x1b[2J.csv".encode(),
        "名单\u200b.csv".encode(),
        b"a\x7f.csv",
        b"\t.csv",
    ],
    ids=[
        "no text",
        "GBK",
        "right to left",
        "newline",
        "line separator",
        "escape",
        "zero width",
        "delete",
        "tab",
    ],
)
def test_a_name_that_cannot_be_shown_is_refused_and_shown_all_the_same(name: bytes) -> None:
    with landing() as (place, con):
        folder = place / "income" / DAY
        folder.mkdir(parents=True)
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_bytes(csv("income", ",".join(ROW)))
        night(place, con)
        (row,) = asked(con, "SELECT * FROM delivery")
        assert (row["state"], row["codes"], row["rows_in"]) == ("held", ["E-FILE-NAME"], 0)
        assert row["file_name"].isprintable()
        # The same file again is not new.
        night(place, con)
        assert len(states(con)) == 1


@pytest.mark.parametrize(
    "name",
    [
        f"{WHO}.csv",
        f"低保_{WHO}_2022.csv",
        f"{WHO}{OTHER}.csv",
        "990101800101001.csv",
        "9901018001010011234567.csv",
        f"a.{WHO}",
        f"{number(25)}.xlsx",
        f"{WHO}\n.csv",
        WHO.translate({48 + digit: 0xFF10 + digit for digit in range(10)}) + ".csv",
    ],
)
def test_a_number_in_a_name_stands_nowhere_in_the_ledger(name: str) -> None:
    digits = re.findall("[0-9]{15,}", name)
    with landing() as (place, con):
        folder = place / "death" / DAY
        folder.mkdir(parents=True)
        (folder / name).write_bytes(csv("death", f"{number(900)},李明,2022-05-01"))
        (folder / f"{name}.manifest.json").write_text("{")
        night(place, con)
        tables = [row[0] for row in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        written = "".join(str(con.execute(f"SELECT * FROM {table}").fetchall()) for table in tables)
        assert len(states(con)) == 1 and not any(each in written for each in digits)


def test_two_names_that_differ_in_a_number_only_stay_two_files() -> None:
    with landing() as (place, con):
        folder = place / "income" / DAY
        folder.mkdir(parents=True)
        for n in (1, 2):
            (folder / f"{number(n)}.csv").write_bytes(csv("income", wage(number(n), "2022-04", "1.00")))
        night(place, con)
        night(place, con)
        names = [row["file_name"] for row in asked(con, "SELECT file_name FROM delivery")]
        assert len(set(names)) == 2 and all(name.startswith("***") for name in names)


def test_a_file_without_rights_is_held_and_read_once_it_may_be() -> None:
    if os.geteuid() == 0:
        pytest.skip("the administrator may read everything")
    with landing() as (place, con):
        path = place / "income" / DAY / "a.csv"
        path.parent.mkdir(parents=True)
        path.write_bytes(csv("income", ",".join(ROW)))
        path.chmod(0)
        night(place, con)
        assert states(con) == [("held", ["E-FILE-UNREADABLE"])]


def test_words_that_are_two_encodings_are_read_as_the_chinese_they_spell() -> None:
    """住院 in GB18030 is valid UTF-8 too, as letters of other scripts; a header in English shows neither."""
    header = "settlement_no,id_number,settled_on,visit_kind,total,pooled_paid,self_paid"
    rows = [f"S{n},{number(n)},2022-05-01,{{}},30.00,5.00,20.00" for n in range(3)]
    for words in (("住院", "住院", "门诊"), ("住院", "住院", "住院")):
        text = "\n".join([header, *(row.format(word) for row, word in zip(rows, words, strict=True)), ""])
        for encoding in ("gb18030", "utf-8"):
            assert read("medical_expense", text.encode(encoding)).counts == ("loaded", 3, 3, 0, 0, 0)


def test_a_totals_line_that_lacks_cells_speaks_for_no_column() -> None:
    header = "结算编号,医疗救助支付,身份证号,结算日期,就诊类型,总费用,基本医保支付,个人自付"
    rows = [f"S1,5.00,{WHO},2022-05-01,住院,30.00,5.00,20.00", "合计,20.00"]
    found = read("medical_expense", csv("medical_expense", *rows, header=header))
    assert found.counts == ("loaded", 2, 1, 0, 0, 1)
