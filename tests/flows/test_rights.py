"""Whatever a command or a night writes is its own account's alone, however open the surroundings; a township's files name
nobody of another; and what an analyst opens cannot read or write anything else."""

import io
import json
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import duckdb
import pytest

from flows.cli import main
from flows.nightly import run_night
from schemas.masks import identity_number
from tests.bureau import HEADERS, Bureau, member, number, settlement

WHO, NAME = number(31, "19700202"), "令狐明远"
FIRST = "W370902-20220520-000001"
WHY = ("--reason", "核对")
HANDBOOK = Path(__file__).parents[2] / "docs" / "analyst-handbook.md"


@pytest.fixture
def open_to_all() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def readable(*folders: Path) -> list[str]:
    """What anybody else could read, change or enter. A link has no rights of its own."""
    return [
        f"{path} {stat.S_IMODE(path.lstat().st_mode):o}"
        for folder in folders
        for path in (folder, *folder.rglob("*"))
        if not path.is_symlink() and path.lstat().st_mode & 0o077
    ]


def test_nothing_that_is_written_can_be_read_by_others(
    open_to_all: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    out.mkdir(mode=0o700)
    corrected, answered = tmp_path / "c.csv", tmp_path / "a.csv"
    place = ("--home", str(home))

    def doudi(*words: str) -> int:
        # Every command in surroundings that take nothing away.
        os.umask(0)
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{WHO}\n"))
        return main([*words, *place])

    assert doudi("init", "--area", "370902") == 0
    assert readable(home) == []
    made = Bureau(home)
    made.deliver("household_member", "2022-05-18", [member("H1", WHO, NAME)])
    made.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    made.deliver("death", "2022-05-18", [f"{WHO},{NAME},2022-13-01"])
    # What a department puts down has the department's rights.
    for path in (home / "landing").rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    os.umask(0)
    run_night(made.home, date(2022, 5, 20))
    ((delivery,),) = made.ask("SELECT delivery_id FROM delivery WHERE extract = 'death'")
    corrected.write_text(f"行号,{HEADERS['death']}\n2,{WHO},{NAME},2022-05-01\n", "utf-8")
    answered.write_text(
        f"{HEADERS['answer']}\n{FIRST},不属实,,,张某,2022-05-21,2022-05-20\n{FIRST[:-1]}9,不属实,,,张某,2022-05-21,2022-05-20\n",
        "utf-8",
    )
    for words in (
        ("explain", FIRST, "--citizen", str(out / "page.html")),
        ("person", "--page", str(out / "person.html"), *WHY),
        ("person", "--correct", "medical_expense", "--form", str(out / "person.xlsx"), *WHY),
        ("quarantine", "show", delivery, "--unmask", "--form", str(out / "form.xlsx"), *WHY),
        ("quarantine", "recover", delivery, str(corrected), *WHY),
        ("answers", str(answered), "--on", "2022-05-21"),
        ("template", "death", "--out", str(out / "t.xlsx")),
        ("export", "--to", str(out / "lists")),
        ("objection", FIRST, *WHY),
        ("run", "--as-of", "2022-05-21", "--urgent"),
        ("run", "--as-of", "2022-05-21"),
        ("catch-up", "--until", "2022-05-22"),
        ("retention", "apply", *WHY),
        ("rebuild",),
        ("audit", "verify"),
        ("doctor",),
    ):
        if words[0] == "template":
            monkeypatch.setattr("sys.argv", ["doudi"])
        assert doudi(*words) in (0, 1, 3), words
        assert readable(home, out) == [], words
    assert len(list(out.rglob("*"))) > 8


def _text(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def test_a_townships_files_name_nobody_of_another(tmp_path: Path) -> None:
    """Twelve townships, three families each, and every family's name, household and mask is its own."""
    made = Bureau(tmp_path / "home")
    surnames = "赵钱孙李周吴郑王冯陈褚卫"
    people = {
        f"370902{town + 1:03d}": [
            (
                f"H{town:02d}{each}",
                number(100 + town * 3 + each, f"19{60 + town}0101"),
                f"{surnames[town]}{'甲乙丙'[each]}{'子丑寅'[each]}",
            )
            for each in range(3)
        ]
        for town in range(12)
    }
    made.deliver(
        "household_member",
        "2022-05-18",
        [
            member(household, who, name, village=f"{town}001")
            for town, families in people.items()
            for household, who, name in families
        ],
    )
    bills = [who for families in people.values() for _, who, _ in families]
    made.deliver(
        "medical_expense",
        "2022-05-18",
        [settlement(f"S{at}", who, "2022-05-01", "20500.00") for at, who in enumerate(bills)],
    )
    made.night("2022-05-20")
    with duckdb.connect() as con:
        masked = dict(
            con.execute(
                f"""WITH minor(person_no) AS (SELECT 1 WHERE FALSE)
                SELECT n, {identity_number("n", of="NULL")} FROM (SELECT unnest(?) AS n)""",
                [bills],
            ).fetchall()
        )
    checked = 0
    for path in sorted((made.home.exports / "2022-05-20").rglob("*")):
        town = next((code for code in people if re.search(rf"(?<!\d){code}(?!\d)", path.name)), None)
        if town is None or not path.is_file():
            continue
        checked += 1
        text = _text(path)
        for other, families in people.items():
            for household, who, name in families:
                found = [said for said in (household, who, name, masked[who]) if said in text]
                assert not found if other != town else found, (path.name, town, other)
    assert checked >= 12 * 3


def ways_to_open() -> Iterator[tuple[dict[str, str], str]]:
    """Every session that the handbook has an analyst begin: what it is opened with, and what is said first."""
    text = HANDBOOK.read_text("utf-8")
    begun = re.findall(r"SET enable_external_access = false; SET lock_configuration = true", text)
    assert len(begun) == 2
    for begin in begun:
        yield {"access_mode": "read_only"}, begin
    (address,) = re.findall(r"^ *duckdb:////\S+\.duckdb\?(\S+)$", text, re.MULTILINE)
    yield dict(parse_qsl(address)), ""
    (engine,) = re.findall(r'\{"connect_args": .*?\}\}\}', text)
    arguments = json.loads(engine)["connect_args"]
    yield {"access_mode": "read_only" if arguments["read_only"] else "", **arguments["config"]}, ""
    (properties,) = re.findall(r"^3\. 驱动属性.*$", text, re.MULTILINE)
    # The driver's own name for it.
    said = dict(
        re.findall(r"`([\w.]+)=(\w+)`", properties.replace("duckdb.read_only=true", "access_mode=read_only"))
    )
    yield said, ""


@pytest.mark.parametrize(("opened", "begin"), ways_to_open())
def test_an_analysts_session_reads_the_published_tables_and_nothing_else(
    opened: dict[str, str], begin: str, tmp_path: Path
) -> None:
    made = Bureau(tmp_path / "home")
    made.deliver("household_member", "2022-05-18", [member("H1", WHO, NAME)])
    made.night("2022-05-20")
    other = tmp_path / "secret.csv"
    other.write_text("a\n1\n")
    with duckdb.connect(str(made.home.published / "latest.duckdb"), config=opened) as con:
        con.execute(begin)
        assert con.execute("SELECT count(*) FROM household_month").fetchall() == [(1,)]
        for refused in (
            f"FROM read_csv('{other}')",
            f"FROM read_text('{other}')",
            f"FROM '{other}'",
            f"FROM glob('{tmp_path}/*')",
            f"COPY household_month TO '{tmp_path}/out.csv'",
            f"EXPORT DATABASE '{tmp_path}/out'",
            f"ATTACH '{made.home.warehouse}' AS inner_ (READ_ONLY)",
            f"ATTACH '{tmp_path}/new.duckdb' AS new",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "RESET enable_external_access",
            "SET lock_configuration = false",
            f"SET temp_directory = '{tmp_path}'",
            "DELETE FROM warning",
            "CREATE TABLE mine AS FROM warning",
        ):
            with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
                con.execute(refused)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "secret.csv"]
