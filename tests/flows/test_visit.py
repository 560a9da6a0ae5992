"""One household, one line: what an office reads when several warnings are about one family."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from flows.publish.key_secret import tell_secret
from flows.publish.outward_warning import warnings
from flows.publish.overdue import overdue_rows
from flows.publish.suggested_payment import suggested_payments
from flows.publish.transfer import transfers
from flows.publish.visit import note_visits, office_rows, visits
from flows.publish.visit_slip import visit_slips
from schemas.office import CHANGE_ZH
from schemas.published import SUGGESTED_PAYMENT, WARNING
from schemas.warehouse import LEDGERS
from tests.bureau import number
from tests.worked_examples import Example, examples

HEAD, WIFE, SON, TWIN = number(1), number(2), number(3, "20100101"), number(4, "20100101")
ID = "W990101-20220622-00000"
AS_OF = date(2022, 6, 22)

WORLD = f"""
CREATE TABLE night AS SELECT DATE '2022-06-22' AS as_of, DATE '2022-06-22' AS known_at;
CREATE TABLE tonight_run AS SELECT 'R20220622-01' AS run_id, '990101' AS area_code;
CREATE TABLE person AS SELECT * FROM (VALUES (1, '{HEAD}'), (2, '{WIFE}'), (3, '{SON}'), (4, '{TWIN}'), (9, '{HEAD}'))
    person(person_no, id_number);
CREATE TABLE minor AS SELECT * FROM person WHERE person_no IN (3, 4);
CREATE TABLE known_name (name VARCHAR, is_minor BOOLEAN);
CREATE TABLE first_number (person_no INTEGER, id_number VARCHAR);
CREATE TABLE member AS SELECT * FROM (VALUES
    (1, 'H1', '李建国', 'head', '{HEAD}', 42, true), (2, 'H1', '王芳', 'spouse', '{WIFE}', 42, true),
    (3, 'H1', '李明', 'child', '{SON}', 12, true), (4, 'H1', '李亮', 'child', '{TWIN}', 12, true),
    (5, 'H2', '张三', 'head', '{WIFE}', 50, true), (6, 'H2', '张老太', 'parent', '{HEAD}', 80, false))
    member(person_no, household_id, name, relation, id_number, age_years, is_counted);
CREATE TABLE household AS SELECT * FROM (VALUES
    ('H1', 1, '李建国', 'urban', '990101001002', '990101001', 4), ('H2', 5, '张三', 'rural', '990101002001', '990101002', 1))
    household(household_id, head_person_no, head_name, residence_class, village_code, township_code, member_count);
CREATE TABLE outward_area AS SELECT * FROM (VALUES ('990101001', '东街道', '990101'), ('990101001002', '二社区', '990101001'))
    area(area_code, name, parent_code);
CREATE TABLE rule_said AS SELECT rule_code || '_file' AS rule_id, 'programme' AS programme, * EXCLUDE rule_code,
    'action' AS action_zh, array_to_string(bases, '；') AS legal_basis, array_to_string(sources, '；') || '（送达日）' AS sources_zh,
    'sources' AS sources_en
FROM (VALUES ('N01', '低保疑似', ['问收入', '看房子'], ['办法第九条', '民发第六条'], ['收入 2022-06-20', '成员 2022-06-01']),
    ('N08', '收入骤减', ['问原因'], ['国发47号'], ['成员 2022-06-01', '收入 2022-06-20']),
    ('N11', '无人抚养', ['看孩子'], ['民发第六条'], ['死亡 2022-06-19'])) said(rule_code, title_zh, asks, bases, sources);
CREATE TABLE standing (warning_id VARCHAR, rule_code VARCHAR, household_id VARCHAR, person_no INTEGER, opened_on DATE,
    rule_id VARCHAR, rule_version VARCHAR, severity VARCHAR, state VARCHAR, change VARCHAR, closed_on DATE,
    last_seen_on DATE, due_on DATE, township_code VARCHAR, village_code VARCHAR, suggested_fen BIGINT,
    relief_multiple DECIMAL(8, 2), relief_basis VARCHAR, standard_fen_per_month BIGINT, standard_valid_from DATE,
    approval_level VARCHAR, amount_steps VARCHAR, evidence VARCHAR, reason_zh VARCHAR, reason_en VARCHAR, run_id VARCHAR,
    moved_on DATE, from_township_code VARCHAR, from_household_id VARCHAR, result VARCHAR, decided_fen BIGINT,
    verified_on DATE, hidden_until_on DATE, objection_due_on DATE);
