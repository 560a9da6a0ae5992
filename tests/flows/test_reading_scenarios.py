"""The scenarios a bureau accepts the reading by: each with its own figures, and beside it other files of the kind."""

import io
import json
import os
import re
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.extracts import EXTRACTS
from schemas.faults import FAULTS
from tests.bureau import HEADERS, Bureau, member, number, settlement, wage
from tests.flows.in_processes import apart
from tests.reading import DAY, asked, landing, night, read
from tests.workbooks import archive, by_hand, texts, workbook

WHO, OTHER, THIRD = number(1), number(2), number(3)
MISTYPED = WHO[:-1] + ("2" if WHO[-1] == "1" else "1")
DEATH = "身份证号,姓名,死亡日期"


def table(extract: str, *rows: str, header: str = "") -> bytes:
    return "\n".join([header or HEADERS[extract], *rows, ""]).encode()


@contextmanager
def landed(files: dict[str, bytes], known_at: str = DAY) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse into which a landing folder has been read: `extract/day/name` to content."""
    with landing() as (root, con):
        for place, content in files.items():
            path = root / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        night(root, con, known_at)
        yield con


def ledger(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    return {str(row["file_name"]): row for row in asked(con, "SELECT * FROM delivery")}


# Five departments, thirty-seven bad rows.


@dataclass(frozen=True)
class Source:
    """One department's file: good rows, equal rows, blank rows, and what is planted in it by line."""

    content: bytes
    loaded: int
    duplicates: int
    blank: int
    planted: dict[int, str]
    amount: str
    amount_loaded: str


def source(extract: str, good: list[str], bad: list[tuple[str, str]], amounts: tuple[str, str]) -> Source:
    """Every third line from the top is a planted one while they last; one equal and one blank row end the file."""
    rows: list[str] = []
    planted: dict[int, str] = {}
    waiting, left = list(bad), list(good)
    while waiting or left:
        for _ in range(min(2, len(left))):
            rows.append(left.pop(0))
        if waiting:
            row, code = waiting.pop(0)
            rows.append(row)
            planted[len(rows) + 1] = code
    rows += [good[0], ""]
    return Source(table(extract, *rows), len(good), 1, 1, planted, *amounts)


def five_sources() -> dict[str, Source]:
    """Nine kinds: a wrong check digit, a number from a spreadsheet, one of another length, no number, an amount in
    words, three decimals, an unknown word, an impossible day, a field too many."""
    people = [number(n) for n in range(10, 40)]
    numbers = [
        (MISTYPED, "id_number:E-ID-CHECK"),
        ("9.90101E+17", "id_number:E-ID-NUM"),
        ("12345", "id_number:E-ID-SHAPE"),
        ("", "id_number:E-MISSING"),
    ]
    incomes = [(wage(who, "2022-04", "5.05"), fault) for who, fault in numbers]
    incomes += [
        (wage(WHO, "2022-04", "待核"), "amount:E-MONEY"),
        (wage(WHO, "2022-04", "871.005"), "amount:E-MONEY-DECIMALS"),
        (wage(WHO, "2022-04", "5.05", kind="彩票"), "kind:E-CHOICE"),
        (wage(WHO, "2022-04", "5.05") + ",多", ":E-LINE-FIELDS"),
    ]
    treated = [
        (settlement(f"B{n}", who, "2022-05-01", "7.07"), fault) for n, (who, fault) in enumerate(numbers)
    ]
    treated += [
        (settlement("B5", WHO, "2022-02-30", "7.07"), "settled_on:E-DATE-IMPOSSIBLE"),
        (settlement("B6", WHO, "2022-05-01", "7.07", visit="体检"), "visit_kind:E-CHOICE"),
        (settlement("B7", WHO, "2022-05-01", "7.07") + ",多", ":E-LINE-FIELDS"),
        (settlement("B8", WHO, "2022-05-01", "7.07").replace(",7.07,", ",约七元,"), "self_paid:E-MONEY"),
    ]
    jobs = [(f"{who},参保,2022-05-01,,", fault) for who, fault in numbers]
    jobs += [
        (f"{WHO},参保,2022-04-31,,", "event_on:E-DATE-IMPOSSIBLE"),
        (f"{WHO},辞职,2022-05-01,,", "event:E-CHOICE"),
        (f"{WHO},参保,2022-05-01,,,多", ":E-LINE-FIELDS"),
    ]
    members = [(member("H90", who), fault) for who, fault in numbers]
    members += [
        (member("H91", WHO, joined="2022-13-01"), "joined_on:E-DATE-IMPOSSIBLE"),
        (member("H92", WHO, residence_class="不明"), "residence_class:E-CHOICE"),
        (member("H93", WHO) + ",多", ":E-LINE-FIELDS"),
    ]
    benefits = [(f"H95,{who},低保,2022-01-01,,9.09,", fault) for who, fault in numbers[:3]]
    benefits += [
        ("H96,,低保,2022-01-01,,无,", "monthly_amount:E-MONEY"),
        ("H97,,低保,2022-01-01,,600.123,", "monthly_amount:E-MONEY-DECIMALS"),
        ("H98,,低保,2022-02-29,,9.09,", "started_on:E-DATE-IMPOSSIBLE"),
        (",,低保,2022-01-01,,9.09,", "household_id:E-MISSING"),
    ]
    return {
        "income": source(
            "income",
            [wage(who, "2022-04", f"{n}.10") for n, who in enumerate(people)],
            incomes,
            ("463.25", "438.00"),
        ),
        "medical_expense": source(
            "medical_expense",
            [settlement(f"S{n}", who, "2022-05-01", "100.01") for n, who in enumerate(people[:20])],
            treated,
            ("2042.62", "2000.20"),
        ),
        "employment": source(
            "employment", [f"{who},参保,2022-05-01,,甲厂" for who in people[:25]], jobs, ("0.00", "0.00")
        ),
        "household_member": source(
            "household_member",
            [member(f"H{n}", who) for n, who in enumerate(people)],
            members,
            ("0.00", "0.00"),
        ),
        "benefit": source(
            "benefit",
            [f"H{n},,低保,2022-01-01,,600.10," for n in range(30)],
            benefits,
            ("18048.45", "18003.00"),
        ),
    }


