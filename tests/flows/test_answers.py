"""Lists that come back: good rows are taken, each refused row says why, and twice is once."""

import csv
import json
import shutil
import stat
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from flows.cli import main
from flows.exports import note_listed
from flows.home import warehouse
from flows.ingest.joined_lines import join_lines
from schemas.faults import FAULTS
from schemas.faults.returned import RETURNED
from schemas.office import ANSWERS, COLUMNS
from tests.bureau import RURAL_VILLAGE, Bureau, member, number, settlement

LISTED, TAKEN = "2022-05-20", "2022-05-23"
URBAN, RURAL = "370902001", "370902201"
RESULT, NOTE, AMOUNT, BY, DAY = "核查结果", "核查情况说明", "实际救助金额(元)", "核查人", "核查日期"
HOUSEHOLDS = 6
"""The last two live in the other township."""

Answer = dict[str, Any]
HELP: Answer = {RESULT: "属实-需救助", AMOUNT: 5226, BY: "张某", DAY: "2022-05-21"}
NOT_TRUE: Answer = {RESULT: "不属实", NOTE: "已有工作", DAY: "2022-05-21"}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a bureau that has sent out its first lists."""
    bureau = Bureau(tmp_path_factory.mktemp("sent"))
    village = {
        number: {"village": RURAL_VILLAGE} if number > 4 else {} for number in range(1, HOUSEHOLDS + 1)
    }
    bureau.deliver(
        "household_member",
        "2022-05-18",
        [member(f"H{each}", number(each), **village[each]) for each in village],
    )
    bureau.deliver(
        "medical_expense",
        "2022-05-18",
        [settlement(f"S{each}", number(each), "2022-05-01", "20500.00") for each in village],
    )
    bureau.night(LISTED)
    return bureau.home.path


@pytest.fixture
def bureau(sent: Path, tmp_path: Path) -> Bureau:
    home = tmp_path / "home"
    shutil.copytree(sent, home, symlinks=True)
    return Bureau(home)


def ids(bureau: Bureau) -> list[str]:
    """The numbers of the warnings, by household."""
    return [row["warning_id"] for row in sorted(bureau.warnings("N05"), key=lambda row: row["village_code"])]


def list_of(bureau: Bureau, township: str = URBAN, suffix: str = "xlsx", night: str = LISTED) -> Path:
    return bureau.home.exports / night / f"预警核查清单_{township}_{night}.{suffix}"


def filled(
    path: Path, out: Path, *answers: Answer | None, change: Callable[[Any], None] | None = None
) -> Path:
    """The workbook with the answers in its first rows, as somebody at a desk would type them."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heading = next(row for row in sheet.iter_rows() if row[0].value == "序号")
    at = {cell.value: cell.column for cell in heading}
    for row, answer in enumerate(answers, heading[0].row + 1):
        for name, value in (answer or {}).items():
            sheet.cell(row, at[name], value)
    if change:
        change(sheet)
    out.parent.mkdir(parents=True, exist_ok=True)
    book.save(out)
    return out


