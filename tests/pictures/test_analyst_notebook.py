"""The analyst's notebook is run as an analyst runs it, and the handbook's recipes as they stand there: on a bureau's home
with a county in it, and among its people the twelve whose names and numbers are looked for in everything that is shown."""

import csv
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets.config import Config

from flows.ingest.warning_decisions import write_warning_decision
from flows.synth import write_extracts
from tests.bureau import Bureau, member, settlement
from tests.flows.canaries import PEOPLE, found

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOK = DOCS / "analyst-notebook.ipynb"
FIRST, LAST = date(2022, 6, 22), date(2022, 6, 27)
SECONDS = 600
"""Patience with a machine that has other things to do."""
FOUND = ("属实-需救助", "不属实", "属实-已在保")
REFUSED = (
    "DELETE FROM warning",
    "COPY warning TO '/dev/null'",
    "FROM read_text('../README.md')",
    "SET enable_external_access = true",
)
PROBE = f"""
for refused in {REFUSED!r}:
    try:
        con.execute(refused)
    except duckdb.Error:
        print("refused")
"""


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A night, what offices then answered, and a second night."""
    made = Bureau(tmp_path_factory.mktemp("desk") / "home")
    write_extracts(made.home.landing, households=1_000, seed=4, as_of=FIRST)
    with _register(made).open("a", encoding="utf-8", newline="") as file:
        file.writelines(f"{member(each.household, each.number, each.name)}\r\n" for each in PEOPLE)
    bills = [
        settlement(f"SC{place:02d}", each.number, "2022-05-10", "20500.00")
        for place, each in enumerate(PEOPLE)
    ]
    made.deliver("medical_expense", FIRST, bills, name="补充.csv")
    made.night(FIRST)
    for township in sorted({each["township_code"] for each in made.warnings() if each["is_listed"]}):
        write_warning_decision(
            made.home.landing,
            kind="dispatch",
            decided_on=FIRST,
            by="局",
            township_code=township,
            listed_on=FIRST,
        )
    visited = sorted({each["visit_warning_id"] for each in made.warnings() if each["visit_warning_id"]})[::2]
    answers = [
        f"{warning_id},{FOUND[place % 3]},,{'' if place % 3 else '2613.00'},王芳,{LAST}"
        for place, warning_id in enumerate(visited)
    ]
    made.deliver(
        "answer", LAST, answers, header="预警编号,核查结果,核查情况说明,实际救助金额(元),核查人,核查日期"
    )
    made.night(LAST)
    return made


def _register(bureau: Bureau) -> Path:
    (path,) = (bureau.home.landing / "household_member").rglob("*.csv")
    return path


@pytest.fixture(scope="module")
def ran(bureau: Bureau) -> Iterator[dict[str, NotebookNode]]:
    """The cells by their names, run one after another by a kernel; a cell that fails, fails this."""
    book = nbformat.read(NOTEBOOK, as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(PROBE, id="probe"))
    with pytest.MonkeyPatch.context() as surroundings, tempfile.TemporaryDirectory() as own:
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
            surroundings.setenv(name, own)
        surroundings.setenv("DOUDI_HOME", str(bureau.home.path))
        NotebookClient(
            book,
            # Through a file, so that no port is opened; a whole path, because a kernel works in another folder.
            config=Config(ConnectionFileMixin={"transport": "ipc", "ip": f"{own}/kernel"}),
            kernel_name="python3",
            resources={"metadata": {"path": str(NOTEBOOK.parent)}},
            startup_timeout=SECONDS,
            timeout=SECONDS,
        ).execute()
        yield {cell.id: cell for cell in book.cells}


def shown(cell: NotebookNode) -> list[str]:
    """What a cell shows to whoever looks, one after the other."""
    return [output["data"].get("text/html", "") for output in cell.outputs if "data" in output]


def table(html: str) -> list[list[str]]:
    """The cells of a table without the numbering that pandas puts before every row."""
    body = html[html.index("<tbody>") :]
    return [
        re.findall(r"<t[hd]>(.*?)</t[hd]>", row, re.DOTALL)[1:]
        for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
    ]


def told(rows: list[tuple[object, ...]]) -> list[list[str]]:
    return [[str(each) for each in row] for row in rows]


def test_every_cell_ran_and_complained_of_nothing(ran: dict[str, NotebookNode]) -> None:
    code = [cell for cell in ran.values() if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert [
        output.output_type for cell in code for output in cell.outputs if output.get("name") == "stderr"
    ] == []
    assert all(cell.outputs for cell in code)


def test_the_session_was_shut(ran: dict[str, NotebookNode]) -> None:
    (said,) = ran["probe"].outputs
    assert said["text"].split() == ["refused"] * len(REFUSED)


def test_what_is_shown_is_what_the_database_says(bureau: Bureau, ran: dict[str, NotebookNode]) -> None:
    night, tables, listed, precision, older = (
        table(shown(ran[name])[-1])
        for name in ("open", "list-tables", "open-warnings", "precision-of-rules", "ask-older")
    )
    assert [row[0] for row in night] == [str(LAST)]
    assert [row[0] for row in tables] == [
        name
        for (name,) in bureau.ask(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY 1"
        )
    ]
    assert all(re.search("[\u4e00-\u9fff].* / ", row[2]) for row in tables)
    by_township = bureau.ask(
        """SELECT count(*) FROM warning JOIN area ON area_code = township_code WHERE is_listed
        GROUP BY name ORDER BY name"""
    )
    ((everywhere,),) = bureau.ask("SELECT count(*) FROM warning WHERE is_listed")
    assert [row[-1] for row in listed] == [str(count) for (count,) in [*by_township, (everywhere,)]]
    assert [row[:4] for row in precision] == told(
        bureau.ask(
            """SELECT rule_code, answered, confirmed, refuted FROM answer_count
            WHERE township_code IS NULL AND rule_code IS NOT NULL AND answered > 0
                ORDER BY answered DESC, rule_code"""
        )
    )
    judged = [(int(row[2]), int(row[3]), [float(each) for each in row[4:7]]) for row in precision]
    for confirmed, refuted, (share, low, high) in judged:
        assert share == pytest.approx(confirmed / (confirmed + refuted), abs=0.0005) and low <= share <= high
    assert {row[7] for row in precision} == {"True", "False"}
    count = "SELECT severity, count(*) FROM warning WHERE is_listed GROUP BY ALL ORDER BY ALL"
    now = bureau.ask(count)
    first = min(bureau.home.published.glob("doudi-*.duckdb"))
    then = dict(bureau.ask(count, database=first))
    assert older == told([(severity, then[severity], open_now) for severity, open_now in now])
    assert sorted(table(shown(ran["read-parquet"])[-1])) == told(now)


def test_pictures_are_drawn_named_and_tell_the_databases_figures(
    bureau: Bureau, ran: dict[str, NotebookNode]
) -> None:
    drawn = [*shown(ran["draw"]), *shown(ran["draw-timeline"])]
    names = ("trend", "funnel", "townships", "timeline")
    assert len(drawn) == len(names)
    titles = {}
    for name, html in zip(names, drawn, strict=True):
        (picture,) = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
        (titles[name],) = re.findall(rf'<title id="{name}-title">(.+?)</title>', picture)
        assert f"<figcaption>{titles[name]}" in html and "<table" in html
    ((listed, warned, answered),) = bureau.ask(
        """SELECT count(*) FILTER (is_listed), count(DISTINCT household_key),
        count(DISTINCT household_key) FILTER (result IS NOT NULL) FROM warning WHERE rule_code <> 'S01'"""
    )
    assert f"至 {listed:,} 条" in titles["trend"]
    assert f"预警 {warned:,} 户，核查 {answered:,} 户" in titles["funnel"] and answered > 50
    ((gravest,),) = bureau.ask(
        """SELECT min_by(warning_id, (severity <> 'red', severity <> 'orange', severity <> 'yellow', opened_on, warning_id))
        FROM warning WHERE is_listed AND rule_code <> 'S01'"""
    )
    assert titles["timeline"].startswith(f"{gravest} ")


def test_nobody_is_given_away(bureau: Bureau, ran: dict[str, NotebookNode], tmp_path: Path) -> None:
    book = nbformat.v4.new_notebook(cells=list(ran.values()))
    nbformat.write(book, tmp_path / "ran.ipynb")
    assert found(tmp_path, keys=[bureau.home.person_key()]) == {}
    text = (tmp_path / "ran.ipynb").read_text(encoding="utf-8")
    with _register(bureau).open(encoding="utf-8-sig", newline="") as file:
        people = [(row["姓名"], row["身份证号"]) for row in csv.DictReader(file)]
    # A shorter name can stand inside an ordinary word.
    marks = {mark for name, number in people for mark in (name, number) if len(mark) >= 3}
    assert len(marks) > 3_000 and sum(mark in text for mark in marks) == 0
    # The twelve are among those whose figures were shown.
    ((warned,),) = bureau.ask("SELECT count(*) FROM warning WHERE rule_code = 'N05'")
    assert warned >= len(PEOPLE)


def blocks(language: str) -> list[str]:
    text = (DOCS / "analyst-handbook.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_handbooks_python_runs_as_it_stands(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bureau.home.path)
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(block, names)
    ((count,),) = bureau.ask("SELECT count(*) FROM warning")
    assert len(names["frame"]) == len(names["table"]) == len(names["warning"]) == count > 0
    assert list(names["meaning"]) == names["warning"].column_names


def test_the_handbooks_sql_runs_as_it_stands(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bureau.home.path)
    asked = [statement for block in blocks("sql") for statement in duckdb.extract_statements(block)]
    assert len(asked) > 25
    with duckdb.connect("published/latest.duckdb", read_only=True) as con:
        answered = sum(bool(con.execute(statement).fetchall()) for statement in asked)
    assert answered > 15