def test_five_sources_with_thirty_seven_bad_rows_of_nine_kinds_come_out_to_the_row_and_the_fen() -> None:
    sources = five_sources()
    assert sum(len(each.planted) for each in sources.values()) == 37
    assert len({code.partition(":")[2] for each in sources.values() for code in each.planted.values()}) == 9
    with landed({f"{name}/{DAY}/{name}.csv": each.content for name, each in sources.items()}) as con:
        found = ledger(con)
        listed = con.execute(
            """SELECT extract, line, array_to_string(faults, ' ') FROM quarantine
            JOIN delivery USING (delivery_no) ORDER BY ALL"""
        ).fetchall()
    assert listed == sorted(
        (name, line, code) for name, each in sources.items() for line, code in each.planted.items()
    )
    for name, each in sources.items():
        row = found[f"{name}.csv"]
        assert row["state"] == "loaded"
        lines = each.content.count(b"\n") - 1
        assert (row["rows_in"], row["rows_loaded"], row["rows_collapsed"], row["rows_skipped"]) == (
            lines,
            each.loaded,
            each.duplicates,
            each.blank,
        )
        assert row["rows_quarantined"] == len(each.planted)
        assert lines == each.loaded + each.duplicates + each.blank + len(each.planted)
        fen = [round(float(yuan) * 100) for yuan in (each.amount, each.amount_loaded)]
        assert [row["amount_in_fen"], row["amount_loaded_fen"]] == fen
        assert row["amount_quarantined_fen"] == fen[0] - fen[1]


@pytest.mark.parametrize("code", ["E-ID-BIRTH", "E-MONEY-LARGE", "E-MONTH", "E-LINE-QUOTE", "E-LINE-BYTES"])
@pytest.mark.parametrize("place", [0, 7, 14])
def test_a_bad_row_is_named_wherever_it_stands(code: str, place: int) -> None:
    bad = {
        "E-ID-BIRTH": wage("990101198013011013", "2022-04", "1.00"),
        "E-MONEY-LARGE": wage(WHO, "2022-04", "99999999"),
        "E-MONTH": wage(WHO, "2022年第一季度", "1.00"),
        "E-LINE-QUOTE": wage(WHO, "2022-04", "1.00") + '"甲厂',
        "E-LINE-BYTES": wage(WHO, "2022-04", "1.00") + "\udcff",
    }[code]
    rows = [wage(number(n), "2022-04", "1.00") for n in range(10, 24)]
    rows.insert(place, bad)
    content = "\n".join([HEADERS["income"], *rows]).encode("utf-8", "surrogateescape")
    found = read("income", content)
    assert found.counts == ("loaded", 15, 14, 0, 1, 0)
    assert [(line, fault.partition(":")[2]) for line, fault in found.quarantined] == [(place + 2, code)]


# Three encodings.

RARE = ["䶮龙", "𠮷田", "㐂", "阿卜杜拉·买买提", "上官", "联通", "㙍𫖯"]


def named(encoding: str, newline: str = "\n") -> bytes:
    rows = [f"{number(n)},{name},2022-05-{n:02d}" for n, name in enumerate(RARE, start=1)]
    return newline.join([DEATH, *rows, ""]).encode(encoding)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be-bom", "utf-16-le-bom"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_rare_names_are_the_same_in_every_encoding_and_with_every_line_end(
    encoding: str, newline: str
) -> None:
    """𠮷 takes four bytes in GB18030, 上 in UTF-16 holds the byte of a line feed, 联通 in GBK looks like UTF-8."""
    if encoding.endswith("-bom"):
        plain = encoding.removesuffix("-bom")
        content = "\ufeff".encode(plain) + named(plain, newline)
    else:
        content = named(encoding, newline)
    found = read("death", content)
    assert found.counts == ("loaded", len(RARE), len(RARE), 0, 0, 0)
    assert [(row["name"], row["id_number"], row["died_on"]) for row in found.rows] == [
        (name, number(n), date(2022, 5, n)) for n, name in enumerate(RARE, start=1)
    ]