def csv_rows(path: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def as_csv(rows: Sequence[Sequence[str]], out: Path, encoding: str = "utf-8-sig") -> Path:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    out.write_bytes(text.getvalue().encode(encoding))
    return out


def answered(rows: list[list[str]], **answers: Answer) -> list[list[str]]:
    """Rows of a CSV with answers filled in; `r1` is the first row below the heading."""
    at = {heading: place for place, heading in enumerate(rows[0])}
    for name, answer in answers.items():
        for heading, value in answer.items():
            rows[int(name[1:])][at[heading]] = str(value)
    return rows


def answers(bureau: Bureau, *files: Path, on: str = TAKEN, **words: str) -> int:
    more = [word for name, value in words.items() for word in (f"--{name}", value)]
    return main(["answers", *map(str, files), "--on", on, *more, "--home", str(bureau.home.path)])


def told(
    bureau: Bureau, capsys: pytest.CaptureFixture[str], *files: Path, on: str = TAKEN, supersede: str = ""
) -> tuple[int, list[dict[str, Any]]]:
    capsys.readouterr()
    more = ["--supersede", "--reason", supersede] if supersede else []
    code = main(["answers", *map(str, files), "--on", on, "--json", *more, "--home", str(bureau.home.path)])
    return code, json.loads(capsys.readouterr().out)["files"]


def facts(bureau: Bureau) -> dict[str, tuple[Any, ...]]:
    """What is known of each warning: result, yuan, note, list."""
    with warehouse(bureau.home, read_only=True) as con:
        return {
            row[0]: row[1:]
            for row in con.execute(
                """SELECT warning_id, result, relief_amount_fen // 100, note, CAST(listed_on AS VARCHAR)
                FROM answer WHERE known_to = '9999-12-31'"""
            ).fetchall()
        }


def waiting(bureau: Bureau) -> list[str]:
    """The faults of the rows that are still set aside."""
    with warehouse(bureau.home, read_only=True) as con:
        return [
            " ".join(faults)
            for (faults,) in con.execute(
                "SELECT faults FROM quarantine WHERE answered_on IS NULL ORDER BY delivery_no, line"
            ).fetchall()
        ]


def states(bureau: Bureau) -> list[tuple[Any, ...]]:
    with warehouse(bureau.home, read_only=True) as con:
        return con.execute(
            """SELECT state, rows_in, rows_loaded, rows_quarantined, rows_skipped FROM delivery
            WHERE extract = 'answer' ORDER BY delivery_no"""
        ).fetchall()


def test_a_list_of_some_answers_is_taken_and_the_rest_waits(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = filled(list_of(bureau), tmp_path / list_of(bureau).name, HELP, NOT_TRUE)
    code, (found,) = told(bureau, capsys, back)
    assert (code, found["taken"], found["unanswered"], found["refused_rows"]) == (0, 2, 2, 0)
    assert found["landed"] == f"landing/answer/{TAKEN}/{back.name}" and found["returned"] is None
    bureau.night(TAKEN)
    first, second, *_ = ids(bureau)
    assert facts(bureau) == {
        first: ("confirmed_needs_relief", 5226, None, LISTED),
        second: ("refuted", None, "已有工作", LISTED),
    }
    assert states(bureau) == [("loaded", 4, 2, 0, 2)]
    lines = map(json.loads, (bureau.home.path / "audit" / "access.jsonl").read_text().splitlines())
    (line,) = (each for each in lines if each["command"].startswith("answers"))
    assert line["command"] == "answers" and found["sha256"][:16] in line["what"] and "张某" not in str(line)


def test_the_same_file_twice_is_once(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = filled(list_of(bureau), tmp_path / "清单.xlsx", HELP)
    assert answers(bureau, back) == 0
    code, (again,) = told(bureau, capsys, back)
    assert (code, again["same_file_again"], again["landed"]) == (0, True, None)
    bureau.night(TAKEN)
    code, (later,) = told(bureau, capsys, back, on="2022-05-24")
    assert (code, later["same_file_again"]) == (0, True)
    assert len(list((bureau.home.landing / "answer").rglob("*.xlsx"))) == 1
    # Put in by hand once more it changes nothing either.
    bureau.put("answer", "2022-05-24", back.read_bytes(), "又一次.xlsx")
    before = facts(bureau)
    bureau.night("2022-05-24")
    assert [state for state, *_ in states(bureau)] == ["loaded", "same_again"] and facts(bureau) == before


def test_another_file_of_the_same_name_keeps_both(bureau: Bureau, tmp_path: Path) -> None:
    one = filled(list_of(bureau), tmp_path / "a" / "清单.xlsx", HELP)
    other = filled(list_of(bureau), tmp_path / "b" / "清单.xlsx", None, NOT_TRUE)
    assert (answers(bureau, one), answers(bureau, other)) == (0, 0)
    bureau.night(TAKEN)
    assert len(facts(bureau)) == 2 and len(states(bureau)) == 2


def rearrange(sheet: Any) -> None:
    """Sorted by number backwards, two columns swapped, one added, the last row cut away, the rest filtered."""
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top)]
    head, *body = [[*row[:2], row[3], row[2], *row[4:], "备注" if row is rows[0] else "看过"] for row in rows]
    body = sorted(body, key=lambda row: str(row[1]), reverse=True)
    del body[0]
    for offset, row in enumerate([head, *body, [None] * len(head)]):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(top + offset, place)
            cell.value = value
            if isinstance(value, str):
                # The library takes a text that begins with = for a formula.
                cell.data_type = "s"
    sheet.auto_filter.ref = f"A{top}:T{top + len(body)}"
    sheet.row_dimensions[top + 1].hidden = True


def test_a_list_sorted_cut_and_rearranged_is_read_by_number(bureau: Bureau, tmp_path: Path) -> None:
    back = filled(list_of(bureau), tmp_path / "乱.xlsx", HELP, NOT_TRUE, HELP, NOT_TRUE, change=rearrange)
    assert answers(bureau, back) == 0
    bureau.night(TAKEN)
    assert [facts(bureau)[warning][0] for warning in ids(bureau)[:3]] == [
        "confirmed_needs_relief",
        "refuted",
        "confirmed_needs_relief",
    ]
    # An answer that was cut away with its row is no answer.
    assert len(facts(bureau)) == 3 and waiting(bureau) == []


def test_a_column_sorted_alone_is_noticed(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def swap(sheet: Any) -> None:
        top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
        one, other = sheet.cell(top + 1, 2), sheet.cell(top + 2, 2)
        one.value, other.value = other.value, one.value

    back = filled(list_of(bureau), tmp_path / "错位.xlsx", HELP, NOT_TRUE, HELP, change=swap)
    code, (found,) = told(bureau, capsys, back)
    assert (code, found["taken"], found["refused"]) == (3, 1, {"E-ANSWER-CHANGED": 2})
    bureau.night(TAKEN)
    assert list(facts(bureau)) == [ids(bureau)[2]] and waiting(bureau) == [":E-ANSWER-CHANGED"] * 2


REFUSED: dict[str, tuple[Answer, str]] = {
    "no result": ({NOTE: "去过了"}, "result:E-ANSWER-EMPTY"),
    "no day": ({RESULT: "不属实"}, "verified_on:E-ANSWER-NO-DATE"),
    "tomorrow": ({**NOT_TRUE, DAY: "2022-05-24"}, "verified_on:E-DATE-FUTURE"),
    "before it was opened": ({**NOT_TRUE, DAY: "2022-05-19"}, "verified_on:E-ANSWER-EARLY"),
    "another word": ({**NOT_TRUE, RESULT: "大概属实"}, "result:E-CHOICE"),
    "no number": ({**HELP, AMOUNT: "五千"}, "relief_amount:E-MONEY"),
    "below nothing": ({**HELP, AMOUNT: -5}, "relief_amount:E-MONEY-NEGATIVE"),
    "an amount for nothing": ({**NOT_TRUE, AMOUNT: 100}, "relief_amount:E-ANSWER-AMOUNT"),
}


@pytest.mark.parametrize(("answer", "fault"), REFUSED.values(), ids=REFUSED)
def test_a_row_is_refused_with_its_reason(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str], answer: Answer, fault: str
) -> None:
    back = filled(list_of(bureau), tmp_path / "清单.xlsx", answer, HELP)
    code, (found,) = told(bureau, capsys, back)
    assert (code, found["taken"], list(found["refused"])) == (3, 1, [fault.partition(":")[2]])
    bureau.night(TAKEN)
    assert waiting(bureau) == [fault] and list(facts(bureau)) == [ids(bureau)[1]]


def test_numbers_that_are_not_ours_are_refused(bureau: Bureau, tmp_path: Path) -> None:
    """A bare CSV of a program: the contract's columns only, matched by number alone."""
    urban, rural = ids(bureau)[0], ids(bureau)[-1]
    header = "预警编号,核查结果,核查日期,清单日期"
    rows = [f"{each},不属实,2022-05-21,{LISTED}" for each in (urban, rural, "W370902-20220520-999999")]
    bureau.deliver("answer", TAKEN, rows, header=header, name="程序.csv")
    bureau.deliver("answer", TAKEN, [rows[1]], header=header, name=f"预警核查清单_{URBAN}_{LISTED}(1).csv")
    bureau.night(TAKEN)
    assert waiting(bureau) == ["warning_id:E-ANSWER-UNKNOWN", "warning_id:E-ANSWER-TOWNSHIP"]
    assert set(facts(bureau)) == {urban, rural} and facts(bureau)[urban][3] == LISTED


def test_a_township_answers_for_its_own_only(bureau: Bureau, tmp_path: Path) -> None:
    other = openpyxl.load_workbook(list_of(bureau, RURAL)).worksheets[0]
    pasted = [[cell.value for cell in row] for row in other.iter_rows()][-1]

    def paste(sheet: Any) -> None:
        sheet.append(pasted)
        for place, value in ((16, "不属实"), (20, "2022-05-21")):
            sheet.cell(sheet.max_row, place, value)

    filled(list_of(bureau), bureau.home.landing / "answer" / TAKEN / "改名.xlsx", HELP, change=paste)
    bureau.night(TAKEN)
    assert waiting(bureau) == ["warning_id:E-ANSWER-TOWNSHIP"] and len(facts(bureau)) == 1


def test_the_masked_list_is_taken_whatever_a_spreadsheet_made_of_its_looks(
    bureau: Bureau, tmp_path: Path
) -> None:
    rows = answered(csv_rows(list_of(bureau, suffix="csv")), r1=HELP, r2=NOT_TRUE)
    due = rows[0].index("办理时限")
    for row in rows[1:]:
        row[due] = "/".join(str(int(part)) for part in row[due].split("-"))
        row[-1] = row[-1].replace("-0", "/")
    assert answers(bureau, as_csv(rows, tmp_path / "掩码.csv", "gb18030")) == 0
    bureau.night(TAKEN)
    assert len(facts(bureau)) == 2 and waiting(bureau) == []
    assert {said[3] for said in facts(bureau).values()} == {LISTED}


def test_the_workbook_turned_into_a_csv_is_taken_with_cells_of_several_lines(
    bureau: Bureau, tmp_path: Path
) -> None:
    back = filled(list_of(bureau), tmp_path / "清单.xlsx", HELP | {NOTE: "一\n二，三"}, NOT_TRUE)
    rows = [
        ["" if cell is None else str(cell) for cell in row]
        for row in openpyxl.load_workbook(back).worksheets[0].iter_rows(values_only=True)
    ]
    assert answers(bureau, as_csv(rows, tmp_path / "另存.csv", "gb18030")) == 0
    bureau.night(TAKEN)
    assert len(facts(bureau)) == 2 and facts(bureau)[ids(bureau)[0]][2] == "一 二，三"


def test_an_open_quotation_mark_swallows_no_row(tmp_path: Path) -> None:
    source, joined = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b'a,b\n1,"x\ny"\n2,"open\n3,z\n4,w\n')
    assert join_lines(source, joined, delimiter=",", width=2)
    assert joined.read_bytes() == b'a,b\n1,"x y"\n2,"open\n3,z\n4,w\n'
    source.write_bytes(b'a,b\n1,"x\n2,y"z\n')
    assert not join_lines(source, joined, delimiter=",", width=2)


