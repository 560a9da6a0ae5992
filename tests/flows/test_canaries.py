"""Nobody is given away, whatever goes wrong: twelve people of nobody in every file that departments send, also where they
do not belong; every command, every failure; then a search of every byte that is left, but for the restricted rooms."""

import errno
import json
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from filelock import FileLock
from pydantic import TypeAdapter

from flows.cli import main
from schemas.extracts import EXTRACTS
from tests.bureau import HEADERS, Bureau, member, settlement
from tests.flows.canaries import MARKS, PEOPLE, found, rows
from tests.flows.test_forty_faults import areas, lines, treatments, with_an_entity, workbook

ROOT = Path(__file__).parent.parent.parent
DAY, FIRST, SECOND, THIRD = "2022-05-19", "2022-05-20", "2022-05-21", "2022-05-22"
RESTRICTED = re.compile(r"landing|warehouse.*|secrets|\.lock")
"""The rooms of a home that hold people; everything else in it is searched."""
MANY = " ".join(MARKS)
ONE = PEOPLE[0]


@dataclass
class Campaign:
    """Two homes under trial, and everything their commands said, one file per command. Nights break in the small one."""

    bureau: Bureau
    small: Bureau
    place: Path
    codes: list[tuple[str, int]] = field(default_factory=list)

    @property
    def said(self) -> Path:
        return self.place / "said"

    def do(self, *words: object, typed: str = "", home: Path | None = None) -> str:
        """Run one command. Returns its stdout; both its streams are kept, whoever wrote to them."""
        path = self.said / f"{len(self.codes):03d}"
        with _streams(path, typed):
            try:
                code = main([str(word) for word in (*words, "--home", home or self.bureau.home.path)])
            except SystemExit as left:
                code = int(left.code or 0)
        # Never the words themselves: they hold canaries, and a failing test shows them.
        self.codes.append((str(words[0]), code))
        return path.with_suffix(".out").read_text(encoding="utf-8", errors="replace")

    def must(self, code: int, *words: object, typed: str = "", home: Path | None = None) -> str:
        said = self.do(*words, typed=typed, home=home)
        assert self.codes[-1] == (str(words[0]), code)
        return said

    def given_away(self) -> dict[str, int]:
        """Where anybody was given away, and how often."""
        rooms = [
            room
            for home in (self.bureau.home.path, self.small.home.path)
            for room in home.iterdir()
            if not RESTRICTED.fullmatch(room.name)
        ]
        keys = (self.bureau.home.person_key(), self.small.home.person_key())
        return found(*rooms, self.said, self.place / "tmp", self.place / "handed out", keys=keys)