@pytest.mark.parametrize(
    "header", [DEATH, "id_number,name,died_on"], ids=["Chinese header", "English header"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    "broken", [b"\xff", b"\xe6\x9d"], ids=["a byte of no encoding", "two bytes of three"]
)
def test_a_broken_line_costs_itself_and_never_the_names_of_others(
    header: str, encoding: str, broken: bytes
) -> None:
    """E69D8E is 李 in UTF-8, and E69D alone is a character of GB18030: then only the rows can tell."""
    rows = [f"{number(n)},{name},2022-05-01".encode(encoding) for n, name in enumerate(RARE, start=1)]
    if encoding == "gb18030":
        broken = b"\xff"
    rows.insert(3, f"{OTHER},".encode() + broken + b",2022-05-02")
    found = read("death", b"\n".join([header.encode(encoding), *rows]) + b"\n")
    assert [row["name"] for row in found.rows] == RARE
    assert found.quarantined == [(5, ":E-LINE-BYTES")]


@pytest.mark.parametrize(
    "content",
    [
        named("utf-16")[:-1],
        named("utf-16-le"),
        named("utf-32"),
        named("utf-8").decode().encode("big5", "replace"),
    ],
    ids=["UTF-16 cut within a character", "UTF-16 without its mark", "UTF-32", "Big5"],
)
def test_what_is_in_no_encoding_of_ours_is_held_whole(content: bytes) -> None:
    found = read("death", content)
    assert found.delivery["state"] == "held" and found.rows == []


# Numbers that a spreadsheet has eaten.


def test_a_workbook_with_text_number_and_scientific_cells_alters_no_number() -> None:
    """A long number loses its last digits in a number cell: 990101198001010014 comes back as ...0000."""
    rows: list[list[Any]] = [HEADERS["income"].split(",")]
    cells: list[Any] = [
        WHO,
        int(WHO[:15]) * 1000,
        "9.90101E+17",
        float(int(OTHER[:15])),
        OTHER,
        int(WHO[:15]),
    ]
    rows += [[cell, f"2022-{n:02d}", "工资", "1.00", "实发", None] for n, cell in enumerate(cells, start=1)]
    found = read("income", workbook(rows), "收入.xlsx")
    assert found.quarantined == [(line, "id_number:E-ID-NUM") for line in (3, 4, 5, 7)]
    assert [row["id_number"] for row in found.rows] == [WHO, OTHER]


@pytest.mark.parametrize(
    "cell",
    [
        "9.90101E+17",
        "9.90101e+17",
        "9.90101198001E+17",
        "9E+17",
        "９.９０１０１Ｅ＋１７",
        " 9.90101E+17 ",
        "9.90101E17",
    ],
)
def test_every_scientific_form_is_told_from_a_mistyped_number(cell: str) -> None:
    found = read("death", table("death", f"{cell},李明,2022-05-01"))
    assert (found.quarantined, found.rows) == ([(2, "id_number:E-ID-NUM")], [])


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("0007", "0007"),
        ("123456789012345", "123456789012345"),
        (123456789012345, "123456789012345"),
        (7, "7"),
        (1.2345678901234567e18, None),
        (1234567890123456, None),
        ("1.23457E+15", None),
        ("1E5", None),
    ],
)
def test_a_long_number_in_a_code_column_is_refused_rather_than_rounded(
    cell: object, kept: str | None
) -> None:
    row = settlement("x", WHO, "2022-05-01", "1.00").split(",")
    found = read(
        "medical_expense", workbook([HEADERS["medical_expense"].split(","), [cell, *row[1:]]]), "a.xlsx"
    )
    if kept is None:
        assert found.quarantined == [(2, "settlement_no:E-CODE-NUM")]
    else:
        assert [row["settlement_no"] for row in found.rows] == [kept]


# A transfer that broke off.

INCOMES = [wage(number(n), "2022-04", f"{n}00.00") + "甲厂" for n in range(1, 41)]
WHOLE = table("income", *INCOMES)
ROW_ENDS = [place + 1 for place, byte in enumerate(WHOLE) if byte == 10]
STEP = (len(WHOLE) - len(HEADERS["income"].encode()) - 2) // 50
OFFSETS = sorted({ROW_ENDS[20], *(len(WHOLE) - 1 - STEP * n for n in range(49))})


