"""Of a child under fourteen nothing is shown but 小*: on no list, in no sentence, in no table."""

import csv
import json
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest

from flows import standards
from flows.cli import main
from flows.commands import link
from flows.linking.propose import Proposal, Proposed
from flows.minor import minors
from flows.urgent import UrgentOutcome, run_urgent
from schemas.standard import Standard, parse
from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, Bureau, _day, member, number

EVE, NIGHT, NEXT = "2022-06-21", "2022-06-22", "2022-06-23"
TOWN = URBAN_VILLAGE[:9]
PARENT, ELDER = number(1), number(2, "20080622")
CHILD, ORPHAN, CALLER = number(3, "20080623"), number(4, "20120303"), number(5, "20150101")
NAMES = {PARENT: "赵大山", ELDER: "赵小河", CHILD: "赵小溪", ORPHAN: "欧阳幼兰", CALLER: "钱多多"}
MASKED = {PARENT: "赵*山", ELDER: "赵*河", CHILD: "赵*溪", ORPHAN: "欧阳**", CALLER: "钱*多"}
MINORS = (CHILD, ORPHAN, CALLER)
NOTICE = 'valid_from = 2022-02-16\nvalid_to = 2022-12-31\nsource = "test"\n'
STANDARDS = f"""area = "370902"
[[one_time_subsidy]]
value = 300
{NOTICE}[[one_time_subsidy_group]]
population = "orphan"
value = 1
{NOTICE}[[subsistence_allowance_standard]]
population = "rural"
value = 700
valid_from = 2022-05-01
published_on = 2022-06-20
source = "test"
"""


@pytest.mark.parametrize(
    ("born", "as_of", "is_minor"),
    [
        ("2008-06-23", "2022-06-22", True),
        ("2008-06-22", "2022-06-22", False),
        ("2008-06-21", "2022-06-22", False),
        ("2022-06-22", "2022-06-22", True),
        ("2008-02-29", "2022-02-28", True),
        ("2008-02-29", "2022-03-01", False),
        ("2010-02-28", "2024-02-29", False),
        (None, "2022-06-22", False),
        # Before the law was in force nobody was covered more than others.
        ("2015-01-01", "2021-10-31", False),
        ("2015-01-01", "2021-11-01", True),
    ],
)
def test_who_is_a_minor(born: str | None, as_of: str, is_minor: bool) -> None:
    assert found(standards.read([standards.SHIPPED]), born, as_of) == is_minor


def found(values: list[Standard], born: str | None, as_of: str) -> bool:
    with duckdb.connect() as con:
        con.execute(
            "CREATE TABLE person AS SELECT 1 AS person_no, 'x' AS id_number, CAST(? AS DATE) AS birth_on",
            [born],
        )
        minors(con, values, "370902", date.fromisoformat(as_of))
        return con.execute("SELECT person_no FROM minor").fetchall() == [(1,)]


