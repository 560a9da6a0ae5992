"""The audit log: whoever changes, removes, inserts or moves a line, or cuts the end off, is found out by the line's number."""

import json
import os
import pwd
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.audit import log, note
from flows.audit.head import Head, parse, read_head
from flows.audit.line import lines_of, sealed
from flows.audit.seal import seals
from flows.audit.verify import Broken, verify
from flows.cli import main
from flows.home import Home
from flows.publish.switch import sweep
from tests.bureau import Bureau, member, number

LINES = 1_000
TAMPERED = 204
OLD = '{"at": "2022-01-01 08:00:00", "who": "ops", "command": "explain", "what": "W1", "reason": ""}\n'


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Bureau(tmp_path_factory.mktemp("long") / "home").home
    for each in range(LINES):
        note(home, "explain", f"W370902-20220622-{each:06d}", "群众来访" if each % 3 else "")
    return home


def _verify(home: Home) -> tuple[Broken, ...]:
    return verify(log(home).read_bytes(), read_head(home)).broken


def test_a_log_left_alone_is_as_it_was_written(long: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert _verify(long) == () and len(lines_of(log(long).read_bytes())) == LINES
    assert main(["audit", "verify", "--home", str(long.path)]) == 0
    assert f"{LINES:,} 行都与写入时一致" in capsys.readouterr().out


Tampering = tuple[list[bytes], set[int], set[int]]
"""The lines afterwards, the places of the file at which something is wrong now, and the numbers that are gone."""


def _edit(lines: list[bytes], chance: random.Random) -> Tampering:
    """One character of a line, wherever it stands."""
    at = chance.randrange(len(lines))
    line = bytearray(lines[at])
    place = chance.randrange(len(line))
    line[place] = ord("~") if line[place] != ord("~") else ord("^")
    return [*lines[:at], bytes(line), *lines[at + 1 :]], {at + 1}, set()


def _edit_and_seal(lines: list[bytes], chance: random.Random) -> Tampering:
    """A line told otherwise, with a digest that fits it."""
    at = chance.randrange(len(lines))
    said = json.loads(lines[at])
    del said["digest"]
    said["what"] = "W370902-20220622-999999"
    return [*lines[:at], sealed(said)[0], *lines[at + 1 :]], {at + 1}, set()


def _remove(lines: list[bytes], chance: random.Random) -> Tampering:
    at, many = chance.randrange(len(lines)), chance.choice((1, 1, 2, 7))
    gone = set(range(at + 1, min(at + many, len(lines)) + 1))
    return [*lines[:at], *lines[at + many :]], set(), gone


def _cut(lines: list[bytes], chance: random.Random) -> Tampering:
    left = chance.randrange(len(lines))
    return lines[:left], set(), set(range(left + 1, len(lines) + 1))


def _insert(lines: list[bytes], chance: random.Random) -> Tampering:
    """A line of another's making that follows on the one above it, or a copy of one that is there."""
    at = chance.randrange(1, len(lines) + 1)
    said = json.loads(lines[at - 1])
    after = said["digest"]
    made = chance.choice(
        (
            sealed({**{k: v for k, v in said.items() if k != "digest"}, "no": at + 1, "before": after})[0],
            lines[chance.randrange(len(lines))],
            b"",
            b'{"at": "2022-06-22 08:00:00", "who": "ops", "command": "explain", "what": "W1", "reason": ""}',
        )
    )
    return [*lines[:at], made, *lines[at:]], {at + 1}, set()


def _swap(lines: list[bytes], chance: random.Random) -> Tampering:
    one, other = sorted(chance.sample(range(len(lines)), 2))
    swapped = [*lines]
    swapped[one], swapped[other] = lines[other], lines[one]
    return swapped, {one + 1, other + 1}, set()


@pytest.mark.parametrize("seed", range(TAMPERED // 6))
@pytest.mark.parametrize("tamper", [_edit, _edit_and_seal, _remove, _cut, _insert, _swap])
def test_every_tampering_is_named_by_its_line(
    long: Home, tamper: Callable[[list[bytes], random.Random], Tampering], seed: int
) -> None:
    lines, wrong, gone = tamper(lines_of(log(long).read_bytes()), random.Random(seed))
    broken = verify(b"".join(line + b"\n" for line in lines), read_head(long)).broken
    assert broken and {each.no for each in broken if each.line is None} == gone
    named = {each.line for each in broken if each.line is not None}
    if tamper is _swap:
        # Of two neighbours that changed places either may be the one that was moved.
        assert named and named <= wrong
        assert named == wrong or max(wrong) - min(wrong) == 1
    else:
        assert named == wrong


def test_several_at_once_are_all_named(long: Home) -> None:
    for seed in range(50):
        chance = random.Random(seed)
        lines = lines_of(log(long).read_bytes())
        edited = set(chance.sample(range(LINES), 5))
        for at in edited:
            lines[at] = lines[at].replace(b"explain", b"exploit")
        gone = chance.choice([at for at in range(LINES) if not edited & {at - 1, at, at + 1}])
        del lines[gone]
        broken = verify(b"".join(line + b"\n" for line in lines), read_head(long)).broken
        assert {each.line for each in broken if each.kind == "edited"} == {at + (at < gone) for at in edited}
        assert [each.no for each in broken if each.kind == "removed"] == [gone + 1]


def test_a_head_that_is_gone_or_a_log_that_is_gone_is_told(long: Home, tmp_path: Path) -> None:
    data, head = log(long).read_bytes(), read_head(long)
    assert [each.kind for each in verify(data, None).broken] == ["head"]
    assert {each.kind for each in verify(b"", head).broken} == {"cut"}


def test_who_cuts_log_and_head_is_found_out_by_a_digest_kept_elsewhere(
    long: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = read_head(long)
    lines = lines_of(log(long).read_bytes())[: LINES - 10]
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(b"".join(line + b"\n" for line in lines))
    assert main(["audit", "verify", "--file", str(copy)]) == 0
    capsys.readouterr()
    assert main(["audit", "verify", "--json", "--file", str(copy), "--seal", str(head)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["no"] for each in told["broken"]] == list(range(LINES - 9, LINES + 1))
    assert {each["kind"] for each in told["broken"]} == {"cut"}
    assert parse(str(head)) == head
    assert main(["audit", "verify", "--file", str(copy), "--seal", "12:abc"]) == 2


def test_a_log_rewritten_from_a_line_on_is_found_out_by_the_seal_of_a_night(long: Home) -> None:
    lines, head = lines_of(log(long).read_bytes()), read_head(long)
    seal = Head(500, json.loads(lines[499])["digest"])
    before = json.loads(lines[398])["digest"]
    for at in range(399, LINES):
        said = {**json.loads(lines[at]), "before": before, "who": "nobody"}
        del said["digest"]
        lines[at], before = sealed(said)
    assert head
    broken = verify(b"".join(line + b"\n" for line in lines), Head(LINES, before), [seal]).broken
    assert [(each.kind, each.line) for each in broken] == [("edited", 500)]


def test_lines_of_an_older_package_are_told_to_be_not_sealed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Bureau(tmp_path / "home").home
    log(home).write_text(OLD * 3, encoding="utf-8")
    assert main(["audit", "verify", "--home", str(home.path)]) == 0
    assert "前 3 行是旧版写的，没有封存" in capsys.readouterr().out
    note(home, "explain", "W1")
    note(home, "explain", "W2")
    assert _verify(home) == ()
    assert main(["audit", "verify", "--json", "--home", str(home.path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["sealed"], told["not_sealed"], told["broken"]) == (2, 3, [])
    log(home).write_text(
        log(home).read_text().replace('"what": "W1", "reason": ""}\n', '"what": "W9", "reason": ""}\n', 1)
    )
    assert [(each.kind, each.line) for each in _verify(home)] == [("older", 3)]


def test_a_line_that_a_power_cut_tore_is_told_and_the_next_ones_hold(tmp_path: Path) -> None:
    home = Bureau(tmp_path / "home").home
    for each in range(5):
        note(home, "explain", f"W{each}")
    content = log(home).read_bytes()
    log(home).write_bytes(content[:-30])
    for each in range(3):
        note(home, "explain", f"W{each}")
    assert [(each.kind, each.line) for each in _verify(home)] == [("edited", 5)]


def test_a_kill_between_announcing_a_line_and_confirming_it_is_no_tampering(tmp_path: Path) -> None:
    home = Bureau(tmp_path / "home").home
    for each in range(3):
        note(home, "explain", f"W{each}")
    lines = lines_of(log(home).read_bytes())
    digests = [json.loads(line)["digest"] for line in lines]
    announced = Head(2, digests[1], digests[2])
    for count, head in ((2, announced), (3, announced)):
        assert verify(b"".join(line + b"\n" for line in lines[:count]), head).broken == ()
    assert verify(lines[0] + b"\n", announced).broken == (Broken("cut", None, 2),)


WRITER = """
import sys
from flows import home
from flows.audit import note
bureau = home.find(home.resolve(sys.argv[1]))
for each in range(100):
    note(bureau, "explain", f"{sys.argv[2]}-{each}")
"""


def test_writers_in_several_processes_keep_one_chain(tmp_path: Path) -> None:
    home = Bureau(tmp_path / "home").home
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(home.path), name], env={"PYTHONPATH": ":".join(sys.path)}
        )
        for name in "ABC"
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0]
    lines = [json.loads(line) for line in lines_of(log(home).read_bytes())]
    assert _verify(home) == () and len(lines) == 300
    for name in "ABC":
        assert [line["what"] for line in lines if line["what"][0] == name] == [
            f"{name}-{at}" for at in range(100)
        ]


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    made = Bureau(tmp_path / "home")
    made.deliver("household_member", "2022-05-18", [member("H1", number(1))])
    return made


def test_a_night_seals_the_log_in_the_warehouse_and_in_its_notice(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    bureau.night("2022-05-18")
    bureau.night("2022-05-19")
    assert main(["run", "--as-of", "2022-05-19", "--home", str(bureau.home.path)]) == 3
    assert f"审计 audit    : {read_head(bureau.home)}" in capsys.readouterr().out
    noted = seals(bureau.home)
    assert set(noted.in_notices) < set(noted.in_warehouse) and len(noted.in_warehouse) == 3
    assert noted.in_notices == noted.in_warehouse[:2] and noted.in_warehouse[-1] == read_head(bureau.home)
    lines = lines_of(log(bureau.home).read_bytes())
    # Whoever cuts the last night off, and rolls the head back, has the warehouse and the notices against them.
    log(bureau.home).write_bytes(b"".join(line + b"\n" for line in lines[:2]))
    (bureau.home.path / "audit.head").write_text(f"2 {json.loads(lines[1])['digest']}\n")
    assert main(["audit", "verify", "--json", "--home", str(bureau.home.path)]) == 1
    told = json.loads(capsys.readouterr().out)["broken"]
    assert [(each["kind"], each["no"]) for each in told] == [("cut", no) for no in range(3, len(lines) + 1)]


def test_a_standard_that_changed_is_noted_by_the_night_that_sees_it(bureau: Bureau) -> None:
    bureau.night("2022-05-18")
    own = bureau.home.path / "standards" / "370902.toml"
    own.write_text(
        'area = "370902"\n[[mute_days]]\npopulation = "refuted"\nvalue = 91\nvalid_from = 2022-01-01\nsource = "本局决定"\n',
        encoding="utf-8",
    )
    bureau.night("2022-05-19")
    bureau.night("2022-05-20")
    lines = [json.loads(line) for line in lines_of(log(bureau.home).read_bytes())]
    (changed,) = [line for line in lines if "changed" in line["command"]]
    assert changed["command"] == "standards changed" and changed["who"] == ""
    assert "370902.toml=" in changed["what"] and "→" in changed["what"]
    assert [line["command"] for line in lines if line["what"].startswith("R20220519")] == ["run", "run ended"]


def test_behind_sudo_the_login_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Bureau(tmp_path / "home").home
    for login in ("", "zhang"):
        monkeypatch.setenv("SUDO_USER", login)
        monkeypatch.setenv("USER", "nobody")
        note(home, "explain", "W1")
    account, behind = (json.loads(line)["who"] for line in lines_of(log(home).read_bytes()))
    assert account == pwd.getpwuid(os.getuid()).pw_name and behind == f"{account} (zhang)"


def test_what_a_night_sweeps_leaves_the_log_alone(bureau: Bureau) -> None:
    note(bureau.home, "explain", "W1")
    before = log(bureau.home).read_bytes()
    sweep(bureau.home)
    assert log(bureau.home).read_bytes() == before and _verify(bureau.home) == ()