def test_fifty_cuts_with_a_manifest_are_fifty_holds() -> None:
    """One cut leaves whole rows only: there the number of rows tells."""
    assert len(OFFSETS) == 50 and ROW_ENDS[20] in OFFSETS
    said = json.dumps({"rows": len(INCOMES), "amount_total": "82000.00"}).encode()
    files: dict[str, bytes] = {}
    for offset in OFFSETS:
        files[f"income/{DAY}/{offset:05d}.csv"] = WHOLE[:offset]
        files[f"income/{DAY}/{offset:05d}.csv.manifest.json"] = said
    with landed(files) as con:
        found = ledger(con)
        loaded = con.execute("SELECT amount_fen FROM income ORDER BY amount_fen").fetchall()
    assert len(found) == 50
    # Where the last row itself was cut the number of rows agrees: its line is put aside, the others are whole.
    held = {name for name, row in found.items() if row["codes"] == ["E-MANIFEST"]}
    cut_in_the_last = {f"{offset:05d}.csv" for offset in OFFSETS if ROW_ENDS[-2] < offset < len(WHOLE) - 1}
    assert held == set(found) - cut_in_the_last - {f"{len(WHOLE) - 1:05d}.csv"}
    assert all(found[name]["rows_quarantined"] == 1 for name in cut_in_the_last)
    # The last of the fifty lacks nothing but its last line feed.
    assert loaded == [(n * 10_000,) for n in range(1, 41)]


def test_a_digest_tells_a_file_that_lost_no_more_than_its_last_line_end() -> None:
    import hashlib

    said = json.dumps({"sha256": hashlib.sha256(WHOLE).hexdigest()}).encode()
    for content, state in ((WHOLE, "loaded"), (WHOLE[:-1], "held")):
        with landed({f"income/{DAY}/a.csv": content, f"income/{DAY}/a.csv.manifest.json": said}) as con:
            assert ledger(con)["a.csv"]["state"] == state


@pytest.mark.parametrize("cut", [1, 3, 17, 30, 36])
@pytest.mark.parametrize("line", [3, 25, 40])
def test_without_a_manifest_a_row_cut_before_its_last_cell_is_put_aside_alone(line: int, cut: int) -> None:
    """The row's own text shows it. What is cut within its last cell, or at its end, only a count can show."""
    start = ROW_ENDS[line - 1]
    content = WHOLE[: start + cut]
    assert content[start:].count(b",") < 5
    found = read("income", content)
    assert found.counts == ("loaded", line, line - 1, 0, 1, 0)
    ((at, fault),) = found.quarantined
    assert (at, fault) in ((line + 1, ":E-LINE-FIELDS"), (line + 1, ":E-LINE-BYTES"))


@pytest.mark.parametrize("kept", [1, 40, 80, 104, 105])
def test_without_a_manifest_a_register_cut_at_a_row_end_is_held_by_its_history(kept: int) -> None:
    """Of 150 households seven in ten must come, which is 105. What is lost below that no history can tell from change."""
    everyone = [member(f"H{n}", number(n)) for n in range(1, 151)]
    files = {
        f"household_member/2022-05-0{day}/a.csv": table(
            "household_member", *everyone[:-1], member("H150", number(150), f"李{day}")
        )
        for day in (1, 2, 3)
    }
    files["household_member/2022-05-04/b.csv"] = table("household_member", *everyone[:kept])
    with landed(files) as con:
        row = ledger(con)["b.csv"]
        known = con.execute("SELECT count(*) FROM household_member WHERE known_to = '9999-12-31'").fetchall()
    assert (row["state"], row["codes"]) == (("loaded", []) if kept == 105 else ("held", ["E-GATE-ROWS"]))
    assert known == [(105 if kept == 105 else 150,)]


def test_no_warning_closes_over_a_file_that_was_cut(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    bureau.deliver("benefit", "2022-05-01", ["H9,,最低生活保障,2020-01-01,,,"])
    bureau.deliver("household_member", "2022-05-01", [member("H1", OTHER), member("H2", WHO)])
    bureau.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-05-18")
    assert [(each["rule_code"], each["state"]) for each in bureau.warnings()] == [("N05", "open")]
    cut = bureau.deliver("household_member", "2022-05-19", [member("H1", OTHER)])
    cut.with_name(cut.name + ".manifest.json").write_text('{"rows": 2}')
    cut = bureau.deliver("medical_expense", "2022-05-19", ["S1," + WHO])
    assert bureau.night("2022-05-19").exit_code == 3
    assert [(each["rule_code"], each["state"]) for each in bureau.warnings()] == [("N05", "open")]
    assert bureau.states()["household_member"] == ("loaded", "held")


# Names that mean something to a machine.

HOSTILE = [
    "低保[1].csv",
    "低保1.csv",
    "低保?.csv",
    "低保*.csv",
    "名单*.csv",
    "**.csv",
    "{a,b}.csv",
    "'); DROP TABLE t; --.csv",
    "'); DROP TABLE delivery; --.csv",
    '" OR 1=1 --.csv',
    "$(touch x).csv",
    "`id`.csv",
    "%s%d{0}.csv",
    "-rf.csv",
    "CON",
    "NUL.csv",
    "a\\..\\b.csv",
    "低保..csv.",
    "s3:__x.csv",
    "https:x.csv",
    "read_csv('x')",
    "名单(1) (2).csv",
    "空 格 .csv",
    "🙂.csv",
    "长" * 80 + ".csv",
    "no suffix",
    "名单.CSV",
    "表格.xlsx",
    "表格.gz",
]


def test_each_file_is_read_as_itself_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One person's month in each file, with an amount of its own; the tables stand, nothing appears beside them."""
    monkeypatch.chdir(tmp_path)
    files = {
        f"income/{DAY}/{name}": table("income", wage(number(place), "2022-04", f"{place}.00"))
        for place, name in enumerate(HOSTILE, start=1)
    }
    with landed(files) as con:
        found = asked(con, "SELECT file_name, state, amount_loaded_fen FROM delivery")
        assert con.execute("SELECT count(*) FROM income").fetchall() == [(len(HOSTILE),)]
        assert con.execute("SELECT count(*) FROM person").fetchall() == [(len(HOSTILE),)]
    assert {row["file_name"]: (row["state"], row["amount_loaded_fen"]) for row in found} == {
        name: ("loaded", place * 100) for place, name in enumerate(HOSTILE, start=1)
    }
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    ["'); DROP TABLE income; --", "x' OR '1'='1", "$(id)", "=1+1", "{0}", "%s", "a''b", "\\'", "--", ";"],
)
def test_words_in_cells_and_headings_are_only_words(words: str) -> None:
    header = f'{HEADERS["income"]},"{words}"'
    content = table("income", wage(WHO, "2022-04", "1.00") + f'"甲{words}乙","{words}"', header=header)
    found = read("income", content)
    assert (found.counts, found.rows[0]["payer"]) == (("loaded", 1, 1, 0, 0, 0), f"甲{words}乙")
    assert found.delivery["unknown_column_count"] == 1


