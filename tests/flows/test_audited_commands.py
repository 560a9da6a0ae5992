"""Every command, and the lines it leaves in the audit log: who ran, exported, looked at one person, approved, erased."""

import argparse
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.audit import log
from flows.audit.head import read_head
from flows.audit.line import lines_of
from flows.audit.verify import verify
from flows.cli import main, parser
from tests.bureau import HEADERS, Bureau, member, number, settlement, twin_of

WHO, NAME = number(21, "19700202"), "令狐明远"
FIRST, RUN = "W370902-20220520-000001", ["run", "run ended"]
WHY = ("--reason", "核对")

QUIET = {
    "synth": "sample files only, of nobody",
    "template": "an empty form",
    "rules": "rules and values, of nobody",
    "standards": "rules and values, of nobody; a changed standard is noted by the night that sees it",
    "stats": "counts of a sample county",
    "doctor": "the state of the machine",
    "audit": "it reads the log itself",
    "serve": "it starts nights, and each of them notes itself",
    "demo": "a sample county, made anew; its night notes itself",
}
"""Commands that look at nobody and change nothing of a bureau's."""


@pytest.fixture(scope="module")
def after_a_night(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = Bureau(tmp_path_factory.mktemp("night") / "home")
    made.deliver("household_member", "2022-05-18", [member("H1", WHO, NAME)])
    made.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    made.deliver("death", "2022-05-18", [f"{WHO},{NAME},2022-13-01"])
    held = made.deliver("area", "2022-05-18", ["370902001001,某社区,370902001,某办,"])
    held.with_name(f"{held.name}.manifest.json").write_text('{"rows": 9}')
    made.night("2022-05-20")
    return made


@pytest.fixture
def bureau(after_a_night: Bureau, tmp_path: Path) -> Bureau:
    return twin_of(after_a_night, tmp_path / "home")


def delivery(bureau: Bureau, extract: str) -> str:
    ((found,),) = bureau.ask(f"SELECT delivery_id FROM delivery WHERE extract = '{extract}'")
    return str(found)


def corrected(bureau: Bureau) -> str:
    path = bureau.home.path.parent / "更正.csv"
    path.write_text(f"行号,{HEADERS['death']}\n2,{WHO},{NAME},2022-05-01\n", "utf-8")
    return str(path)


def filled_in(bureau: Bureau) -> str:
    path = bureau.home.path.parent / "核查.csv"
    path.write_text(f"{HEADERS['answer']}\n{FIRST},不属实,,,张某,2022-05-21,2022-05-20\n", "utf-8")
    return str(path)


def beside(bureau: Bureau, name: str) -> str:
    return str(bureau.home.path.parent / name)


Words = Callable[[Bureau], tuple[str, ...]]
CASES: list[tuple[Words, list[str]]] = [
    (lambda b: ("init", "--area", "370902"), ["init"]),
    (lambda b: ("run", "--as-of", "2022-05-21"), RUN),
    (lambda b: ("run", "--as-of", "2022-05-21", "--urgent"), RUN),
    (lambda b: ("catch-up", "--until", "2022-05-22"), RUN * 2),
    (lambda b: ("rebuild",), ["rebuild", "rebuild ended"]),
    (lambda b: ("explain", FIRST), ["explain"]),
    (lambda b: ("explain", FIRST, "--unmask", *WHY), ["explain --unmask"]),
    (lambda b: ("explain", FIRST, "--citizen", beside(b, "page.html")), ["explain --citizen"]),
    (lambda b: ("why-not", "H1"), ["why-not"]),
    (lambda b: ("person", *WHY), ["person"]),
    (lambda b: ("person", "--page", beside(b, "p.html"), *WHY), ["person --page"]),
    (
        lambda b: ("person", "--correct", "medical_expense", "--form", beside(b, "f.xlsx"), *WHY),
        ["person --correct"],
    ),
    (lambda b: ("objection", FIRST, *WHY), ["objection"]),
    (lambda b: ("snooze", FIRST, "--until", "2022-06-01", *WHY), ["snooze"]),
    (lambda b: ("quarantine", "list"), []),
    (lambda b: ("quarantine", "show", delivery(b, "death")), []),
    (lambda b: ("quarantine", "show", delivery(b, "death"), "--unmask", *WHY), ["quarantine show --unmask"]),
    (
        lambda b: (
            *("quarantine", "show", delivery(b, "death"), "--unmask"),
            *("--form", beside(b, "q.xlsx"), *WHY),
        ),
        ["quarantine show --form"],
    ),
    (
        lambda b: ("quarantine", "recover", delivery(b, "death"), corrected(b), *WHY),
        ["quarantine recover"],
    ),
    (lambda b: ("link",), ["link"]),
    (lambda b: ("link", delivery(b, "death"), "--unmask", *WHY), ["link --unmask"]),
    (lambda b: ("answers", filled_in(b), "--on", "2022-05-21"), ["answers"]),
    (lambda b: ("answers", filled_in(b), "--supersede", *WHY), ["answers --supersede"]),
    (lambda b: ("approve", delivery(b, "area"), *WHY), ["approve"]),
    (lambda b: ("export", "--to", beside(b, "out")), ["export"]),
    (lambda b: ("bundle", "make", beside(b, "night.zip")), ["bundle make"]),
    (lambda b: ("plan", "--set", "relief_multiple.illness=8"), ["plan"]),
    (lambda b: ("chart", "trend"), ["chart"]),
    (lambda b: ("chart", "timeline", "--warning", FIRST), ["chart"]),
    (lambda b: ("retention", "plan"), []),
    (lambda b: ("retention", "apply", *WHY), ["retention apply", "retention applied"]),
]


@pytest.mark.parametrize(("words", "wanted"), CASES)
def test_a_command_leaves_its_lines(
    bureau: Bureau, words: Words, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(lines_of(log(bureau.home).read_bytes()))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{WHO}\n"))
    assert main([*words(bureau), "--home", str(bureau.home.path)]) in (0, 1, 3)
    raw = log(bureau.home).read_bytes()
    lines = [json.loads(line) for line in lines_of(raw)[before:]]
    commands = [line["command"] for line in lines]
    # A hand-out is a line for each file.
    assert (list(dict.fromkeys(commands)) if wanted == ["export"] else commands) == wanted
    assert all(line["who"] and line["at"] for line in lines)
    if WHY[0] in words(bureau):
        assert all(line["reason"] == WHY[1] for line in lines)
    assert not any(each in raw.decode() for each in (WHO, NAME))
    assert verify(raw, read_head(bureau.home)).broken == ()


def test_every_command_is_audited_or_said_to_look_at_nobody(bureau: Bureau) -> None:
    (known,) = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    audited = {words(bureau)[0] for words, _ in CASES}
    assert known.choices.keys() == audited | QUIET.keys() and not audited & QUIET.keys()


@pytest.mark.parametrize("words", [("rules",), ("standards", "check"), ("doctor",), ("audit", "verify")])
def test_a_quiet_command_leaves_none(bureau: Bureau, words: tuple[str, ...]) -> None:
    before = log(bureau.home).read_bytes()
    main([*words, "--home", str(bureau.home.path)])
    assert log(bureau.home).read_bytes() == before


def test_a_night_that_fails_says_so(bureau: Bureau) -> None:
    def fail(*_: object) -> None:
        raise ValueError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.nightly.judge", fail)
        assert main(["run", "--as-of", "2022-05-21", "--home", str(bureau.home.path)]) == 70
    last = json.loads(lines_of(log(bureau.home).read_bytes())[-1])
    assert (last["command"], last["what"]) == ("run ended", "R20220521-01 failed ValueError")