"""


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute(WORLD)
        tell_secret(con, "secret")
        for ledger in LEDGERS:
            if " run (" in ledger or "listed_under" in ledger or "published_run" in ledger:
                con.execute(ledger)
        yield con


def stand(con: duckdb.DuckDBPyConnection, no: int, **given: Any) -> None:
    row = {
        "warning_id": f"{ID}{no}",
        "rule_code": "N01",
        "household_id": "H1",
        "severity": "orange",
        "state": "open",
        "change": "continuing",
        "due_on": "2022-06-30",
        "township_code": "990101001",
        "village_code": "990101001002",
        "evidence": '{"a": 1}',
        "reason_zh": f"理由{no}。",
        "reason_en": f"Reason {no}.",
        **{key: value for key, value in given.items() if value not in ("", None)},
    }
    row["rule_id"] = f"{row['rule_code']}_file"
    if row["state"] in ("cleared", "withdrawn"):
        row["change"] = row["state"]
        row["closed_on"] = row.get("closed_on", "2022-06-22")
    names = ", ".join(row)
    con.execute(f"INSERT INTO standing ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def listed(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    visits(con)
    warnings(con)
    transfers(con)
    office_rows(con)
    visit_slips(con)
    overdue_rows(con, AS_OF)
    found = con.execute("SELECT * FROM office_row ORDER BY warning_id")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def under(con: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    return {
        warning[-1]: visit and visit[-1]
        for warning, visit in con.execute(
            "SELECT warning_id, visit_warning_id FROM outward_warning"
        ).fetchall()
    }


# One line a case; in a cell, one word per warning. A warning is numbered by its place from 1.
# severity r o y b; due: the day of June; state o open, c cleared tonight, w withdrawn tonight, C cleared before,
# f refuted; amount in fen.
LINES = examples("""
case                            | severity | due      | change                    | state | amount      -> lead | told | level | by | shows      | suggested | under
alone                           | o        | 29       | new                       | o     | 100         -> 1    | 1    | orange | 29 | new        | 100       | 1
graver leads                    | o r      | 29 30    | new continuing            | o o   | 100 200     -> 2    | 2    | red   | 29 | new        | 200       | 2 2
then the one due first          | o o      | 30 29    | continuing continuing     | o o   | 0 0         -> 2    | 2    | orange | 29 | continuing | 0         | 2 2
then the lowest number          | y y y    | 29 29 29 | continuing eased new      | o o o | -1 -1 -1    -> 1    | 3    | yellow | 29 | new        | -         | 1 1 1
the highest, never the sum      | r o y    | 29 29 29 | new reopened escalated    | o o o | 300 500 500 -> 1    | 3    | red   | 29 | escalated  | 500       | 1 1 1
one amount among several        | r o      | 29 29    | reopened new              | o o   | -1 500      -> 1    | 2    | red   | 29 | reopened   | 500       | 1 1
an ended one is not told        | r b      | 20 30    | x eased                   | c o   | 900 100     -> 2    | 1    | blue  | 30 | eased      | 100       | 2 2
nothing open: one closed line   | o r      | 29 28    | x x                       | c w   | 100 -1      -> 2    | 2    | red   | 28 | cleared    | -         | 2 2
withdrawn only                  | o o      | 29 28    | x x                       | w w   | -1 -1       -> 2    | 2    | orange | 28 | withdrawn  | -         | 2 2
ended before tonight: off       | r o      | 29 29    | x new                     | C o   | 100 -1      -> 2    | 1    | orange | 29 | new        | -         | - 2
refuted: off                    | r o      | 29 29    | continuing new            | f o   | 100 -1      -> 2    | 1    | orange | 29 | new        | -         | - 2
""")
SEVERITY = {"r": "red", "o": "orange", "y": "yellow", "b": "blue"}
STATE = {"o": "open", "c": "cleared", "w": "withdrawn", "C": "cleared", "f": "refuted"}


@pytest.mark.parametrize("example", LINES, ids=lambda example: example.case)
def test_a_household_is_one_line(con: duckdb.DuckDBPyConnection, example: Example) -> None:
    cells = [example.given[name].split() for name in ("severity", "due", "change", "state", "amount")]
    for no, (severity, due, change, state, amount) in enumerate(zip(*cells, strict=True), 1):
        stand(
            con,
            no,
            severity=SEVERITY[severity],
            due_on=f"2022-06-{due}",
            change=change,
            state=STATE[state],
            closed_on="2022-06-21" if state == "C" else None,
            suggested_fen=None if amount == "-1" else int(amount),
        )
    (line,) = listed(con)
    assert {
        "lead": line["warning_id"][-1],
        "told": str(line["warning_count"]),
        "level": line["severity"],
        "by": f"{line['due_on']:%d}",
        "shows": line["change"],
        "suggested": "" if line["suggested_fen"] is None else str(line["suggested_fen"]),
        "under": " ".join(visit or "-" for _, visit in sorted(under(con).items())),
    } == example.expected
    assert line["change_zh"] == CHANGE_ZH[line["change"]]


def test_one_warning_reads_as_ever(con: duckdb.DuckDBPyConnection) -> None:
    stand(con, 1, suggested_fen=100)
    (line,) = listed(con)
    assert (
        line["reason_zh"] == "该户（户主李*国，4人，城镇）：理由1。本条为建议，由乡镇（街道）入户核实后决定。"
    )
    assert (line["rule_title_zh"], line["legal_basis"]) == ("低保疑似", "办法第九条；民发第六条")
    assert line["sources_zh"] == "收入 2022-06-20；成员 2022-06-01（送达日）"
    said = con.execute("SELECT reason_zh FROM outward_warning").fetchall()[0][0]
    decides = "本条为建议，由乡镇（街道）入户核实后决定。"
    why = line["reason_zh"].removesuffix(decides)
    assert said == f"{why}依据：{line['legal_basis']}。数据：{line['sources_zh']}。{decides}"


def test_several_are_numbered_and_nothing_is_said_twice(con: duckdb.DuckDBPyConnection) -> None:
    stand(con, 1, rule_code="N08", severity="yellow", suggested_fen=300, change="escalated")
    stand(con, 2, rule_code="N11", severity="red", person_no=3)
    stand(con, 3, rule_code="N11", severity="red", person_no=4, change="new")
    stand(con, 4, rule_code="N01", severity="orange", person_no=1, suggested_fen=500)
    stand(con, 5, rule_code="N08", state="cleared", person_no=2)
    stand(con, 6, rule_code="N01", state="withdrawn")
    (line,) = listed(con)
    assert line["reason_zh"].split("\n") == [
        "该户（户主李*国，4人，城镇）：",
        "①（红色，持续）成员小*（子女，12岁）：理由2。",
        "②（红色，新增）成员小*（子女，12岁）：理由3。",
        "③（橙色，持续）户主本人：理由4。",
        "④（黄色，升级）理由1。",
        "多项建议金额不叠加，取最高一项（③）。",
        f"已解除：收入骤减（成员王*（配偶，42岁，证号尾号{WIFE[-4:]}））。",
        "已撤销：低保疑似。本条为建议，由乡镇（街道）入户核实后决定。",
    ]
    assert line["rule_title_zh"] == "无人抚养；低保疑似；收入骤减"
    assert line["legal_basis"] == "民发第六条；办法第九条；国发47号"
    assert line["sources_zh"] == "死亡 2022-06-19；收入 2022-06-20；成员 2022-06-01（送达日）"
    assert (line["suggested_fen"], line["change"], line["warning_count"]) == (500, "escalated", 4)


def test_households_stay_apart_and_each_stands_where_it_lives(con: duckdb.DuckDBPyConnection) -> None:
    stand(con, 1, township_code="990101009", village_code="990101009001")
    stand(con, 2, household_id="H2")
    stand(con, 3, household_id="H9", rule_code="GONE", state="cleared", person_no=9)
    first, second, gone = listed(con)
    assert (first["township_name"], first["village_name"]) == ("东街道", "二社区")
    assert (second["township_code"], second["village_code"]) == ("990101002", "990101002001")
    # Nobody of the household is in the register any more, and its rule's file is gone: what is known stands.
    assert (
        gone["reason_zh"] == f"成员（证号尾号{HEAD[-4:]}）：理由3。本条为建议，由乡镇（街道）入户核实后决定。"
    )
    assert (gone["township_code"], gone["rule_title_zh"], gone["legal_basis"]) == ("990101001", "GONE", None)


def test_the_same_warnings_in_any_order_read_the_same(con: duckdb.DuckDBPyConnection) -> None:
    for no in range(1, 10):
        stand(
            con,
            no,
            suggested_fen=100 * (no % 3),
            severity=("red", "blue")[no % 2],
            rule_code=("N01", "N08", "N11")[no % 3],
        )
    first = listed(con)
    con.execute("CREATE TABLE turned AS SELECT * FROM standing ORDER BY warning_id DESC")
    con.execute("DELETE FROM standing")
    con.execute("INSERT INTO standing SELECT * FROM turned")
    assert listed(con) == first


def test_more_than_twenty_are_numbered_too(con: duckdb.DuckDBPyConnection) -> None:
    for no in range(10, 32):
        stand(con, no)
    (line,) = listed(con)
    assert line["reason_zh"].split("\n")[20][:1] == "⑳" and line["reason_zh"].split("\n")[21][:4] == "(21)"


def test_an_answer_finds_every_warning_of_the_line(con: duckdb.DuckDBPyConnection) -> None:
    """The ledger notes a line when it is new, so that lists of many nights stay small."""

    def night(day: int) -> list[tuple[str, str]]:
        con.execute(f"UPDATE night SET as_of = DATE '2022-06-{day}'")
        con.execute(f"UPDATE tonight_run SET run_id = 'R{day}'")
        visits(con)
        note_visits(con)
        note_visits(con)
        con.execute(
            f"INSERT INTO run (run_no, run_id, as_of, state, is_official) VALUES ({day}, 'R{day}', '2022-06-{day}', 'published', true)"
        )
        return [
            (warning[-1], visit and visit[-1])
            for warning, visit in con.execute(
                "SELECT warning_id, visit_warning_id FROM listed_under WHERE run_id = ? ORDER BY 1",
                [f"R{day}"],
            ).fetchall()
        ]

    stand(con, 1)
    stand(con, 2, severity="yellow")
    assert night(20) == [("1", "1"), ("2", "1")]
    assert night(21) == []
    stand(con, 3, severity="red", household_id="H1")
    con.execute(f"UPDATE standing SET state = 'cleared', closed_on = '2022-06-22' WHERE warning_id = '{ID}2'")
    assert night(22) == [("1", "3"), ("2", None), ("3", "3")]


def test_published_columns_are_all_there(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "CREATE TABLE payment AS SELECT *, 'disabled' AS category, DATE '2022-06-01' AS month_on FROM standing"
    )
    stand(con, 1, suggested_fen=522600, approval_level="township", amount_steps="871 × 6 = 5226")
    con.execute("INSERT INTO payment SELECT *, 'near_dibao', DATE '2022-06-01' FROM standing")
    con.execute("UPDATE payment SET person_no = 2, standard_fen_per_month = 87100")
    listed(con)
    suggested_payments(con)
    for table in (WARNING, SUGGESTED_PAYMENT):
        assert set(table.names) <= {
            row[0] for row in con.execute(f"DESCRIBE outward_{table.name}").fetchall()
        }
    (row,) = con.execute(
        "SELECT run_id, township_code, category, standard_cny_per_month::VARCHAR, suggested_cny::VARCHAR, reason_zh FROM outward_suggested_payment"
    ).fetchall()
    assert row[:5] == ("R20220622-01", "990101001", "near_dibao", "871.00", "5226.00")
    assert row[5].startswith(
        "该户（户主李*国，4人，城镇）：成员王*（配偶，42岁）：理由1。本条为建议，由有权机关审批后发放。"
    )


def test_a_slip_says_who_lives_there_and_what_to_ask(con: duckdb.DuckDBPyConnection) -> None:
    stand(con, 1, rule_code="N08", severity="yellow", change="escalated")
    stand(con, 2, rule_code="N11", severity="red", person_no=3)
    stand(con, 3, rule_code="N01", state="cleared")
    stand(con, 4, household_id="H2", rule_code="GONE")
    stand(con, 5, household_id="H9", state="cleared")
    listed(con)
    (both, alone) = con.execute("FROM visit_slip ORDER BY warning_id").fetchall()
    number, members, told, remarks = both
    assert number == f"{ID}2"
    # The head first, then by age; who no longer counts is left out.
    assert [member.split("（")[1] for member in members][:2] == ["户主，42岁）", "配偶，42岁）"]
    assert members[2:] == ["小*（子女，12岁）", "小*（子女，12岁）"] and "李建国" not in "".join(members)
    assert [(each["mark"], each["title"], each["level"], each["asks"]) for each in told] == [
        ("①", "无人抚养", "红色，持续", ["看孩子"]),
        ("②", "收入骤减", "黄色，升级", ["问原因"]),
    ]
    assert told[1]["said"] == "理由1。"
    assert remarks == ["已解除：低保疑似。"]
    # One warning bears no mark; a rule whose file is gone asks nothing. What ended is visited by nobody.
    assert alone[1] == ["张*（户主，50岁）"]
    assert [(each["mark"], each["asks"]) for each in alone[2]] == [("", [])]


OVERDUE = examples("""
case               | due        | state | change     -> listed | days | says
the day itself     | 2022-06-22 | open  | continuing -> no     |      |
one working day    | 2022-06-21 | open  | continuing -> yes    | 1    | 2022-06-21
over a weekend     | 2022-06-17 | open  | continuing -> yes    | 3    | 2022-06-17
long confirmed     | 2022-06-17 | confirmed | continuing -> yes | 3   | 2022-06-17
ended: nobody goes | 2022-06-17 | cleared | cleared  -> no     |      |
no day             | -          | open  | new        -> no     |      |
""")


@pytest.mark.parametrize("example", OVERDUE, ids=lambda example: example.case)
def test_what_should_have_been_visited_is_overdue(con: duckdb.DuckDBPyConnection, example: Example) -> None:
    given, expected = example.given, example.expected
    due = None if given["due"] in ("", "-") else given["due"]
    stand(con, 1, state=given["state"], change=given["change"])
    con.execute("UPDATE standing SET due_on = ?", [due])
    (line,) = listed(con)
    rows = con.execute("SELECT warning_id, due_on::VARCHAR, working_days_overdue FROM overdue_row").fetchall()
    if expected["listed"] == "no":
        assert rows == [] and "逾期" not in line["reason_zh"]
        return
    assert rows == [(f"{ID}1", given["due"], int(expected["days"]))]
    assert f"已逾期（应于 {expected['says']} 前办结）。" in line["reason_zh"]


MOVES = examples("""
case                            | moved      | from_township | from_household | state   -> remark | transfers
from another township           | 2022-06-01 | 990101002     | H7             | open    -> 由990101002转入（2022-06-01）。 | 1
thirty days ago                 | 2022-05-23 | 990101002     | H7             | open    -> 由990101002转入（2022-05-23）。 | 1
longer ago: both know           | 2022-05-22 | 990101002     | H7             | open    -> -      | 0
another household, same place   | 2022-06-01 | 990101001     | H7             | open    -> 原在 H7 户（2022-06-01）。 | 0
the household moved as it is    | 2022-06-01 | 990101002     | H1             | open    -> 由990101002转入（2022-06-01）。 | 1
nothing changed                 | 2022-06-01 | 990101001     | H1             | open    -> -      | 0
never moved                     | -          | -             | -              | open    -> -      | 0
ended: nobody has to know       | 2022-06-01 | 990101002     | H7             | cleared -> -      | 0
""")


@pytest.mark.parametrize("example", MOVES, ids=lambda example: example.case)
def test_both_offices_are_told_of_a_move(con: duckdb.DuckDBPyConnection, example: Example) -> None:
    given = {name: None if cell in ("", "-") else cell for name, cell in example.given.items()}
    for no in (1, 2):
        stand(
            con,
            no,
            severity=("red", "orange")[no - 1],
            state=given["state"],
            moved_on=given["moved"],
            from_township_code=given["from_township"],
            from_household_id=given["from_household"],
        )
    (line,) = listed(con)
    remark = example.expected["remark"]
    # Two warnings of one household moved together, and it is said once.
    assert line["reason_zh"].count("转入") + line["reason_zh"].count("原在") == (
        0 if remark in ("", "-") else 1
    )
    assert remark in ("", "-") or remark in line["reason_zh"]
    rows = con.execute("FROM transfer_row").fetchall()
    assert len(rows) == int(example.expected["transfers"])
    for township, _, warning, household, head, to, moved in rows:
        assert (township, warning, household) == ("990101002", f"{ID}1", given["from_household"])
        assert (head, to, str(moved)) == ("李*国", "东街道", given["moved"])


@pytest.mark.parametrize("left", ["H7", "H2"])
def test_a_head_who_is_a_child_is_covered_at_both_ends_of_a_move(
    con: duckdb.DuckDBPyConnection, left: str
) -> None:
    con.execute("UPDATE household SET head_person_no = 3, head_name = '李明' WHERE household_id = 'H1'")
    con.execute("UPDATE household SET head_person_no = 4 WHERE household_id = 'H2'")
    con.execute("UPDATE member SET relation = 'head' WHERE person_no = 3")
    stand(
        con,
        1,
        person_no=3,
        moved_on="2022-06-01",
        from_township_code="990101002",
        from_household_id=left,
    )
    (line,) = listed(con)
    assert (line["head_name"], line["head_name_masked"], line["head_id_masked"]) == ("李明", "小*", "")
    assert line["reason_zh"].startswith("该户（户主小*，4人，城镇）：户主本人：理由1。")
    assert con.execute("SELECT head_name_masked FROM transfer_row").fetchall() == [("小*",)]