# Columns by name, never by place.


def moved(order: list[int], names: dict[str, str] | None = None, extra: str = "") -> bytes:
    headings = HEADERS["income"].split(",")
    rows = [wage(WHO, "2022-04", "871.00") + "甲", wage(OTHER, "2022-03", "-5.50") + "乙"]
    lines = [",".join((names or {}).get(headings[at], headings[at]) for at in order) + extra]
    lines += [",".join(row.split(",")[at] for at in order) + extra for row in rows]
    return "\n".join([*lines, ""]).encode()


@pytest.mark.parametrize(
    "content",
    [
        moved([0, 1, 2, 3, 4, 5]),
        moved([5, 4, 3, 2, 1, 0]),
        moved([3, 1, 2, 0, 4, 5]),
        moved([0, 1, 2, 3, 4, 5], {"身份证号": "证件号码"}),
        moved([2, 0, 1, 5, 4, 3], {"所属月份": "所属期", "金额": "发放金额", "单位": "发放单位"}),
        moved([0, 1, 2, 3, 4, 5], {"身份证号": "id_number", "金额": "AMOUNT", "单位": " payer "}),
        moved([0, 1, 2, 3, 4, 5], {"身份证号": "身 份 证 号", "金额": "\u3000金额\t"}),
        moved([0, 1, 2, 3, 4, 5], {"身份证号": '"身份证号"', "金额": "'金额"}),
        moved([0, 1, 2, 3, 4, 5], extra=",备注"),
        moved([0, 1, 2, 3, 4, 5], extra=","),
    ],
    ids=[
        "as it is",
        "reversed",
        "swapped",
        "alias",
        "aliases",
        "English",
        "spaces",
        "quotes",
        "extra",
        "empty",
    ],
)
def test_columns_swapped_or_renamed_to_a_known_alias_give_the_same_rows(content: bytes) -> None:
    found = read("income", content)
    assert [(row["id_number"], row["amount_fen"], row["payer"]) for row in found.rows] == [
        (WHO, 87100, "甲"),
        (OTHER, -550, "乙"),
    ]


@pytest.mark.parametrize(
    ("renamed", "hint"),
    [
        ({"收入类型": "收入类型名"}, "收入类型（是否为“收入类型名”？"),
        ({"身份证号": "本人身份证号"}, "身份证号（是否为“本人身份证号”？"),
        ({"数据性质": "数据的性质"}, "数据性质（是否为“数据的性质”？"),
        ({"金额": "Σ"}, "金额"),
    ],
)
def test_a_column_renamed_to_an_unknown_name_holds_the_file_and_is_asked_after(
    renamed: dict[str, str], hint: str
) -> None:
    found = read("income", moved([0, 1, 2, 3, 4, 5], renamed))
    assert (found.codes, found.rows) == (["E-COL-MISSING"], [])
    assert found.delivery["where_found"].startswith(hint)


@pytest.mark.parametrize("heading", ["金额", "收入金额", "amount", "Ａｍｏｕｎｔ", " 金 额 "])
def test_a_column_that_stands_twice_holds_the_file_even_under_another_of_its_names(heading: str) -> None:
    found = read("income", moved([0, 1, 2, 3, 4, 5], extra="," + heading))
    assert (found.codes, found.delivery["where_found"], found.rows) == (["E-COL-DOUBLE"], "金额", [])


def test_an_unknown_column_that_stands_twice_is_nobodys_concern() -> None:
    assert read("income", moved([0, 1, 2, 3, 4, 5], extra=",备注,备注")).counts[0] == "loaded"


# Files that would exhaust the machine.


