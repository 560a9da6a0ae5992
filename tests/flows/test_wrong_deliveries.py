"""Wrong input, answered clearly: what is wrong, where, what next, in both languages; and nothing is lost."""

from pathlib import Path

import openpyxl
import pytest

from flows.ingest import archive
from tests.bureau import HEADERS, URBAN_VILLAGE, Bureau, member, number, settlement, wage
from tests.reading import read

DAY = "2022-05-19"
WHO = number(1)


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    made = Bureau(tmp_path)
    made.deliver("household_member", DAY, [member("H1", WHO)])
    return made


def only_delivery(bureau: Bureau, extract: str) -> dict[str, object]:
    columns = (
        "state, rows_in, rows_loaded, rows_collapsed, rows_quarantined, rows_skipped, remark_zh, remark_en"
    )
    (row,) = bureau.ask(f"SELECT {columns} FROM delivery WHERE extract = '{extract}'")
    found = dict(zip(columns.split(", "), row, strict=True))
    assert found["rows_in"] == sum(
        found[f"rows_{outcome}"] for outcome in ("loaded", "collapsed", "quarantined", "skipped")
    )
    return found


def reasons(bureau: Bureau, extract: str) -> list[tuple[int, str]]:
    return bureau.ask(
        f"""SELECT line, array_to_string(list_transform(reason_codes, lambda code, place: "columns"[place] || ' ' || code), ';')
        FROM quarantine WHERE extract = '{extract}' ORDER BY line"""
    )


UNUSABLE = (
    (b"", "文件是空的", "the file is empty"),
    ((HEADERS["income"] + "\n").encode(), "只有表头", "a header and no rows"),
    (b"<html><body>404</body></html>", "不是 CSV 或 XLSX", "neither a CSV nor an XLSX"),
    (b"PK\x03\x04 broken", "不是 CSV 或 XLSX", "neither a CSV nor an XLSX"),
    (
        HEADERS["income"].replace("金额", "余额").encode() + b"\n1,2,3,4,5,6\n",
        "缺少必需列；金额",
        "a required column is missing",
    ),
    (
        HEADERS["income"].replace("单位", "金额").encode() + b"\n1,2,3,4,5,6\n",
        "有重复的列；金额",
        "stands twice",
    ),
    (
        (HEADERS["death"] + "\n").encode() + b"1,2,3\n",
        "像是 死亡 (death) 的文件",
        "a required column is missing",
    ),
    (b"\xff\xfe\xfd\n\x81\n", "缺少必需列", "a required column is missing"),
)


def test_files_that_cannot_be_used_are_held_and_each_says_why(bureau: Bureau) -> None:
    """Empty, a header only, a web page, a broken workbook, a column missing, one twice, another extract, no text."""
    for place, (content, *_) in enumerate(UNUSABLE):
        bureau.put("income", DAY, content, f"{place}.csv")
    outcome = bureau.night("2022-05-20")
    assert outcome.exit_code == 3
    assert "income" in outcome.blind and outcome.blind["income"].kind == "held"
    found = bureau.ask(
        """SELECT state, rows_in = rows_loaded + rows_collapsed + rows_quarantined + rows_skipped, remark_zh, remark_en
        FROM delivery WHERE extract = 'income' ORDER BY file_name"""
    )
    assert [row[:2] for row in found] == [("held", True)] * len(UNUSABLE)
    for (_, zh, en), (*_, said_zh, said_en) in zip(UNUSABLE, found, strict=True):
        assert zh in said_zh and en in said_en


def test_a_renamed_column_is_asked_after(bureau: Bureau) -> None:
    header = HEADERS["income"].replace("收入类型", "收入类型名")
    bureau.deliver("income", DAY, [wage(WHO, "2022-04", "1.00")], header=header)
    bureau.night("2022-05-20")
    assert "收入类型（是否为“收入类型名”？" in str(only_delivery(bureau, "income")["remark_zh"])


def test_columns_in_another_order_and_known_aliases_give_the_same(bureau: Bureau) -> None:
    header = "单位名称,数据性质,金额,收入类别,月份,公民身份号码,备注"
    bureau.deliver("income", DAY, [f"甲厂,实发,871.00,工资,2022-04,{WHO},随便"], header=header)
    bureau.night("2022-05-20")
    found = only_delivery(bureau, "income")
    assert (found["state"], found["rows_loaded"]) == ("loaded", 1)
    assert "未识别的列 1 个，未保存" in str(found["remark_zh"])


def test_contents_under_the_wrong_heading_are_quarantined_row_by_row(bureau: Bureau) -> None:
    header = HEADERS["income"].replace("金额", "X").replace("收入类型", "金额").replace("X", "收入类型")
    bureau.deliver("income", DAY, [wage(WHO, "2022-04", "871.00")] * 1, header=header)
    bureau.night("2022-05-20")
    assert reasons(bureau, "income") == [(2, "kind E-CHOICE;amount E-MONEY")]


