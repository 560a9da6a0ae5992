"""Names that would be something else if anybody let them: paths, statements, formulas, pages, commands to a terminal.

They stand in every cell of text that departments write, and in names of files. What comes of it is refused or plain text.
"""

import csv
import io
import json
import re
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import xlsxwriter

from flows.cli import main
from schemas.published import TABLES
from tests.bureau import Bureau, number, settlement

NIGHT, DAY = "2022-05-20", "2022-05-19"
NAMES = [
    "../../etc/passwd",
    "a/b",
    "..\\..\\windows",
    "CON",
    "NUL.txt",
    "两\n行",
    "长" * 300,
    "右\u202e左",
    "隐\u200b形",
    "'); DROP TABLE warning; --",
    '" OR ""="',
    "$(touch owned)",
    "`touch owned`",
    '=HYPERLINK("http://192.0.2.1/","x")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "＝1+1",
    "空\x00字",
    "\x1b[2J\x1b]0;标题\x07清屏",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% for x in y %}",
    "%s%n{0}",
]
FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home called home, into which every department has sent every name, and whose night has been run and asked about."""
    folder = tmp_path_factory.mktemp("hostile")
    bureau = Bureau(folder / "home")
    people = [number(place, "19800101") for place in range(len(NAMES))]

    def send(extract: str, heading: str, rows: list[list[str]]) -> None:
        made = io.BytesIO()
        with xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheet = book.add_worksheet()
            for at, cells in enumerate([heading.split(","), *rows]):
                for column, cell in enumerate(cells):
                    sheet.write_string(at, column, cell)
        bureau.put(extract, DAY, made.getvalue(), f"{extract}.xlsx")

    def safe(name: str) -> str:
        # A workbook cannot hold these at all; the files of text below do.
        return "".join(mark for mark in name if mark >= " " or mark == "\n")

    villages = [f"370902{place // 10 + 1:03d}{place % 10 + 1:03d}" for place in range(len(NAMES))]
    towns = sorted({village[:9] for village in villages})
    places = [[town, safe(NAMES[13 + at]), "370902", safe(NAMES[at]), "1"] for at, town in enumerate(towns)]
    places += [
        [village, safe(name), village[:9], safe(name), "1"]
        for village, name in zip(villages, NAMES, strict=True)
    ]
    send("area", "区划代码,名称,上级代码,经办单位,联系电话", places)
    send(
        "household_member",
        "家庭编号,身份证号,姓名,与户主关系,户籍性质,户籍区划,居住区划",
        [
            [safe(name) or "H", who, safe(name), "户主", "城镇", "370902", village]
            for name, who, village in zip(NAMES, people, villages, strict=True)
        ],
    )
    bureau.deliver(
        "medical_expense",
        DAY,
        [settlement(f"S{at}", who, "2022-05-01", "20500.00") for at, who in enumerate(people)],
    )
    gifts = [
        [f"D{at}", safe(name), "2022-05-08", "资金", "100.00", "370902"] for at, name in enumerate(NAMES)
    ]
    send("social_donation", "捐赠编号,组织,日期,类型,金额,区划", gifts)
    needs = [
        [safe(name), who, "心理疏导", "2022-05-06", safe(name)]
        for name, who in zip(NAMES, people, strict=True)
    ]
    send("service_need", "需求编号,身份证号,需求类型,登记日期,承接站点", needs)
    for at, name in enumerate(NAMES):
        if "/" not in name and "\x00" not in name and len(name.encode()) < 200:
            text = f"身份证号,姓名,{name}\n{people[at]},{name},2022-05-01\n".encode()
            bureau.put("death", DAY, text, f"{name}.csv")
        (bureau.home.landing / "employment" / DAY).mkdir(parents=True, exist_ok=True)
        row = f"{people[at]},{name},2022-03-01,,{name}\n"
        (bureau.home.landing / "employment" / DAY / f"{at}.csv").write_bytes(
            f"身份证号,事件,日期,截止日期,单位\n{row}".encode()
        )
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        home = ("--home", str(bureau.home.path))
        assert main(["run", "--as-of", NIGHT, *home]) == 3
        main(["quarantine", "list", *home])
        for (delivery,) in bureau.ask(
            "SELECT delivery_id FROM delivery WHERE state = 'held' OR rows_quarantined > 0"
        ):
            assert main(["quarantine", "show", delivery, "--all", *home]) == 0
        for at, (warning,) in enumerate(bureau.ask("SELECT warning_id FROM warning ORDER BY 1")):
            assert main(["explain", warning, "--citizen", str(folder / "home" / f"{at}.html"), *home]) == 0
        for name in NAMES:
            for words in (
                ["why-not", name],
                ["explain", name],
                ["rules", name],
                ["approve", name, "--reason", name],
            ):
                try:
                    assert main([*words, *home]) in (0, 1, 2)
                except SystemExit as left:
                    assert left.code == 2
    (folder / "home" / "said").write_text(said.getvalue(), encoding="utf-8")
    return folder


def outward(place: Path, *patterns: str) -> list[Path]:
    home = place / "home"
    return [
        path
        for pattern in patterns
        for path in home.rglob(pattern)
        if "landing" not in path.parts and path.is_file()
    ]


def test_nothing_is_written_outside_the_home(place: Path) -> None:
    assert [path.name for path in place.iterdir()] == ["home"]
    owned = [*place.rglob("owned*"), *Path.cwd().glob("owned*")]
    assert not owned
    for path in outward(place, "*"):
        assert path.name.isprintable() and ".." not in path.name, "a name of ours is made of codes alone"


def test_every_table_is_there_and_every_household_is_warned_about(place: Path) -> None:
    bureau = Bureau(place / "home")
    tables = {
        name for (name,) in bureau.ask("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'")
    }
    assert {table.name for table in TABLES} <= tables
    people = bureau.ask("SELECT count(DISTINCT household_key) FROM warning WHERE rule_code = 'N05'")[0][0]
    listed = json.loads(
        next((place / "home" / "exports" / NIGHT).glob("manifest.json")).read_text(encoding="utf-8")
    )
    assert people >= len(NAMES) - 3 and listed["totals"]["rows"] >= people


def test_no_cell_is_a_formula(place: Path) -> None:
    books = outward(place, "*.xlsx")
    assert len(books) > 3
    for path in books:
        with zipfile.ZipFile(path) as book:
            for member in book.namelist():
                content = book.read(member)
                assert b"<f>" not in content and b"<f " not in content and b"<hyperlink" not in content, (
                    path.name
                )
    cells = 0
    for path in outward(place, "*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
            for cell in row:
                cells += 1
                assert not FORMULA.match(cell) or re.fullmatch(r"-?[0-9,.]+", cell), (path.name, cell)
    assert cells > 100


def test_no_page_runs_what_a_name_says(place: Path) -> None:
    pages = outward(place, "*.html")
    assert len(pages) > len(NAMES)
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert "<script>alert" not in page and "<img src=x" not in page, path.name
        assert "49{%" not in page


def test_a_terminal_is_told_nothing_it_would_obey(place: Path) -> None:
    said = (place / "home" / "said").read_text(encoding="utf-8")
    assert len(said) > 10_000
    found = {hex(ord(mark)) for mark in said if not mark.isprintable() and mark not in "\n\u3000\xa0"}
    assert not found