def _measured(make: str, answer: Any) -> None:
    """In a process of its own: read one file, and say how long it took and how much memory that took at most."""
    with landing() as (place, con):
        path = place / "income" / DAY / "a.dat"
        path.parent.mkdir(parents=True)
        BOMBS[make](path)
        started = time.monotonic()
        night(place, con)
        seconds = time.monotonic() - started
        (row,) = asked(con, "SELECT state, codes FROM delivery")
    # What getrusage says includes the memory of the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(re.findall(r"VmHWM:\s+([0-9]+) kB", status)[0]) >> 10
    answer.put((row["state"], row["codes"], seconds, peak))


GOOD = [wage(WHO, "2022-04", "1.00")]


def _zeros(path: Path, size: int, members: int = 1) -> None:
    """A workbook with members that unpack to zeros, packed without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = once * (size >> 20) + packer.flush()
    with zipfile.ZipFile(io.BytesIO(by_hand(texts(1, ["a"])))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
        for place in range(members):
            new.writestr(f"xl/media/{place}.bin", packed)
    raw = bytearray(made.getvalue())
    # The stored members say of themselves that they are deflated and large.
    at = 0
    while (at := raw.find(b"PK\x01\x02", at)) >= 0:
        length = int.from_bytes(raw[at + 28 : at + 30], "little")
        if raw[at + 46 : at + 46 + length].startswith(b"xl/media/"):
            local = int.from_bytes(raw[at + 42 : at + 46], "little")
            for method, unpacked in ((at + 10, at + 24), (local + 8, local + 22)):
                raw[method : method + 2] = (8).to_bytes(2, "little")
                raw[unpacked : unpacked + 4] = size.to_bytes(4, "little")
        at += 4
    path.write_bytes(raw)


def _lie(path: Path) -> None:
    """A sheet of 600 MB whose directory says it has a hundred bytes."""
    path.write_bytes(by_hand(texts(1, HEADERS["income"].split(","))))
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    big = io.BytesIO()
    with zipfile.ZipFile(big, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b" " * (64 << 20) + b"</sheetData>")
            new.writestr(name, content)
    raw = bytearray(big.getvalue())
    at = 0
    while (at := raw.find(b"PK\x01\x02", at)) >= 0:
        if int.from_bytes(raw[at + 24 : at + 28], "little") > 1 << 20:
            raw[at + 24 : at + 28] = (100).to_bytes(4, "little")
        at += 4
    path.write_bytes(raw)


def _one_line(path: Path, text: bytes, size: int = 200 << 20) -> None:
    with path.open("wb") as file:
        file.write(table("income", *GOOD))
        for _ in range(size // (len(text) * 10_000)):
            file.write(text * 10_000)


def _far_cell(path: Path, cell: str) -> None:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'
    good = texts(1, HEADERS["income"].split(",")) + texts(2, GOOD[0].split(","))
    path.write_bytes(by_hand(good + far))


def _entities(path: Path) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    prologue = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "哈哈">{levels}]>'
    row = texts(1, HEADERS["income"].split(",")) + texts(2, ["&l9;"])
    path.write_bytes(by_hand(row, prologue=prologue))


def _entity_from_a_file(path: Path) -> None:
    prologue = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    row = texts(1, HEADERS["income"].split(",")) + texts(2, ["&e;"])
    path.write_bytes(by_hand(row, prologue=prologue))


def _twice_the_same_bytes(path: Path) -> None:
    """Two members of the archive's directory stand for the same bytes."""
    raw = bytearray(by_hand(texts(1, ["a"])))
    places = [at for at in range(len(raw) - 4) if raw[at : at + 4] == b"PK\x01\x02"]
    raw[places[-1] + 42 : places[-1] + 46] = raw[places[0] + 42 : places[0] + 46]
    path.write_bytes(raw)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 << 30)


def _tar_of_zeros(path: Path) -> None:
    with tarfile.open(path, "w") as made:
        entry = tarfile.TarInfo("名单.csv")
        entry.size = 64 << 20
        made.addfile(entry, open("/dev/zero", "rb"))  # noqa: SIM115, PTH123


def _many_members(path: Path) -> None:
    path.write_bytes(archive({"xl/workbook.xml": b"x"} | {f"xl/{n}.xml": b"x" for n in range(6_000)}))


def _columns(path: Path) -> None:
    path.write_bytes(table("income", *GOOD, header=HEADERS["income"] + "," * 495))


