"""A rule on trial finds what it would find live, and leaves no mark on anything that an office, a list or a total shows."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.cli import main
from rules.load import SHIPPED, load_rules, load_shadows, parse
from schemas.faults import DoudiError
from tests.bureau import Bureau, member, number, settlement, twin_of

SOURCE = SHIPPED / "temporary_assistance" / "medical_self_payment.sql"
DAY = "2022-05-20"
APART = {"shadow_judgement", "shadow_hit", "run", "published_version"}


def on_trial(code: str = "N05", ends: str | None = "2022-09-01") -> str:
    """The medical rule as a trial, at half of its line."""
    text = SOURCE.read_text(encoding="utf-8")
    text = re.sub(r'code( *)= "N05"', rf'code\1= "{code}"', text, count=1)
    head = "shadow = true\n" + (f"valid_to = {ends}\n" if ends else "")
    text = text.replace("valid_from", f"{head}valid_from", 1)
    return text.replace(">= medical_self_paid_limit_fen", "* 2 >= medical_self_paid_limit_fen")


def county(path: Path) -> Bureau:
    """H1 is beyond the line of 20,000; H2 has paid 12,000 and is beyond half of it; H3 nothing."""
    made = Bureau(path)
    people = [number(place) for place in (1, 2, 3)]
    made.deliver("household_member", DAY, [member(f"H{place}", who) for place, who in enumerate(people, 1)])
    made.deliver("income", DAY, [f"{number(9)},2022-04,工资,1.00,实发,"])
    made.deliver(
        "medical_expense",
        DAY,
        [
            settlement("S1", people[0], "2022-05-01", "20500.00"),
            settlement("S2", people[1], "2022-05-01", "12000.00"),
        ],
    )
    return made


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Bureau]:
    """The same two nights without the trial, with it, and with the same text live under its own code."""
    path = tmp_path_factory.mktemp("shadow")
    plain = county(path / "plain")
    found = {"plain": plain} | {name: twin_of(plain, path / name) for name in ("trial", "live")}
    live = on_trial("T05").replace("shadow = true\n", "")
    for name, text in (("trial", on_trial("T05")), ("live", live)):
        file = found[name].home.rules / "trial" / "half_line.sql"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    for bureau in found.values():
        for day in (DAY, "2022-05-21"):
            bureau.night(day)
    return found


def test_the_hits_are_those_of_the_rule_when_live(homes: dict[str, Bureau]) -> None:
    said = "household_key, severity, suggested_cny::VARCHAR"
    trial = homes["trial"].ask(f"SELECT {said} FROM shadow_hit WHERE rule_code = 'T05' ORDER BY ALL")
    live = homes["live"].ask(f"SELECT {said} FROM warning WHERE rule_code = 'T05' ORDER BY ALL")
    assert trial == live and len(trial) == 2
    counts = "is_judged, not_judged_reason, judged_count, hit_count, rule_id"
    assert homes["trial"].ask(f"SELECT {counts} FROM shadow_judgement") == homes["live"].ask(
        f"""SELECT {counts} FROM judgement JOIN (SELECT max(run_id) AS run_id FROM run) USING (run_id)
        WHERE rule_code = 'T05'"""
    )
    assert homes["trial"].ask("SELECT hit_count, households_not_listed FROM shadow_judgement") == [(2, 1)]
    assert homes["plain"].ask("SELECT count(*) FROM shadow_judgement") == [(0,)]


def test_nothing_else_that_is_published_knows_of_it(homes: dict[str, Bureau]) -> None:
    def rows(bureau: Bureau) -> dict[str, list[tuple[object, ...]]]:
        with duckdb.connect(str(bureau.home.published / "latest.duckdb"), read_only=True) as con:
            names = [
                name
                for (name,) in con.execute(
                    "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'"
                ).fetchall()
                if name not in APART
            ]
            return {name: con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}

    plain, trial = rows(homes["plain"]), rows(homes["trial"])
    assert plain == trial and len(plain["warning"]) == 1 and len(plain) > 20
    for column in ("state", "exit_code", "rules_digest", "content_digest"):
        asked = f"SELECT {column} FROM run ORDER BY as_of"
        assert homes["plain"].ask(asked) == homes["trial"].ask(asked)


def test_the_ledger_knows_nothing_of_it(homes: dict[str, Bureau]) -> None:
    for table in ("episode", "judgement"):
        with duckdb.connect(str(homes["trial"].home.warehouse), read_only=True) as con:
            assert con.execute(f"SELECT count(*) FROM {table} WHERE rule_code = 'T05'").fetchall() == [(0,)]


def test_the_offices_files_and_notices_are_the_same_bytes(homes: dict[str, Bureau]) -> None:
    def marks(bureau: Bureau) -> Iterator[tuple[str, str]]:
        for folder in (bureau.home.exports, bureau.home.path / "notices"):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield (
                        str(path.relative_to(bureau.home.path)),
                        hashlib.sha256(path.read_bytes()).hexdigest(),
                    )

    plain, trial = dict(marks(homes["plain"])), dict(marks(homes["trial"]))
    exports = {name: mark for name, mark in plain.items() if name.startswith("exports/")}
    assert exports and exports == {name: mark for name, mark in trial.items() if name.startswith("exports/")}
    assert plain.keys() == trial.keys()
    for path in (homes["trial"].home.path / "notices").rglob("*"):
        assert path.is_dir() or "T05" not in path.read_text(encoding="utf-8")
    page = homes["trial"].home.reports / "2022-05-21.html"
    assert "T05" not in page.read_text(encoding="utf-8")


def test_a_new_text_of_a_live_rule_is_tried_under_its_code(homes: dict[str, Bureau], tmp_path: Path) -> None:
    bureau = twin_of(homes["trial"], tmp_path / "home")
    (bureau.home.rules / "trial" / "half_line.sql").write_text(on_trial("N05"), encoding="utf-8")
    bureau.night("2022-05-22")
    assert bureau.ask("SELECT rule_code, hit_count FROM shadow_judgement") == [("N05", 2)]
    assert bureau.ask("SELECT count(*) FROM warning WHERE rule_code = 'N05' AND is_listed") == [(1,)]
    bureau.night("2022-09-01")
    assert bureau.ask("SELECT count(*) FROM shadow_judgement") == [(0,)]


def test_a_trial_that_cannot_be_judged_says_so_apart(homes: dict[str, Bureau], tmp_path: Path) -> None:
    bureau = twin_of(homes["plain"], tmp_path / "home")
    file = bureau.home.rules / "trial" / "half_line.sql"
    file.parent.mkdir()
    file.write_text(on_trial("T05").replace("needs      = [", 'needs      = ["visit", '), encoding="utf-8")
    night = bureau.night("2022-05-22")
    ((is_judged, reason),) = bureau.ask("SELECT is_judged, not_judged_reason FROM shadow_judgement")
    assert not is_judged and "visit" in reason
    assert "T05" not in {judgement.rule.code for judgement in night.judgements}


def test_it_is_said_to_be_a_trial(homes: dict[str, Bureau], capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--home", str(homes["trial"].home.path)]
    assert main(["rules", *where]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.strip().startswith("T05")]
    assert "试行至 on trial until 2022-09-01" in line
    assert main(["rules", "T05", "--as-of", DAY, *where]) == 0
    assert "on no list and in no total" in capsys.readouterr().out


def test_a_trial_has_an_end_and_no_twin(tmp_path: Path) -> None:
    with pytest.raises(DoudiError, match="valid_to"):
        parse(on_trial(ends=None), "trial/half_line")
    for name in ("one", "other"):
        file = tmp_path / "trial" / f"{name}.sql"
        file.parent.mkdir(exist_ok=True)
        file.write_text(on_trial(), encoding="utf-8")
    with pytest.raises(DoudiError, match="trial/o"):
        load_shadows((SHIPPED, tmp_path))
    (tmp_path / "trial" / "other.sql").unlink()
    assert [rule.id for rule in load_shadows((SHIPPED, tmp_path))] == ["trial/one"]
    assert load_rules((SHIPPED, tmp_path)) == load_rules()