def test_what_completes_an_answer_is_taken_and_loses_nothing(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = {RESULT: "属实-需救助", DAY: "2022-05-21"}
    answers(bureau, filled(list_of(bureau), tmp_path / "一.xlsx", bare))
    bureau.night(TAKEN)
    code, (found,) = told(
        bureau, capsys, filled(list_of(bureau), tmp_path / "二.xlsx", HELP), on="2022-05-24"
    )
    assert (code, found["completing"], found["taken"]) == (0, 1, 0)
    bureau.night("2022-05-24")
    noted = filled(list_of(bureau), tmp_path / "三.xlsx", bare | {NOTE: "已发放"})
    answers(bureau, noted, on="2022-05-25")
    bureau.night("2022-05-25")
    assert facts(bureau)[ids(bureau)[0]] == ("confirmed_needs_relief", 5226, "已发放", LISTED)
    code, (found,) = told(
        bureau, capsys, filled(list_of(bureau), tmp_path / "四.xlsx", bare), on="2022-05-26"
    )
    assert (code, found["same_again"], found["landed"]) == (0, 1, None)


def test_not_met_yet_never_takes_an_answer_back(bureau: Bureau, tmp_path: Path) -> None:
    not_yet = {RESULT: "暂未核实", NOTE: "外出"}
    answers(bureau, filled(list_of(bureau), tmp_path / "一.xlsx", not_yet, HELP))
    bureau.night(TAKEN)
    assert [said[0] for said in facts(bureau).values()] == ["not_yet_verified", "confirmed_needs_relief"]
    answers(bureau, filled(list_of(bureau), tmp_path / "二.xlsx", NOT_TRUE, not_yet), on="2022-05-24")
    bureau.night("2022-05-24")
    assert [said[0] for said in facts(bureau).values()] == ["confirmed_needs_relief", "refuted"]
    assert waiting(bureau) == [] and states(bureau)[-1] == ("loaded", 4, 1, 0, 3)


def test_another_result_needs_a_reason(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(bureau, filled(list_of(bureau), tmp_path / "一.xlsx", HELP, HELP))
    bureau.night(TAKEN)
    other = filled(list_of(bureau), tmp_path / "二.xlsx", NOT_TRUE, HELP | {AMOUNT: 871})
    code, (found,) = told(bureau, capsys, other, on="2022-05-24")
    assert (code, found["refused"], found["landed"]) == (1, {"E-ANSWER-BEFORE": 2}, None)
    assert main(["answers", str(other), "--supersede", "--home", str(bureau.home.path)]) == 2
    code, (found,) = told(bureau, capsys, other, on="2022-05-24", supersede="入户后更正")
    assert (code, found["replacing"], found["completing"], found["refused_rows"]) == (0, 1, 1, 0)
    bureau.night("2022-05-24")
    assert sorted(said[:2] for said in facts(bureau).values()) == [
        ("confirmed_needs_relief", 871),
        ("refuted", None),
    ]
    assert waiting(bureau) == []
    code, (found,) = told(bureau, capsys, other, on="2022-05-24", supersede="入户后更正")
    assert (code, found["landed"]) == (0, None)
    # Everything is in the landing folder: a second reading of it says the same.
    before = facts(bureau)
    bureau.put("answer", "2022-05-22", b"warning_id,result\n", "迟.csv")
    bureau.night("2022-05-25")
    assert facts(bureau) == before


def test_a_household_asked_again_may_answer_otherwise(bureau: Bureau, tmp_path: Path) -> None:
    nobody = {RESULT: "拒绝核查", DAY: "2022-05-21"}
    answers(bureau, filled(list_of(bureau), tmp_path / "一.xlsx", nobody))
    bureau.night(TAKEN)
    again = filled(list_of(bureau, night=TAKEN), tmp_path / "二.xlsx", HELP | {DAY: "2022-05-24"})
    assert answers(bureau, again, on="2022-05-24") == 0
    bureau.night("2022-05-24")
    assert facts(bureau)[ids(bureau)[0]] == ("confirmed_needs_relief", 5226, None, TAKEN)


def test_two_answers_in_one_file_are_both_kept_apart(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    urban, other = ids(bureau)[:2]
    rows = [f"{urban},不属实,2022-05-21", f"{urban},属实-需救助,2022-05-21", f"{other},不属实,2022-05-21"]
    back = tmp_path / "程序.csv"
    back.write_text("\n".join(["预警编号,核查结果,核查日期", *rows]) + "\n")
    code, (found,) = told(bureau, capsys, back)
    assert (code, found["taken"], found["refused"]) == (3, 1, {"E-CONFLICT": 2})
    bureau.night(TAKEN)
    assert waiting(bureau) == [":E-CONFLICT"] * 2 and list(facts(bureau)) == [other]


def test_two_files_of_one_day_that_complete_each_other_agree(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = {RESULT: "属实-需救助", DAY: "2022-05-21"}
    answers(bureau, filled(list_of(bureau), tmp_path / "z.xlsx", bare))
    answers(bureau, filled(list_of(bureau), tmp_path / "a.xlsx", HELP))
    code, (found,) = told(bureau, capsys, filled(list_of(bureau), tmp_path / "b.xlsx", NOT_TRUE))
    assert (code, found["refused"]) == (1, {"E-CONFLICT": 1})
    bureau.night(TAKEN)
    assert facts(bureau)[ids(bureau)[0]][:2] == ("confirmed_needs_relief", 5226) and waiting(bureau) == []


def test_refused_rows_go_back_as_a_workbook_and_come_in_when_mended(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = filled(list_of(bureau), tmp_path / list_of(bureau).name, HELP, {RESULT: "不属实", NOTE: "@SUM(1)"})
    out = tmp_path / "out"
    assert answers(bureau, back, out=str(out)) == 3
    said = capsys.readouterr()
    assert "采纳 1" in said.out and "E-ANSWER-NO-DATE  1  没有核查日期 / the day of the visit" in said.out
    assert "李明" not in said.out + said.err
    (path,) = out.iterdir()
    assert path.name == f"退回_{back.stem}.xlsx" and stat.S_IMODE(path.stat().st_mode) == 0o600
    book = openpyxl.load_workbook(path)
    sheet = book["退回"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [*COLUMNS, "问题"] and sheet.max_row == 2
    assert "“核查日期”：没有核查日期。填入户当天的日期。" in sheet.cell(2, len(heads)).value
    assert sheet.cell(2, heads.index(NOTE) + 1).data_type == "s"
    assert [rule.formula1 for rule in sheet.data_validations.dataValidation] == [f'"{",".join(ANSWERS)}"']
    bureau.night(TAKEN)
    assert waiting(bureau) == ["verified_on:E-ANSWER-NO-DATE"]
    sheet.cell(2, heads.index(DAY) + 1, "2022-05-22")
    book.save(path)
    assert answers(bureau, path, on="2022-05-24") == 0
    bureau.night("2022-05-24")
    assert waiting(bureau) == []
    assert facts(bureau)[ids(bureau)[1]] == ("refuted", None, "@SUM(1)", LISTED)


def test_a_home_made_anew_still_takes_old_lists(bureau: Bureau, tmp_path: Path) -> None:
    """Without the ledger's digests the workbook's hidden sheet says what was sent."""
    with warehouse(bureau.home) as con:
        con.execute("DELETE FROM listed_row")

    def overwrite(sheet: Any) -> None:
        sheet.cell(sheet.max_row, 3, "别的村")

    back = filled(list_of(bureau), tmp_path / "清单.xlsx", HELP, None, None, NOT_TRUE, change=overwrite)
    assert answers(bureau, back) == 3
    bureau.night(TAKEN)
    assert waiting(bureau) == [":E-ANSWER-CHANGED"] and facts(bureau)[ids(bureau)[0]][3] == LISTED


def test_nothing_usable_is_not_entered(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / list_of(bureau).name
    shutil.copyfile(list_of(bureau), empty)
    page = tmp_path / "页.csv"
    page.write_text("<html></html>")
    assert answers(bureau, empty, page) == 1
    said = capsys.readouterr().out
    assert "未填 4" in said and "E-FILE-NOT-TABLE" in said
    assert not (bureau.home.landing / "answer").exists()
    assert "请交回县里发出的核查清单" in said and "部门" not in said
    for path, why in ((tmp_path / "没有.csv", "没有这个文件"), (tmp_path, "是目录")):
        assert answers(bureau, path) == 1
        told = capsys.readouterr().err
        assert "E-NO-FILE" in told and why in told
    bureau.home.warehouse.unlink()
    assert answers(bureau, empty) == 1 and "E-NO-NIGHT" in capsys.readouterr().err


def test_a_list_not_filled_in_yet_is_no_mistake(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / list_of(bureau).name
    shutil.copyfile(list_of(bureau), empty)
    assert answers(bureau, empty) == 0
    said = capsys.readouterr().err
    assert "这份清单还没有填" in said and "nothing is filled in yet" in said
    assert not (bureau.home.landing / "answer").exists()


def test_the_ledger_keeps_of_a_list_only_what_is_new(bureau: Bureau) -> None:
    def listed() -> list[tuple[Any, ...]]:
        with warehouse(bureau.home, read_only=True) as con:
            return con.execute("SELECT run_id, count(*) FROM listed_row GROUP BY 1 ORDER BY 1").fetchall()

    bureau.night(LISTED)
    assert listed() == [("R20220520-01", HOUSEHOLDS)]
    with warehouse(bureau.home) as con:
        con.execute("CREATE TEMP TABLE night AS SELECT DATE '2022-05-21' AS as_of")
        con.execute("CREATE TEMP TABLE tonight_run AS SELECT 'R20220521-01' AS run_id")
        con.execute("CREATE TEMP TABLE listed_tonight AS SELECT * EXCLUDE (run_id) FROM listed_row")
        con.execute("UPDATE listed_tonight SET row_digest = 'x' WHERE warning_id = ?", [ids(bureau)[0]])
        note_listed(con)
    assert listed() == [("R20220520-01", HOUSEHOLDS), ("R20220521-01", 1)]


def test_what_is_refused_is_said_to_an_officer(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = [
        {**NOT_TRUE, RESULT: "大概属实"},
        {**HELP, AMOUNT: "五千"},
        {**NOT_TRUE, DAY: "2022-05-24"},
        {RESULT: "查无此人／已迁出", DAY: "2022-05-21"},
    ]
    out = tmp_path / "out"
    assert answers(bureau, filled(list_of(bureau), tmp_path / "清单.xlsx", *wrong), out=str(out)) == 3
    terminal = capsys.readouterr().out
    sheet = openpyxl.load_workbook(next(out.iterdir()))["退回"]
    workbook = [str(sheet.cell(row, sheet.max_column).value) for row in range(2, sheet.max_row + 1)]
    for words, problem in zip(("查无此人/已迁出", "例如 5226.00", "例如 2022-06-22"), workbook, strict=True):
        assert words in problem and words in terminal
    assert "部门" not in terminal + "".join(workbook)


def test_no_words_for_a_returned_list_speak_of_a_department() -> None:
    for code, fault in RETURNED.items():
        assert (
            code in FAULTS
            and "部门" not in fault.cause_zh + fault.next_zh
            and "department" not in fault.next_en
        )


def test_no_identity_number_is_kept_of_what_an_officer_wrote(bureau: Bureau, tmp_path: Path) -> None:
    told = {**NOT_TRUE, NOTE: f"其子{number(77)}已就业", BY: number(78)}
    assert answers(bureau, filled(list_of(bureau), tmp_path / "清单.xlsx", told)) == 0
    bureau.night(TAKEN)
    with warehouse(bureau.home, read_only=True) as con:
        assert con.execute("SELECT note, verified_by FROM answer").fetchall() == [("其子***已就业", "***")]


@pytest.mark.parametrize(
    "words",
    [
        "approve X",
        "quarantine recover X F",
        "explain W --unmask",
        "answers F --supersede",
        "snooze W --until 2022-06-30",
        "objection W",
    ],
)
def test_no_identity_number_stands_in_a_reason(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    for given in (number(77), number(77)[:15]):
        with pytest.raises(SystemExit) as left:
            main([*words.split(), "--reason", f"{given}来电"])
        said = capsys.readouterr().err
        assert left.value.code == 2 and "E-USAGE" in said and "理由里不要写证件、电话或账户号码" in said
        assert given not in said