@contextmanager
def _streams(path: Path, typed: str) -> Iterator[None]:
    """Standard streams at the level of the process: what a library writes behind Python's back is caught too."""
    path.with_suffix(".in").write_text(typed, encoding="utf-8")
    kept, stdin = [os.dup(number) for number in (0, 1, 2)], sys.stdin
    streams = sys.stdout, sys.stderr
    for stream in streams:
        stream.flush()
    with (
        path.with_suffix(".in").open(encoding="utf-8") as read,
        path.with_suffix(".out").open("w", encoding="utf-8") as out,
        path.with_suffix(".err").open("w", encoding="utf-8") as err,
    ):
        for number, file in enumerate((read, out, err)):
            os.dup2(file.fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = read, out, err
        try:
            yield
        finally:
            out.flush()
            err.flush()
            for number, place in enumerate(kept):
                os.dup2(place, number)
                os.close(place)
            sys.stdin, (sys.stdout, sys.stderr) = stdin, streams
    # What was typed is not said.
    path.with_suffix(".in").unlink()


def plant(bureau: Bureau) -> None:
    """Every extract with everybody in it, in every column; and every kind of file that is held."""
    for extract in EXTRACTS:
        if extract != "answer":
            # Whoever has died or is away has no warnings.
            about = PEOPLE[8:] if extract in ("death", "custody") else PEOPLE
            bureau.deliver(
                extract,
                DAY,
                [",".join(cells) for cells in rows(extract, about)],
                name=f"{ONE.number} {ONE.phone} {ONE.account}.csv",
            )
    people = [
        settlement(f"SX{place}", who.number, "2022-05-01", "20500.00") for place, who in enumerate(PEOPLE)
    ]
    bureau.deliver("medical_expense", "2022-05-18", people)
    dead = PEOPLE[11]
    about = f"{dead.number},{dead.name},2022-05-01"
    deaths = [HEADERS["death"], about]
    for name, content in {
        f"收{ONE.phone}.csv": b"",
        f"{ONE.number}.csv": lines("death", about, header=f"{ONE.name},{ONE.number},{ONE.phone}"),
        f"户_{ONE.account}.csv": b"\xff\xff\xff\n" + about.encode(),
        "实体.xlsx": with_an_entity(workbook(死亡=deaths)),
        "多表.xlsx": workbook(**{ONE.name: deaths, ONE.phone: deaths}),
        "公式.xlsx": workbook(**{ONE.name: [HEADERS["death"], f"{ONE.number},{ONE.name},=TODAY()"]}),
        "长行.csv": lines("death", about, f"{ONE.number},{ONE.name * 400_000},2022-05-01"),
        "重列.csv": lines("death", about, header=f"身份证号,死亡日期,死亡日期,{ONE.name}"),
        "清单.csv": lines("death", about),
        "引号.csv": lines("death", f'{ONE.number},"{ONE.name},2022-05-01', about),
    }.items():
        bureau.put("death", "2022-05-17", content, name)
    beside = bureau.home.landing / "death" / "2022-05-17" / "清单.csv.manifest.json"
    beside.write_text(json.dumps({"rows": 7, "sender": ONE.name, ONE.phone: ONE.number}), encoding="utf-8")
    # Figures out of their limits, so that Great Expectations judges.
    for day in ("2022-05-01", "2022-05-02", "2022-05-03"):
        bureau.put("medical_expense", day, treatments(day, "200.00"))
    bureau.put("medical_expense", "2022-05-04", treatments("2022-05-04", "10000.00"), f"{ONE.phone}.csv")
    bureau.put("area", "2022-05-04", areas("4", [f"370902001{place:03d}" for place in range(100)]))
    folder = bureau.home.landing / "decision" / "2022-05-16"
    folder.mkdir(parents=True)
    (folder / f"{ONE.number}.json").write_text(f'{{"{ONE.name}": "{ONE.phone}"', encoding="utf-8")
    written = {
        "kind": "approve",
        "extract": "death",
        "delivery_id": ONE.number,
        "reason": MANY,
        "by": ONE.name,
    }
    (folder / "approve-D20220517-0001.json").write_text(json.dumps(written), encoding="utf-8")
    (bureau.home.landing / ONE.account).mkdir()
    (bureau.home.landing / "death" / ONE.phone).mkdir()


def ask_everything(campaign: Campaign) -> None:
    """Every command that tells, of what a night left."""
    do, bureau = campaign.do, campaign.bureau
    for json_too in ((), ("--json",)):
        do("doctor", *json_too)
        do("rules", "N05", *json_too)
        do("standards", "check", *json_too)
        do("standards", "differences", *json_too)
        campaign.must(0, "quarantine", "list", *json_too)
        campaign.must(0, "stats", *json_too)
        campaign.must(0, "stats", "--public", *json_too)
        campaign.must(0, "audit", "verify", *json_too)
        campaign.must(0, "retention", "plan", *json_too)
        campaign.must(0, "plan", "--set", "relief_multiple.illness=8", *json_too)
        do("link", *json_too)
        for picture in ("trend", "funnel", "townships"):
            campaign.must(0, "chart", picture, *json_too)
    for (delivery,) in bureau.ask(
        "SELECT delivery_id FROM delivery WHERE state = 'held' OR rows_quarantined > 0"
    ):
        campaign.must(0, "quarantine", "show", delivery, "--all")
        campaign.must(0, "quarantine", "show", delivery, "--json")
    out = campaign.place / "handed out"
    campaign.must(0, "stats", "--public", "--out", out)
    campaign.must(0, "plan", "--set", "relief_multiple.illness=8", "--out", out / "plan")
    campaign.must(0, "bundle", "make", out / "night.zip")
    campaign.must(0, "bundle", "verify", out / "night.zip")
    with zipfile.ZipFile(out / "night.zip") as bundle:
        bundle.extractall(out / "night")
    pages = out / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    for picture in ("trend", "funnel", "townships"):
        files = [pages / f"{picture}.{form}" for form in ("svg", "html")]
        campaign.must(0, "chart", picture, *(word for file in files for word in ("--out", file)))
    for place, (warning,) in enumerate(
        bureau.ask("SELECT min(warning_id) FROM warning WHERE is_listed GROUP BY household_key")
    ):
        campaign.must(0, "chart", "timeline", "--warning", warning, "--out", pages / f"timeline-{place}.svg")
    warned = (
        "SELECT any_value(warning_id), any_value(household_key) FROM warning GROUP BY rule_code ORDER BY 1"
    )
    for place, (warning, key) in enumerate(bureau.ask(warned)):
        campaign.must(0, "explain", warning)
        if place < 5:
            campaign.must(0, "explain", warning, "--json", "--citizen", pages / f"{place}.html")
            do("why-not", key)
    campaign.must(0, "why-not", "-", "--json", typed=f"{ONE.number}\n")
    campaign.must(0, "why-not", ONE.household)
    # What is held about a person is for that person alone; what is said on the way to it is not.
    (campaign.place / "restricted").mkdir(exist_ok=True)
    for typed in (ONE.number, ONE.name, ONE.phone, "990101199901010015"):
        campaign.do(
            "person",
            "--reason",
            "本人申请",
            "--page",
            campaign.place / "restricted" / "person.html",
            typed=f"{typed}\n",
        )
    for asked in (ONE.name, ONE.number, ONE.phone, ONE.account):
        for words in (
            ("why-not", asked),
            ("explain", asked),
            ("rules", asked),
            ("quarantine", "show", asked),
            ("approve", asked, "--reason", "属实"),
            ("approve", "D20220517-0001", "--reason", asked) if asked != ONE.name else ("approve", asked),
            ("snooze", asked, "--until", "2022-06-30", "--reason", "待查"),
            ("objection", asked, "--reason", "有异议"),
            # A file is told by its name, whoever named it so.
            ("answers", f"{ONE.number if asked == ONE.name else asked}.xlsx"),
            ("template", asked),
            ("run", "--as-of", asked),
            ("export", "--to", campaign.place / "handed out", "--township", asked),
            ("bundle", "verify", ONE.number if asked == ONE.name else asked),
            ("plan", "--set", asked),
            ("chart", "timeline", "--warning", asked),
            ("chart", "sensitivity", "--curve", asked),
            ("plan", "--line", f"{asked}=500"),
            ("stats", "--public", "--month", asked),
            ("retention", asked),
            ("audit", "verify", "--file", ONE.number if asked == ONE.name else asked),
            ("audit", "verify", "--seal", asked),
            (asked,),
        ):
            campaign.do(*words)
            # A cell in the wrong column may have become the number of a household.
            assert campaign.codes[-1][1] in (1, 2) or words[0] == "why-not"
    campaign.codes = [(word if word.isascii() else "?", code) for word, code in campaign.codes]
    campaign.must(0, "export", "--to", campaign.place / "handed out")


def answer_with_canaries(campaign: Campaign, night: str) -> None:
    """A township's list that comes back with people in every cell that the office fills in, and with a good line."""
    listed = next((campaign.bureau.home.exports / night).glob("预警核查清单_370902001_*.xlsx"))
    book = openpyxl.load_workbook(listed)
    sheet = book.worksheets[0]
    heading = next(row for row in sheet.iter_rows() if row[0].value == "序号")
    at = {cell.value: cell.column for cell in heading}
    good = {"核查结果": "属实-需救助", "实际救助金额(元)": 5226, "核查人": ONE.name, "核查日期": night}
    spoiled = [{name: cell} for name in good for cell in (ONE.name, ONE.number, ONE.phone)]
    said = {"核查情况说明": f"本人{ONE.number}，电话{ONE.phone}，账号{ONE.account}"}
    for row, wrong in enumerate(
        [{}, said, *spoiled][: sheet.max_row - heading[0].row - 3], heading[0].row + 1
    ):
        for name, value in {**good, **wrong}.items():
            sheet.cell(row, at[name], value)
    filled = campaign.place / "restricted" / f"{ONE.phone}.xlsx"
    filled.parent.mkdir(exist_ok=True)
    book.save(filled)
    campaign.must(3, "answers", filled, "--on", night)
    campaign.do("answers", filled, "--on", night, "--json")


def correct(campaign: Campaign) -> None:
    """A corrected file of which half is believed, and one of which nothing is."""
    bureau, place = campaign.bureau, campaign.place / "restricted"
    ((delivery,),) = bureau.ask(
        "SELECT delivery_id FROM delivery WHERE extract = 'death' AND rows_quarantined > 3"
    )
    (line, *_), *_ = bureau.ask(f"SELECT line FROM quarantine WHERE delivery_id = '{delivery}' ORDER BY line")
    for name, rows_ in (
        (
            "更正",
            [
                f"{line},{PEOPLE[11].number},{ONE.name},2022-05-01",
                f"{ONE.phone},{ONE.name},{ONE.number},{ONE.account}",
            ],
        ),
        (ONE.phone, [f"{line},{ONE.phone},{ONE.number},{ONE.name}"]),
    ):
        path = place / f"{name}.csv"
        path.write_bytes(lines("death", *rows_, header=f"行号,{HEADERS['death']}"))
        campaign.do("quarantine", "recover", delivery, path, "--reason", "更正", "--on", SECOND)


def let_in_what_is_held(campaign: Campaign) -> None:
    for (delivery,) in campaign.bureau.ask("SELECT delivery_id FROM delivery WHERE state = 'held'"):
        campaign.do("approve", delivery, "--reason", "部门来函属实", "--on", SECOND)


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    place = tmp_path_factory.mktemp("canaries")
    for name in ("said", "tmp", "restricted", "handed out"):
        (place / name).mkdir()
    made = Campaign(Bureau(place / "home"), Bureau(place / "small"), place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(place / "tmp"))
        patch.setattr(tempfile, "tempdir", None)
        patch.delenv("DOUDI_HOME", raising=False)
        plant(made.bureau)
        go(made, patch)
        yield made


def quote_by_duckdb(*_: Any, **__: Any) -> Any:
    duckdb.sql("SELECT CAST($1 AS INTEGER)", params=[MANY]).fetchall()


def quote_by_pydantic(*_: Any, **__: Any) -> Any:
    TypeAdapter(int).validate_python(MANY)


def quote_by_expectations(*_: Any, **__: Any) -> Any:
    from great_expectations.exceptions import GreatExpectationsError

    raise GreatExpectationsError(MANY)


def quote_in_a_chain(*_: Any, **__: Any) -> Any:
    try:
        MANY.encode().decode("ascii")
    except UnicodeDecodeError as error:
        logging.getLogger("some.library").error("%s", MANY)
        raise RuntimeError(MANY) from error


def fill_the_disk(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, MANY, f"/{ONE.name}/{ONE.number}")


STAGES = {
    "flows.nightly.load": quote_by_duckdb,
    "flows.ingest.keep_set.keep": quote_by_pydantic,
    "flows.ingest.load.stage": fill_the_disk,
    "flows.ingest.gate.judge": quote_by_expectations,
    "flows.nightly.watch": quote_in_a_chain,
    "flows.nightly.evaluate": quote_by_duckdb,
    "flows.nightly.remember": fill_the_disk,
    "flows.nightly.survey": quote_by_pydantic,
    "flows.publish.outward.turn_outward": quote_by_duckdb,
    "flows.publish.database.build": fill_the_disk,
    "flows.publish.database.audit": quote_in_a_chain,
    "flows.publish.night.write_office_lists": quote_by_duckdb,
    "flows.publish.night._report": quote_by_pydantic,
    "flows.publish.night.switch": fill_the_disk,
}
"""Where a night may break, and by whom it is broken: each says everything it knows."""


def break_every_stage(campaign: Campaign, patch: pytest.MonkeyPatch) -> None:
    bureau = campaign.small
    bureau.deliver("household_member", DAY, [member(who.household, who.number, who.name) for who in PEOPLE])
    bureau.deliver("medical_expense", DAY, [settlement("SX", ONE.number, "2022-05-01", "20500.00")])
    for day in ("2022-05-01", "2022-05-02", "2022-05-03"):
        bureau.put("medical_expense", day, treatments(day, "200.00"))
    campaign.must(3, "run", "--as-of", SECOND, home=bureau.home.path)
    bureau.deliver("death", THIRD, [",".join(cells) for cells in rows("death", PEOPLE[11:])])
    bureau.put("medical_expense", THIRD, treatments(THIRD, "20000.00"))
    for stage, broken in STAGES.items():
        with patch.context() as once:
            once.setattr(stage, broken)
            campaign.do("run", "--as-of", THIRD, home=bureau.home.path)
            assert campaign.codes[-1][1] == (75 if broken is fill_the_disk else 70), stage
    with patch.context() as once:
        once.setattr("flows.nightly.evaluate", quote_in_a_chain)
        campaign.must(70, "--debug", "run", "--as-of", THIRD, home=bureau.home.path)
    with patch.context() as once:
        once.setattr("flows.commands.rules.run", quote_by_duckdb)
        campaign.must(70, "rules")


KILLED = """
import os, signal, sys
from flows import nightly
from flows.cli import main
nightly.publish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main(["run", "--as-of", sys.argv[2], "--home", sys.argv[1]])
"""


SCHEDULED = """
import sys
from datetime import date
from pathlib import Path
from flows.quiet import quiet
home, day, many = Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), sys.argv[3]
quiet(home)
import duckdb
from flows import scheduled
from schemas.faults import DoudiError
def quote(*_):
    duckdb.sql("SELECT CAST($1 AS INTEGER)", params=[many]).fetchall()
def name(*_):
    raise DoudiError("E-RECONCILE", many)
def chain(*_):
    try:
        raise KeyError(many)
    except KeyError as error:
        raise RuntimeError(many) from error
scheduled.nightly(str(home), day)
for place, step in (("land", quote), ("judge", chain), ("publish", name), ("under_way", chain), ("missed", chain)):
    kept = getattr(scheduled, place)
    setattr(scheduled, place, step)
    try:
        scheduled.nightly(str(home), None if place == "missed" else day)
    except Exception:
        pass
    else:
        raise SystemExit("it should have failed")
    setattr(scheduled, place, kept)
"""


def elsewhere(campaign: Campaign, code: str, *words: str) -> int:
    """Some code in a process of its own, on the small home; what it says is kept with all else."""
    path = campaign.said / f"elsewhere-{len(list(campaign.said.iterdir()))}"
    with path.open("wb") as said:
        return subprocess.run(
            [sys.executable, "-c", code, str(campaign.small.home.path), *words],
            stdout=said,
            stderr=said,
            cwd=ROOT,
            env={key: value for key, value in os.environ.items() if not key.startswith("PREFECT")}
            | {"PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300"},
            timeout=500,
        ).returncode


def go(campaign: Campaign, patch: pytest.MonkeyPatch) -> None:
    campaign.must(3, "run", "--urgent", "--as-of", FIRST)
    campaign.must(3, "run", "--as-of", FIRST, "--json")
    answer_with_canaries(campaign, FIRST)
    correct(campaign)
    let_in_what_is_held(campaign)
    (warning,) = campaign.bureau.ask("SELECT max(warning_id) FROM warning WHERE is_listed")[0]
    campaign.must(0, "snooze", warning, "--until", "2022-06-30", "--reason", "待查", "--on", SECOND)
    campaign.must(0, "objection", warning, "--reason", "有异议", "--on", SECOND)
    campaign.must(3, "run", "--as-of", SECOND)
    ask_everything(campaign)
    break_every_stage(campaign, patch)
    break_the_rest(campaign, patch)


def break_the_rest(campaign: Campaign, patch: pytest.MonkeyPatch) -> None:
    """Two at once, a killed night, a held one, an older warehouse, a damaged one, and Prefect's own night."""
    home = campaign.small.home
    night = ("run", "--as-of", THIRD)
    with FileLock(home.path / ".lock", mode=0o600):
        campaign.must(75, *night, home=home.path)
    assert elsewhere(campaign, KILLED, THIRD) == -signal.SIGKILL
    with patch.context() as once:
        once.setattr("flows.breaker.AFTER_NIGHTS", 0)
        once.setattr("flows.breaker.is_storm_of_new", lambda *_: True)
        campaign.must(4, *night, home=home.path)
        with duckdb.connect(str(home.warehouse), read_only=True) as con:
            ((held,),) = con.execute("SELECT run_id FROM run WHERE state = 'held'").fetchall()
        campaign.must(3, "approve", held, "--reason", "属实", home=home.path)
    with duckdb.connect(str(home.warehouse)) as con:
        con.execute("UPDATE warehouse_version SET version = version - 1")
    campaign.must(1, "quarantine", "list", home=home.path)
    campaign.must(3, *night, home=home.path)
    with home.warehouse.open("r+b") as damaged:
        damaged.write(MANY.encode())
    campaign.must(1, *night, home=home.path)
    campaign.do("rebuild", home=home.path)
    assert campaign.codes[-1][1] in (0, 3)
    campaign.do("doctor", home=home.path)
    assert elsewhere(campaign, SCHEDULED, THIRD, MANY) == 0
    assert (home.path / "prefect" / "prefect.db").exists()


def test_debug_tells_places_and_no_words(campaign: Campaign) -> None:
    (said,) = [
        path.with_suffix(".err").read_text(encoding="utf-8")
        for path in campaign.said.glob("*.err")
        if "quote_in_a_chain" in path.read_text(encoding="utf-8")
        and "builtins.RuntimeError" in path.read_text(encoding="utf-8")
    ]
    assert "builtins.UnicodeDecodeError" in said and "flows/nightly.py:" in said and "E-UNEXPECTED" in said
    assert "Traceback" not in said


def test_nobody_is_given_away(campaign: Campaign) -> None:
    given_away = campaign.given_away()
    assert not given_away, "\n".join(f"{count} {name}" for name, count in given_away.items())