def test_a_bureau_may_be_stricter_than_the_law_and_never_laxer() -> None:
    def said(age: int) -> bytes:
        return f'area = "370902"\n[[minor_age_years]]\nvalue = {age}\nvalid_from = 2022-01-01\nsource = "x"\n'.encode()

    shipped = standards.read([standards.SHIPPED])
    assert found([*shipped, *parse(said(18).decode(), "370902.toml")], "2006-01-01", NIGHT)
    assert not found(shipped, "2006-01-01", NIGHT)
    with pytest.raises(Exception, match="E-STANDARD"):
        parse(said(13).decode(), "370902.toml")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bureau, UrgentOutcome]:
    """A family with two children, one of them fourteen today; an orphan whose household is called by the child's own number;
    a child from elsewhere who asks for help."""
    bureau = Bureau(tmp_path_factory.mktemp("minors"))
    (bureau.home.path / "standards" / "370902.toml").write_text(STANDARDS, encoding="utf-8")
    bureau.deliver(
        "household_member",
        EVE,
        [
            member("H1", PARENT, NAMES[PARENT]),
            member("H1", ELDER, NAMES[ELDER], "子女"),
            member("H1", CHILD, NAMES[CHILD], "子女"),
            member(ORPHAN, ORPHAN, NAMES[ORPHAN], residence_class="农村", village=RURAL_VILLAGE),
        ],
    )
    bureau.deliver("benefit", EVE, [f"{ORPHAN},,低保,2020-01-01,,,", f"{ORPHAN},{ORPHAN},孤儿,2020-01-01,,,"])
    bureau.deliver("relief_payment", EVE, [f"P1,H1,{PARENT},2021-05-07,因病,100,县级,{TOWN}"])
    bureau.deliver("price_index", EVE, ["3709,2022-05,3.6,2.9,,"])
    bureau.deliver("application", EVE, [f"U1,{TOWN},H1,{CHILD},最低生活保障,2022-03-01,,,,,,"])
    bureau.deliver("service_need", EVE, [f"N1,{CHILD},学习辅导,2022-05-01,,{NAMES[CHILD]}"])
    bureau.deliver("visit", EVE, ["V1,H1,乡镇,2022-01-05,王五,,"])
    bureau.deliver("hazard", EVE, [f"F0,{number(9)},火灾,2022-05-18,"])
    bureau.night(EVE)
    bureau.deliver("hazard", NIGHT, [f"F1,{who},火灾,{EVE}," for who in (ELDER, CHILD, ORPHAN)])
    bureau.deliver(
        "help_request", NIGHT, [f"Q1,{NIGHT} 09:00,热线,{CALLER},{NAMES[CALLER]},410122,{TOWN},住宿,,"]
    )
    urgent = run_urgent(bureau.home, _day(NIGHT))
    bureau.night(NIGHT)
    return bureau, urgent


def texts(path: Path) -> str:
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return str([list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets])
    return path.read_text(encoding="utf-8-sig")


def holds(said: str, who: str, *, name: bool = True) -> bool:
    """Whether a text tells anything of the person's number, or of the name."""
    marks = [who, f"*{who[-4:]}", f"尾号{who[-4:]}", who[6:14]]
    return any(mark in said for mark in [*marks, *([NAMES[who], MASKED[who]] if name else [])])


def is_restricted(path: Path) -> bool:
    return path.suffix in (".xlsx", ".html") and "_370902_" not in path.name


def test_no_list_and_no_table_tells_a_childs_name_or_number(told: tuple[Bureau, UrgentOutcome]) -> None:
    bureau, urgent = told
    folders = (urgent.exports, bureau.home.exports / NIGHT)
    files = [
        path for folder in folders for path in folder.rglob("*") if path.suffix in (".csv", ".xlsx", ".html")
    ]
    tables = bureau.ask("SELECT table_name FROM duckdb_tables() WHERE NOT internal")
    said = {name: str(bureau.ask(f"SELECT COLUMNS(*)::VARCHAR FROM {name}")) for (name,) in tables}
    said |= {f"{path.parent.name}/{path.name}": texts(path) for path in files if not is_restricted(path)}
    # Compared outside the assertion, whose failure would print them.
    telling = {name for name, text in said.items() for who in MINORS if holds(text, who)}
    assert not telling
    # The restricted ones name in full whom somebody has to find; no number of a child stands in them either.
    restricted = {path.name: texts(path) for path in files if is_restricted(path)}
    telling = {name for name, text in restricted.items() for who in MINORS if holds(text, who, name=False)}
    assert len(restricted) > 4 and not telling
    assert any("小*" in text for text in said.values())


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_head_is_shown_and_on_the_fourteenth_birthday_the_person_too(
    told: tuple[Bureau, UrgentOutcome],
) -> None:
    bureau, _ = told
    listed = rows(bureau.home.exports / NIGHT / f"预警核查清单_{TOWN}_{NIGHT}.csv")
    (line,) = [row for row in listed if row["家庭编号"] == "H1"]
    assert (line["户主姓名"], line["身份证号(掩码)"]) == (MASKED[PARENT], f"990101********{PARENT[-4:]}")
    assert f"成员{MASKED[ELDER]}（子女，14岁，证号尾号{ELDER[-4:]}）" in line["预警原因"]
    assert "成员小*（子女，13岁）" in line["预警原因"]
    published = str(bureau.ask("SELECT reason_zh FROM warning"))
    assert f"成员{MASKED[ELDER]}（子女，14岁）" in published and "成员小*（子女，13岁）" in published


