"""A night sealed for an auditor: the same twice, whole, and every tampering named."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from flows import cli
from flows.bundle import NIGHT, RESULTS, seal
from flows.bundle_check import check
from tests.bureau import Bureau, member, number, settlement

WHO = number(1)


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = Bureau(tmp_path_factory.mktemp("bundle") / "home")
    made.deliver("household_member", "2022-05-01", [member("H1", WHO)])
    made.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    made.night("2022-05-18")
    return made


@pytest.fixture
def sealed(bureau: Bureau, tmp_path: Path) -> Path:
    return seal(bureau.home, None, tmp_path / "night.zip").path


def altered(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(path) as bundle:
        members = {name: bundle.read(name) for name in bundle.namelist()}
    change(members)
    made = path.with_name("altered.zip")
    with zipfile.ZipFile(made, "w") as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)
    return made


def test_the_same_night_sealed_twice_is_the_same_file_and_whole(
    bureau: Bureau, sealed: Path, tmp_path: Path
) -> None:
    again = seal(bureau.home, None, tmp_path / "again.zip")
    assert again.path.read_bytes() == sealed.read_bytes() and again.lacks == ()
    assert sealed.stat().st_mode & 0o077 == 0
    assert check(sealed, bureau.home, replays=True) == []
    assert WHO.encode() not in b"".join(
        zipfile.ZipFile(sealed).read(name) for name in zipfile.ZipFile(sealed).namelist()
    )


def test_every_file_that_is_changed_taken_out_or_put_in_is_named(sealed: Path) -> None:
    with zipfile.ZipFile(sealed) as bundle:
        names = [name for name in bundle.namelist() if name != NIGHT]
    assert len(names) > 40
    for name in names:
        (wrong, *_) = check(
            altered(sealed, lambda members, name=name: members.update({name: members[name] + b" "}))
        )  # type: ignore[misc]
        assert wrong == f"{name}: 已改动 changed"
    (wrong, *_) = check(altered(sealed, lambda members: members.pop("lists.json") and None))
    assert wrong == "lists.json: 缺少 missing"
    (wrong,) = check(altered(sealed, lambda members: members.update({"more.txt": b""})))
    assert wrong == "more.txt: 多出 not sealed"


def test_a_night_told_otherwise_than_its_results_is_named(sealed: Path) -> None:
    def tell(members: dict[str, bytes]) -> None:
        night = json.loads(members[NIGHT])
        night["run"]["content_digest"] = "0" * 64
        members[NIGHT] = json.dumps(night).encode()

    assert check(altered(sealed, tell)) == [f"run: {NIGHT} ≠ {RESULTS}"]


def test_a_delivered_file_that_is_gone_and_rules_that_changed_since(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path / "home")
    bureau.deliver("household_member", "2022-05-01", [member("H1", WHO)])
    bills = bureau.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-05-18")
    path = seal(bureau.home, None, tmp_path / "night.zip").path
    bills.unlink()
    (wrong,) = check(path, bureau.home)
    assert wrong.endswith("送达目录里没有 not in the landing folder") and wrong.startswith("D20220518-")
    (bureau.home.path / "standards" / "370902.toml").write_text(
        'area = "370902"\nchecked = 2022-05-20\n\n[[relief_multiple]]\npopulation = "illness"\nvalue = 5\n'
        'valid_from = 2023-01-01\nsource = "某通知"\n',
        encoding="utf-8",
    )
    assert seal(bureau.home, None, tmp_path / "later.zip").lacks == ("standards",)


def test_the_command(bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place, path = ["--home", str(bureau.home.path)], str(tmp_path / "night.zip")
    assert cli.main(["bundle", "make", path, *place]) == 0
    assert "SHA-256" in capsys.readouterr().out
    assert cli.main(["bundle", "make", path, *place]) == 2
    assert "E-EXPORT-IN-PLACE" in capsys.readouterr().err
    assert cli.main(["bundle", "verify", path]) == 0
    assert "✔" in capsys.readouterr().out
    broken = altered(Path(path), lambda members: members.update({"more.txt": b""}))
    assert cli.main(["bundle", "verify", str(broken), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"wrong": ["more.txt: 多出 not sealed"]}
    assert cli.main(["bundle", "make", str(tmp_path / "other.zip"), "--as-of", "2022-05-17", *place]) == 1