BOMBS: dict[str, Callable[[Path], object]] = {
    "10 MB that unpack to 10 GB": lambda path: _zeros(path, 1 << 30, members=10),
    "one member of 1 GB": lambda path: _zeros(path, 1 << 30),
    "one member of 600 MB": lambda path: _zeros(path, 600 << 20),
    "members that say the same of the same bytes": _twice_the_same_bytes,
    "a sheet larger than its directory says": _lie,
    "6,000 members": _many_members,
    "one line of 200 MB": lambda path: _one_line(path, b"9" * 20),
    "one line of 200 MB in GB18030": lambda path: _one_line(path, "兜底".encode("gb18030")),
    "one line of 200 MB in UTF-8": lambda path: _one_line(path, "兜底".encode()),
    "200 MB of commas": lambda path: _one_line(path, b"," * 20),
    "200 MB of quotation marks": lambda path: _one_line(path, b'"' * 20),
    "200 MB of zeros": lambda path: _one_line(path, bytes(20)),
    "a sparse file of 3 GB": _sparse,
    "a cell at XFD1048576": lambda path: _far_cell(path, "XFD1048576"),
    "a cell at A1048576": lambda path: _far_cell(path, "A1048576"),
    "a cell at XFD3": lambda path: _far_cell(path, "XFD3"),
    "a cell at row 2,000,000,000": lambda path: _far_cell(path, "A2000000000"),
    "entities within entities": _entities,
    "an entity from another file": _entity_from_a_file,
    "501 columns": _columns,
    "a tar of zeros": _tar_of_zeros,
}
REFUSED = {
    "members that say the same of the same bytes": "E-FILE-HOSTILE",
    "a sheet larger than its directory says": "E-FILE-NOT-TABLE",
    "entities within entities": "E-FILE-HOSTILE",
    "an entity from another file": "E-FILE-HOSTILE",
    "a tar of zeros": "E-FILE-ARCHIVE",
}