def test_a_head_who_is_a_child_is_named_to_whoever_visits_alone(told: tuple[Bureau, UrgentOutcome]) -> None:
    bureau, _ = told
    folder = bureau.home.exports / NIGHT
    stem = f"预警核查清单_{RURAL_VILLAGE[:9]}_{NIGHT}"
    (line,) = rows(folder / f"{stem}.csv")
    assert (line["户主姓名"], line["身份证号(掩码)"], line["家庭编号"]) == ("小*", "", "****")
    assert "该户（户主小*，1人，农村）" in line["预警原因"]
    for name in (f"{stem}.xlsx", f"入户核查单_{RURAL_VILLAGE[:9]}_{NIGHT}.html"):
        assert NAMES[ORPHAN] in texts(folder / name)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("临时救助建议", "姓名"),
        ("价格补贴建议", "姓名"),
        ("一次性补贴建议", "姓名"),
        ("审批进度", "姓名"),
        ("服务转介", "姓名"),
        ("求助跟进", "姓名"),
        ("水电减免名单", "户主姓名"),
        ("走访任务", "户主姓名"),
        ("标准补差清单", "户主姓名"),
    ],
)
def test_every_work_list_has_its_child(told: tuple[Bureau, UrgentOutcome], kind: str, name: str) -> None:
    bureau, _ = told
    (path,) = (bureau.home.exports / NIGHT).glob(f"{kind}*_370902_{NIGHT}.csv")
    said = rows(path)
    assert "小*" in {row[name] for row in said}
    assert {row["身份证号"] for row in said if row[name] == "小*" and "身份证号" in row} <= {""}


def test_an_urgent_list_covers_a_child_as_the_night_does(told: tuple[Bureau, UrgentOutcome]) -> None:
    _, urgent = told
    (path,) = urgent.exports.glob("*.csv")
    assert sorted(row["姓名"] for row in rows(path)) == sorted([MASKED[ELDER], "小*", "小*", "小*"])


def test_what_is_looked_up_after_the_night_covers_the_same(
    told: tuple[Bureau, UrgentOutcome], tmp_path: Path
) -> None:
    bureau, _ = told
    ((warning_id,),) = bureau.ask(
        f"SELECT warning_id FROM warning WHERE village_code = '{RURAL_VILLAGE}' ORDER BY 1 LIMIT 1"
    )
    page = tmp_path / "page.html"
    assert main(["explain", "--home", str(bureau.home.path), warning_id, "--citizen", str(page)]) == 0
    said = page.read_text(encoding="utf-8")
    telling = holds(said, ORPHAN)
    assert not telling and "小*" in said


def test_a_proposal_covers_the_same(
    told: tuple[Bureau, UrgentOutcome], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bureau, _ = told
    proposals = [
        Proposal(1, line, 1.0, (), (), NAMES[who], who, household)
        for line, (who, household) in enumerate([(ORPHAN, ORPHAN), (ELDER, "H1")])
    ]
    monkeypatch.setattr(link, "propose", lambda *_: Proposed(2, tuple(proposals)))
    assert main(["link", "--home", str(bureau.home.path), "--json"]) == 0
    shown = [
        (each["name"], each["id_number"], each["household_id"])
        for each in json.loads(capsys.readouterr().out)
    ]
    is_covered = shown == [("小*", "", "****"), (MASKED[ELDER], f"990101********{ELDER[-4:]}", "H1")]
    assert is_covered
