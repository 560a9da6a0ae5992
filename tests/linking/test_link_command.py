"""What the command shows, writes and notes; a proposal is nothing until a person has typed it."""

import json
from pathlib import Path

import openpyxl
import pytest

from flows.cli import main
from tests.bureau import Bureau, member, number

pytestmark = pytest.mark.link

WHO, NAME = number(301, "19600606"), "赵秀兰"
WRONG = WHO[:9] + str((int(WHO[9]) + 1) % 10) + WHO[10:]


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    bureau = Bureau(tmp_path / "home")
    bureau.deliver(
        "household_member", "2022-05-18", [member("H4", WHO, NAME), member("H5", number(7), "钱多多")]
    )
    bureau.deliver("death", "2022-05-19", [f"{WRONG},{NAME},2022-05-01", ",无名氏,2022-05-01"])
    bureau.night("2022-05-20")
    return bureau


def link(bureau: Bureau, *words: str) -> int:
    return main(["link", *words, "--home", str(bureau.home.path)])


def delivery(bureau: Bureau) -> str:
    return str(bureau.ask("SELECT delivery_id FROM delivery WHERE extract = 'death'")[0][0])


def looks(bureau: Bureau) -> list[tuple[str, str]]:
    lines = (bureau.home.path / "audit" / "access.jsonl").read_text().splitlines()
    noted = [(look["command"], look["reason"]) for look in map(json.loads, lines)]
    return [each for each in noted if each[0].startswith("link")]


def test_shown_are_masks_unless_a_reason_is_given_and_every_look_is_noted(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    assert link(bureau) == 0
    shown = capsys.readouterr()
    names_nobody = not any(secret in shown.out + shown.err for secret in (WHO, WRONG, NAME))
    assert names_nobody
    assert "赵*兰" in shown.out
    assert "姓名相同" in shown.out and "the number differs in one digit" in shown.out

    assert link(bureau, "--json") == 0
    (said,) = json.loads(capsys.readouterr().out)
    assert (said["extract"], said["line"], said["name"]) == ("death", 2, "赵*兰")

    assert link(bureau, "--unmask") == 2
    assert link(bureau, "--unmask", "--reason", "与殡仪馆核对") == 0
    is_told = WHO in capsys.readouterr().out
    assert is_told
    assert looks(bureau) == [
        ("link", ""),
        ("link", ""),
        ("link --unmask", "与殡仪馆核对"),
    ]


def test_the_form_is_taken_back_only_with_what_a_person_typed(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "待更正.xlsx"
    words = (delivery(bureau), "--form", str(form))
    assert link(bureau, *words) == 2
    assert link(bureau, *words, "--unmask", "--reason", "核对") == 0
    assert link(bureau, *words, "--unmask", "--reason", "核对") == 2
    assert form.stat().st_mode & 0o777 == 0o600
    assert looks(bureau)[-1] == ("link --form", "核对")

    book = openpyxl.load_workbook(form)
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][:7] == ("行号", "身份证号", "建议姓名", "建议身份证号", "建议依据", "建议把握", "姓名")
    is_beside = rows[1][1:4] == (WRONG, NAME, WHO)
    assert is_beside
    assert not any(rows[2][2:6])

    def recover() -> int:
        capsys.readouterr()
        words = (
            "quarantine",
            "recover",
            delivery(bureau),
            str(form),
            "--reason",
            "核对",
            "--on",
            "2022-05-21",
        )
        return main([*words, "--home", str(bureau.home.path)])

    assert recover() == 1
    assert "E-NOTHING-BELIEVED" in capsys.readouterr().err
    book.active["B2"] = WHO
    book.save(form)
    assert recover() == 0
    bureau.night("2022-05-21")
    assert bureau.ask("SELECT count(answered_on) FROM quarantine") == [(1,)]