@pytest.mark.parametrize("make", BOMBS)
def test_a_file_that_would_exhaust_the_machine_is_refused_at_once(make: str) -> None:
    """Within five seconds and 300 MB, the program itself included."""
    answer = apart.Queue()
    child = apart.Process(target=_measured, args=(make, answer))
    child.start()
    state, codes, seconds, peak = answer.get(timeout=60)
    child.join()
    assert (state, codes) == ("held", [REFUSED.get(make, "E-FILE-LIMIT")])
    assert seconds < 5
    assert peak < 300


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "E-FILE-OLD-OFFICE"),
        (archive({"名单.csv": table("income", *GOOD)}), "E-FILE-ARCHIVE"),
        (archive({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "E-FILE-NOT-TABLE"),
        (archive({"mimetype": b"application/vnd.oasis", "content.xml": b"<a/>"}), "E-FILE-NOT-TABLE"),
        (archive({"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b"a"}), "E-FILE-NOT-TABLE"),
        (archive({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), "E-FILE-NOT-TABLE"),
        (archive({}), "E-FILE-ARCHIVE"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(99), "E-FILE-ARCHIVE"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(99), "E-FILE-ARCHIVE"),
        (b"\x1f\x8b\x08\x00" + bytes(99), "E-FILE-ARCHIVE"),
        (b"BZh91AY&SY" + bytes(99), "E-FILE-ARCHIVE"),
        (b"\xfd7zXZ\x00" + bytes(99), "E-FILE-ARCHIVE"),
        (b"\x28\xb5\x2f\xfd" + bytes(99), "E-FILE-ARCHIVE"),
        (b"%PDF-1.7\n" + bytes(99), "E-FILE-NOT-TABLE"),
        (b"  \n<!DOCTYPE html><html></html>", "E-FILE-NOT-TABLE"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "E-FILE-NOT-TABLE"),
        (b"PK\x03\x04" + bytes(99), "E-FILE-NOT-TABLE"),
        (b"", "E-FILE-EMPTY"),
        (b"\n\n\n", "E-COL-MISSING"),
        (HEADERS["income"].encode(), "E-FILE-HEADER-ONLY"),
        (workbook([HEADERS["income"].split(",")]), "E-FILE-HEADER-ONLY"),
        (workbook([]), "E-COL-MISSING"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 4, "E-FILE-ENCODING"),
    ],
    ids=[
        *[
            "XLS or a password",
            "zip",
            "docx",
            "ods",
            "xlsb",
            "pptx",
            "empty zip",
            "7z",
            "rar",
            "gz",
            "bz2",
            "xz",
            "zst",
        ],
        *[
            "PDF",
            "web page",
            "XML with a BOM",
            "broken zip",
            "empty",
            "blank lines",
            "header",
            "header sheet",
        ],
        *["empty sheet", "a photograph"],
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_what_is_no_table_is_refused_by_what_it_is_and_not_by_its_name(
    content: bytes, code: str, name: str
) -> None:
    found = read("income", content, name)
    assert (found.delivery["state"], found.codes, found.rows) == ("held", [code], [])
    assert code in FAULTS


# One day, nine ways of writing it.


def test_seven_forms_of_a_day_are_one_day_and_two_are_refused_for_different_reasons() -> None:
    forms = ["2022-06-01", "2022/6/1", "2022.6.1", "20220601", "2022年6月1日", "２０２２－０６－０１"]
    forms += [date(2022, 6, 1), "1/2/2022", "2022-02-30"]  # type: ignore[list-item]
    rows = [[number(place), "李明", form] for place, form in enumerate(forms, start=1)]
    found = read("death", workbook([DEATH.split(","), *rows]), "死亡.xlsx", day="2022-06-02")
    assert [row["died_on"] for row in found.rows] == [date(2022, 6, 1)] * 7
    assert found.quarantined == [(9, "died_on:E-DATE-AMBIGUOUS"), (10, "died_on:E-DATE-IMPOSSIBLE")]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("2022-6-1", date(2022, 6, 1)),
        ("2022.06.01", date(2022, 6, 1)),
        ("2022/06/1", date(2022, 6, 1)),
        ("2022年06月01日", date(2022, 6, 1)),
        ("２０２２年６月１日", date(2022, 6, 1)),
        ("２０２２．６．１", date(2022, 6, 1)),
        ("２０２２０６０１", date(2022, 6, 1)),
        (" 2022-06-01\t", date(2022, 6, 1)),
        ("'2022-06-01", date(2022, 6, 1)),
        ("\u00a02022-06-01\u3000", date(2022, 6, 1)),
        ("2020-02-29", date(2020, 2, 29)),
        ("1999-12-31", date(1999, 12, 31)),
        ("2022-02-29", "E-DATE-IMPOSSIBLE"),
        ("1900-02-29", "E-DATE-IMPOSSIBLE"),
        ("2022-00-10", "E-DATE-IMPOSSIBLE"),
        ("2022-13-01", "E-DATE-IMPOSSIBLE"),
        ("20220631", "E-DATE-IMPOSSIBLE"),
        ("2022年4月31日", "E-DATE-IMPOSSIBLE"),
        ("01/06/2022", "E-DATE-AMBIGUOUS"),
        ("6.1.2022", "E-DATE-AMBIGUOUS"),
        ("22-06-01", "E-DATE-AMBIGUOUS"),
        ("1-6-22", "E-DATE-AMBIGUOUS"),
        ("2022-06", "E-DATE"),
        ("2022", "E-DATE"),
        ("44713", "E-DATE"),
        ("44713.5", "E-DATE"),
        ("1654041600", "E-DATE"),
        ("二〇二二年六月一日", "E-DATE"),
        ("Jun 1 2022", "E-DATE"),
        ("2022-06-01T", "E-DATE"),
        ("20220601123000", "E-DATE"),
        ("长期", "E-DATE"),
        ("2022-07-01", "E-DATE-FUTURE"),
        ("9999-12-31", "E-DATE"),
    ],
)
def test_other_forms_of_a_day(form: str, expected: date | str) -> None:
    found = read("death", table("death", f"{WHO},李明,{form}"), day="2022-06-02")
    if isinstance(expected, date):
        assert [row["died_on"] for row in found.rows] == [expected]
    else:
        assert found.quarantined == [(2, f"died_on:{expected}")]


# Words that mean "nothing" to other programs.

NAMES = [
    "NA",
    "null",
    "nan",
    "None",
    "TRUE",
    "FALSE",
    "无",
    "#名",
    "1e5",
    "N/A",
    "NULL",
    "Inf",
    "-",
    "0",
    "\\N",
    "<NA>",
]
CODES = [
    "0007",
    "0102",
    "00",
    "007E1x",
    "TRUE",
    "null",
    "1,5",
    "+86",
    "0x1F",
    "NaN",
    "=1+1",
    "2022-06",
    "1/2",
]


def test_people_are_called_what_they_are_called() -> None:
    rows = [f'{number(n)},"{name}",2022-05-01' for n, name in enumerate(NAMES, start=1)]
    found = read("death", table("death", *rows))
    assert ([row["name"] for row in found.rows], found.quarantined) == (NAMES, [])


def test_people_are_called_what_they_are_called_in_a_workbook_too() -> None:
    names: list[Any] = [*NAMES, True, False]
    rows = [[number(n), name, "2022-05-01"] for n, name in enumerate(names, start=1)]
    found = read("death", workbook([DEATH.split(","), *rows]), "a.xlsx")
    assert [row["name"] for row in found.rows] == [*NAMES, "TRUE", "FALSE"]


def test_codes_keep_their_zeros_and_are_no_numbers() -> None:
    rows = [
        f'"{code}",{number(n)},李明,户主,城镇,370902,370902001001,,' for n, code in enumerate(CODES, start=1)
    ]
    found = read("household_member", table("household_member", *rows))
    assert ([row["household_id"] for row in found.rows], found.quarantined) == (CODES, [])


def test_a_village_whose_code_begins_with_a_zero_keeps_it() -> None:
    found = read("area", table("area", "050007000007,零村,050007000,00,0538"))
    assert [(row["area_code"], row["office"], row["phone"]) for row in found.rows] == [
        ("050007000007", "00", "0538")
    ]


def test_an_empty_cell_is_missing_and_nothing_else_is() -> None:
    for cell, fault in (
        ("", "E-MISSING"),
        ("   ", "E-MISSING"),
        ('""', "E-MISSING"),
        ("\u3000", "E-MISSING"),
    ):
        found = read("household_member", table("household_member", member("H1", WHO, cell)))
        assert found.quarantined == [(2, f"name:{fault}")]


def test_every_code_of_these_scenarios_is_in_the_manual() -> None:
    assert {*REFUSED.values(), "E-FILE-LIMIT", "E-GATE-ROWS", "E-MANIFEST"} <= set(FAULTS)
    assert os.environ.get("GX_ANALYTICS_ENABLED", "false") == "false"
    assert EXTRACTS["income"].amount == "amount"