def test_swapped_columns_of_a_real_size_hold_the_delivery(bureau: Bureau) -> None:
    header = HEADERS["income"].replace("金额", "X").replace("收入类型", "金额").replace("X", "收入类型")
    rows = [wage(number(n), "2022-04", "871.00") for n in range(1, 121)]
    bureau.deliver("income", DAY, rows, header=header)
    bureau.night("2022-05-20")
    found = only_delivery(bureau, "income")
    assert (found["state"], found["rows_quarantined"]) == ("held", 120)
    assert "可能的原因：列错位" in str(found["remark_zh"])


def test_a_residence_outside_the_homes_area(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    bureau.deliver(
        "household_member",
        DAY,
        [
            member("H1", WHO),
            member("H2", number(2), village="371102001001"),
            member("H3", number(3), village="370902"),
        ],
    )
    bureau.night("2022-05-20")
    assert reasons(bureau, "household_member") == [
        (3, "residence_region E-REGION-OUTSIDE"),
        (4, "residence_region E-REGION"),
    ]
    assert bureau.ask("SELECT village_code FROM household_month") == [(URBAN_VILLAGE,)]


def test_every_kind_of_bad_cell_is_named_by_line_and_column(bureau: Bureau) -> None:
    good = wage(WHO, "2022-04", "871.00")
    wrong = number(1)[:-1] + ("2" if number(1)[-1] == "1" else "1")
    bureau.deliver(
        "income",
        DAY,
        [
            good,
            wage(wrong, "2022-04", "1.00"),
            wage("9.90101E+17", "2022-04", "1.00"),
            wage("990101198013011013", "2022-04", "1.00"),
            wage("12345", "2022-04", "1.00"),
            wage("", "2022-04", "1.00"),
            wage(WHO, "2022-13", "1.00"),
            wage(WHO, "2022-03", "待核"),
            wage(WHO, "2022-03", "871.005"),
            wage(WHO, "2022-03", "99999999.00"),
            wage(WHO, "2022-03", "1.00", kind="彩票"),
            "",
            good + ",多一栏",
            f'{WHO},2022-02,工资,1.00,实发,"没有关上',
        ],
    )
    bureau.night("2022-05-20")
    assert reasons(bureau, "income") == [
        (3, "id_number E-ID-CHECK"),
        (4, "id_number E-ID-NUM"),
        (5, "id_number E-ID-BIRTH"),
        (6, "id_number E-ID-SHAPE"),
        (7, "id_number E-MISSING"),
        (8, "month E-MONTH"),
        (9, "amount E-MONEY"),
        (10, "amount E-MONEY-DECIMALS"),
        (11, "amount E-MONEY-LARGE"),
        (12, "kind E-CHOICE"),
        (14, " E-LINE-FIELDS"),
        (15, " E-LINE-QUOTE"),
    ]
    found = only_delivery(bureau, "income")
    assert (found["rows_in"], found["rows_loaded"], found["rows_skipped"]) == (14, 1, 1)


def test_equal_rows_fold_and_contradicting_rows_are_kept_apart_together(bureau: Bureau) -> None:
    rows = [wage(WHO, "2022-04", "871.00")] * 3 + [wage(WHO, "2022-03", "1.00"), wage(WHO, "2022-03", "2.00")]
    bureau.deliver("income", DAY, rows)
    bureau.night("2022-05-20")
    found = only_delivery(bureau, "income")
    assert (found["rows_loaded"], found["rows_collapsed"], found["rows_quarantined"]) == (1, 2, 2)
    assert reasons(bureau, "income") == [(5, " E-CONFLICT"), (6, " E-CONFLICT")]
    assert bureau.ask(
        "SELECT amount_in_cny, amount_loaded_cny, amount_quarantined_cny FROM delivery WHERE extract = 'income'"
    ) == [(874, 871, 3)]


def test_a_person_in_two_households_at_once_is_kept_apart_but_a_move_is_not(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    twice, mover = number(2), number(3)
    bureau.deliver(
        "household_member",
        DAY,
        [
            member("H1", WHO),
            member("H1", twice, relation="子女"),
            member("H2", twice),
            member("H1", mover, relation="子女", left="2022-05-15"),
            member("H3", mover, joined="2022-05-15"),
        ],
    )
    bureau.night("2022-05-20")
    assert reasons(bureau, "household_member") == [(3, " E-CONFLICT"), (4, " E-CONFLICT")]
    assert bureau.ask("SELECT member_count FROM household_month ORDER BY household_key") == [(1,), (1,)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_any_encoding_gives_the_same_people(encoding: str, newline: str) -> None:
    names = ["䶮龙", "𠮷田", "NA", "null", "阿卜杜拉·买买提"]
    rows = [member(f"H{place}", number(place + 1), name) for place, name in enumerate(names)]
    text = newline.join([HEADERS["household_member"], *rows, ""])
    found = read("household_member", text.encode(encoding)).rows
    assert [row["name"] for row in sorted(found, key=lambda row: str(row["household_id"]))] == names


def test_a_workbook_keeps_text_numbers_and_refuses_eaten_ones(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2022年5月 医疗费用结算表"])
    sheet.append(HEADERS["medical_expense"].split(","))
    sheet.append(settlement("S1", WHO, "2022/5/1", "20500").split(","))
    sheet.append(["S2", int(WHO[:15]) * 1000, "2022-05-01", "住院", 1, 1, None, None, 1, None])
    path = tmp_path / "医保.xlsx"
    book.save(path)
    bureau.put("medical_expense", DAY, path.read_bytes(), "医保[1].xlsx")
    bureau.night("2022-05-20")
    assert reasons(bureau, "medical_expense") == [(4, "id_number E-ID-NUM")]
    assert only_delivery(bureau, "medical_expense")["rows_loaded"] == 1


def test_six_ways_of_writing_one_person_are_one_person(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    who = "990101195001011013"
    ways = [
        who,
        "990101500101101",
        "９９０１０１１９５００１０１１０１３",
        f" {who}",
        f"'{who}",
        f"\t{who}\u3000",
    ]
    bureau.deliver(
        "income", DAY, [wage(way, f"2022-{place:02d}", "1.00") for place, way in enumerate(ways, start=1)]
    )
    bureau.night("2022-12-20", "2022-12-20")
    from flows.home import warehouse

    with warehouse(bureau.home, read_only=True) as con:
        assert con.execute("SELECT count(DISTINCT person_no), count(*) FROM income").fetchall() == [(1, 6)]


def test_a_manifest_that_disagrees_holds_the_file(bureau: Bureau) -> None:
    path = bureau.deliver("income", DAY, [wage(WHO, "2022-04", "871.00")])
    path.with_name(path.name + ".manifest.json").write_text('{"rows": 2, "amount_total": "871.00"}')
    bureau.night("2022-05-20")
    found = only_delivery(bureau, "income")
    assert found["state"] == "held" and "清单不符" in str(found["remark_zh"])


def test_a_link_in_the_landing_folder_is_not_followed(bureau: Bureau, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.csv"
    target.write_text(HEADERS["income"] + "\n" + wage(WHO, "2022-04", "1.00") + "\n")
    folder = bureau.home.landing / "income" / DAY
    folder.mkdir(parents=True)
    (folder / "a.csv").symlink_to(target)
    bureau.night("2022-05-20")
    assert only_delivery(bureau, "income")["state"] == "held"


def test_a_name_that_is_a_pattern_reads_only_its_own_file(bureau: Bureau) -> None:
    bureau.deliver("income", DAY, [wage(WHO, "2022-04", "1.00")], name="低保[1].csv")
    bureau.deliver("income", DAY, [wage(WHO, "2022-03", "2.00")], name="低保1.csv")
    bureau.deliver("income", DAY, [wage(WHO, "2022-02", "3.00")], name="'); DROP TABLE person; --*.csv")
    bureau.night("2022-05-20")
    rows = bureau.ask("SELECT file_name, amount_loaded_cny FROM delivery WHERE extract = 'income' ORDER BY 2")
    assert rows == [("低保[1].csv", 1), ("低保1.csv", 2), ("'); DROP TABLE person; --*.csv", 3)]


def test_a_line_of_millions_of_characters_stops_the_file_before_anything_parses_it(bureau: Bureau) -> None:
    bureau.deliver("income", DAY, [wage(WHO, "2022-04", "1.00"), wage(WHO, "2022-03", "9" * 3_000_000)])
    bureau.night("2022-05-20")
    found = only_delivery(bureau, "income")
    assert (found["state"], found["rows_quarantined"]) == ("held", 2)
    assert "超出大小、列数或行长的限度" in str(found["remark_zh"])


@pytest.mark.parametrize("first", ["收入\r表", "收入" + "x" * 200_000], ids=["carriage return", "long title"])
def test_an_odd_title_does_not_stop_the_night(first: str) -> None:
    found = read("income", f"{first}\n{HEADERS['income']}\n{wage(WHO, '2022-04', '1.00')}\n".encode())
    assert found.counts == ("loaded", 1, 1, 0, 0, 0)


@pytest.mark.parametrize(("total", "codes"), [("3.00", []), ("4.00", ["E-CONTROL-TOTAL"])])
def test_a_totals_row_is_known_by_its_word_in_the_identity_column(total: str, codes: list[str]) -> None:
    rows = [wage(WHO, "2022-04", "1.00"), wage(WHO, "2022-03", "2.00"), f"合计,,,{total},,"]
    found = read("income", "\n".join([HEADERS["income"], *rows, ""]).encode())
    assert found.codes == codes and found.counts[-1] == 1


@pytest.mark.parametrize(
    ("cell", "is_held"),
    [
        ("<f>A1</f>", True),
        ("<f>A1</f><v/>", True),
        ("<f>A1</f><v></v>", True),
        ("<f>A1</f><v>7</v>", False),
    ],
)
def test_a_formula_without_a_result_is_known_in_every_spelling(cell: str, is_held: bool) -> None:
    text = f'<row r="2"><c r="A2" t="str"><f>B1</f><v></v></c><c r="B2">{cell}</c></row>'
    assert bool(archive._UNCALCULATED.search(text.encode())) == is_held
