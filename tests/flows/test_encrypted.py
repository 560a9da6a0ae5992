"""A warehouse that lies on the disk encrypted: whoever takes the disk reads nobody's name in it, and nights are the same."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows import home
from flows.cli import main
from flows.database_file import Key, connect, is_encrypted
from flows.exports.hand_out import hand_out
from flows.exports.sealed_file import content_of, in_memory, written_for
from flows.home import warehouse
from flows.plan.plan import Asked, plan
from flows.rebuild import rebuild
from schemas.faults import DoudiError
from tests.bureau import Bureau, number, twin_of
from tests.flows.test_doctor import findings
from tests.flows.test_nights import tree
from tests.flows.test_scheduled import HOUSEHOLD, NAME, NIGHT, OTHER, fill

pytestmark = pytest.mark.slow

SECRET, ANOTHER = "one-s3cret/kept+apart=", "another-secret-kept-apart"
NEXT = "2022-05-19"
CANARIES = [text.encode() for text in (NAME, OTHER, HOUSEHOLD, number(701), number(702), "SETTLE7777")]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = fill(tmp_path_factory.mktemp("plain") / "home")
    made.night(NIGHT)
    return made


@pytest.fixture
def bureau(plain: Bureau, tmp_path: Path) -> Bureau:
    """A home that has not been encrypted so far."""
    return twin_of(plain, tmp_path / "home")


@pytest.fixture(scope="module")
def encrypted(plain: Bureau, tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = twin_of(plain, tmp_path_factory.mktemp("encrypted") / "home")
    settle(made, encrypt=True)
    again(made).night(NEXT)
    for path in made.home.path.glob("warehouse-*.duckdb"):
        path.unlink()
    return made


@pytest.fixture
def locked(encrypted: Bureau, tmp_path: Path) -> Bureau:
    """Encrypted, and nothing else beside it."""
    return twin_of(encrypted, tmp_path / "home")


def settle(bureau: Bureau, *, encrypt: bool, secret: str | None = SECRET) -> None:
    """Write the settings and the key as a person does."""
    key = bureau.home.path / "secrets" / "warehouse.key"
    if secret is not None:
        key.touch(mode=0o600)
        key.write_text(secret + "\n")
    settings = bureau.home.path / "doudi.toml"
    kept = [
        line for line in settings.read_text().splitlines() if not line.startswith(("encrypt", "key_file"))
    ]
    kept.append(f"encrypt = {str(encrypt).lower()}")
    kept.append('key_file = "secrets/warehouse.key"' if secret is not None else 'key_file = ""')
    settings.write_text("\n".join(kept) + "\n")


def again(bureau: Bureau) -> Bureau:
    """As the next command finds it."""
    bureau.home = home.find(bureau.home.path)
    return bureau


def shown_in(*files: Path) -> int:
    """How many of the canaries can be read in the bytes."""
    content = b"".join(file.read_bytes() for file in files)
    return sum(canary in content for canary in CANARIES)


def test_a_night_is_the_same_and_nobody_can_be_read_in_its_file(plain: Bureau, tmp_path: Path) -> None:
    bureau = fill(tmp_path / "home")
    settle(bureau, encrypt=True)
    outcome = again(bureau).night(NIGHT)
    assert outcome.content_digest == plain.ask("SELECT content_digest FROM run")[0][0]
    for made, to in ((bureau, tmp_path / "ours"), (plain, tmp_path / "theirs")):
        hand_out(made.home.exports / str(NIGHT), to, None, key=made.home.key)
    ours, theirs = (
        {path.name: path.read_bytes() for path in (tmp_path / to).iterdir()} for to in ("ours", "theirs")
    )
    assert ours == theirs != {}
    assert shown_in(plain.home.warehouse) >= 4, "the canaries are not in the form in which they lie in a file"
    assert is_encrypted(bureau.home.warehouse) and shown_in(*bureau.home.path.glob("warehouse*")) == 0
    with warehouse(bureau.home) as con:
        con.execute("CREATE TABLE more AS SELECT ? AS name FROM range(1000)", [NAME])
        log = bureau.home.path / "warehouse.duckdb.wal"
        assert log.stat().st_size and shown_in(log) == 0
    assert not list(bureau.home.scratch.iterdir())


def test_lists_lie_sealed_and_leave_opened(
    locked: Bureau, plain: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lists = locked.home.exports / NEXT
    sealed = [path for path in lists.iterdir() if path.name != "manifest.json"]
    assert len(sealed) > 3 and all(path.name.endswith(".sealed") for path in sealed)
    assert shown_in(*(plain.home.exports / str(NIGHT)).iterdir()) > 0 and shown_in(*lists.iterdir()) == 0
    assert not in_memory(locked.home.exports).exists()
    place = ("--home", str(locked.home.path))
    assert main(["export", "--to", str(tmp_path / "out"), *place]) == 0
    told = json.loads((lists / "manifest.json").read_text("utf-8"))["files"]
    for file in told:
        content = (tmp_path / "out" / file["file_name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
    capsys.readouterr()

    name = told[0]["file_name"]
    path, body = lists / f"{name}.sealed", (lists / f"{name}.sealed").read_bytes()
    for key, content in (
        (None, body),
        (Key(ANOTHER), body),
        (Key(SECRET), body[:-1] + bytes([body[-1] ^ 1])),
        (Key(SECRET), body[:5]),
        # Another list under this one's name.
        (Key(SECRET), (lists / f"{told[1]['file_name']}.sealed").read_bytes()),
    ):
        path.write_bytes(content)
        with pytest.raises(DoudiError) as refused:
            content_of(lists / name, key)
        assert refused.value.fault.code == "E-KEY" and SECRET not in refused.value.where
    path.write_bytes(body)
    assert hashlib.sha256(content_of(lists / name, Key(SECRET))).hexdigest() == told[0]["sha256"]


def test_a_link_that_somebody_put_in_the_place_in_memory_is_not_followed(tmp_path: Path) -> None:
    exports, elsewhere = tmp_path / "exports", tmp_path / "elsewhere"
    exports.mkdir()
    elsewhere.mkdir()
    in_memory(exports).symlink_to(elsewhere)
    try:
        with pytest.raises(FileExistsError), written_for(exports / "night", Key(SECRET)) as folder:
            (folder / "list").write_text(NAME)
        assert not list(elsewhere.iterdir())
    finally:
        in_memory(exports).unlink()


def test_urgent_lists_are_sealed_too(locked: Bureau, tmp_path: Path) -> None:
    place = ("--home", str(locked.home.path))
    assert main(["run", "--urgent", "--as-of", "2022-05-20", *place]) in (0, 3)
    (folder,) = locked.home.exports.glob("*-urgent")
    assert all(path.name.endswith(".sealed") or path.name == "manifest.json" for path in folder.iterdir())
    assert main(["export", "--urgent", "--to", str(tmp_path / "out"), *place]) == 0
    assert {
        f"{path.name}.sealed" for path in (tmp_path / "out").iterdir() if path.name != "manifest.json"
    } == {path.name for path in folder.iterdir() if path.name != "manifest.json"}


@pytest.mark.parametrize("is_on", [False, True])
def test_what_spills_out_of_memory_is_encrypted_too(bureau: Bureau, encrypted: Bureau, is_on: bool) -> None:
    made = encrypted if is_on else bureau
    with warehouse(made.home) as con:
        con.execute("SET memory_limit = '60MB'")
        con.execute(
            "CREATE TEMP TABLE many AS SELECT ? || i AS name, hash(i) AS place FROM range(3000000) _(i)",
            [NAME],
        )
        found = con.execute("SELECT name FROM many ORDER BY place")
        assert found.fetchone()
        spilled = [path for path in made.home.scratch.rglob("*") if path.is_file()]
        assert sum(path.stat().st_size for path in spilled) > 10 << 20
        assert (shown_in(*spilled) > 0) != is_on


def test_turned_on_and_off_again_by_the_next_night(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bureau.warnings()
    plain_bytes = bureau.home.warehouse.read_bytes()
    settle(bureau, encrypt=True)
    # Until then what is there is read as it is.
    assert main(["quarantine", "list", "--home", str(bureau.home.path)]) == 0
    capsys.readouterr()
    assert findings(bureau, capsys)["加密 encryption"]["state"] == "warn"
    assert not is_encrypted(bureau.home.warehouse)

    assert again(bureau).night(NEXT).exit_code == 3
    assert is_encrypted(bureau.home.warehouse) and shown_in(bureau.home.warehouse) == 0
    assert [row["warning_id"] for row in bureau.warnings()] == [row["warning_id"] for row in before]
    assert [row["opened_on"] for row in bureau.warnings()] == [row["opened_on"] for row in before]
    (kept,) = bureau.home.path.glob("warehouse-*.duckdb")
    assert kept.read_bytes() == plain_bytes
    found = findings(bureau, capsys)["加密 encryption"]
    assert found["state"] == "warn" and kept.name in found["why"]
    kept.unlink()
    assert findings(bureau, capsys)["加密 encryption"]["state"] == "ok"
    assert main(["explain", before[0]["warning_id"], "--home", str(bureau.home.path)]) == 0
    digest = bureau.ask("SELECT content_digest FROM run ORDER BY as_of DESC LIMIT 1")

    settle(bureau, encrypt=False)
    assert again(bureau).night("2022-05-20").exit_code == 3
    assert not is_encrypted(bureau.home.warehouse) and shown_in(bureau.home.warehouse) >= 4
    settle(bureau, encrypt=False, secret=None)
    assert again(bureau).night("2022-05-20").is_repeated
    assert bureau.ask("SELECT content_digest FROM run WHERE as_of = '2022-05-19'") == digest


@pytest.mark.parametrize(
    ("encrypt", "secret", "code"),
    [
        (True, ANOTHER, "E-KEY"),
        (False, ANOTHER, "E-KEY"),
        (False, None, "E-KEY"),
        (True, None, "E-SETTINGS"),
        (True, "short", "E-SETTINGS"),
        (True, "another-secret-kept-apart 密钥", "E-SETTINGS"),
        (True, "another-secret-kept-apart\\xZZ", "E-SETTINGS"),
    ],
)
def test_without_the_key_nothing_is_opened_told_or_changed(
    locked: Bureau, encrypt: bool, secret: str | None, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(locked, encrypt=encrypt, secret=secret)
    place = str(locked.home.path)
    before, published = locked.home.warehouse.read_bytes(), tree(locked.home.path)
    capsys.readouterr()
    for command in (["run", "--as-of", "2022-05-20"], ["quarantine", "list"]):
        assert main([*command, "--home", place]) == 2
        said = capsys.readouterr()
        assert code in said.err and ("密钥" in said.err or "doudi.toml" in said.err) and "key" in said.err
        assert not any(text in said.out + said.err for text in (SECRET, ANOTHER, "s3cret", "Traceback"))
        assert main(["--debug", *command, "--home", place]) == 2
        trace = capsys.readouterr().err
        assert "schemas.faults.DoudiError" in trace
        assert not any(text in trace for text in (SECRET, ANOTHER, "s3cret", "ATTACH '"))
    assert locked.home.warehouse.read_bytes() == before and tree(locked.home.path) == published
    assert not list(locked.home.path.glob("warehouse-*")) and not list(
        locked.home.path.glob("warehouse.upgrade*")
    )
    settle(locked, encrypt=True)
    assert again(locked).night("2022-05-20").exit_code == 3


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused(
    locked: Bureau, mode: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (locked.home.path / "secrets" / "warehouse.key").chmod(mode)
    assert main(["quarantine", "list", "--home", str(locked.home.path)]) == 2
    said = capsys.readouterr().err
    assert "E-SETTINGS" in said and "chmod 0600" in said and SECRET not in said


def test_the_key_may_come_from_the_environment(
    locked: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(locked, encrypt=False, secret=None)
    settings = locked.home.path / "doudi.toml"
    settings.write_text(settings.read_text().replace("encrypt = false", "encrypt = true"))
    monkeypatch.setenv("DOUDI_KEY", SECRET)
    assert main(["quarantine", "list", "--home", str(locked.home.path)]) == 0
    monkeypatch.setenv("DOUDI_KEY", ANOTHER)
    assert main(["quarantine", "list", "--home", str(locked.home.path)]) == 2
    assert ANOTHER not in capsys.readouterr().err


def test_a_process_that_is_killed_loses_nothing_that_was_kept(locked: Bureau) -> None:
    killed = """
import os, sys
from pathlib import Path
from flows import home
with home.warehouse(home.find(Path(sys.argv[1]))) as con:
    con.execute("CREATE TABLE kept AS SELECT * FROM range(1000) _(i)")
    con.execute("BEGIN")
    con.execute("INSERT INTO kept SELECT * FROM range(5000)")
    os._exit(9)
"""
    done = subprocess.run(
        [sys.executable, "-c", killed, str(locked.home.path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.returncode == 9 and (locked.home.path / "warehouse.duckdb.wal").stat().st_size
    with warehouse(locked.home) as con:
        assert con.execute("SELECT count(*) FROM kept").fetchall() == [(1000,)]


def test_a_warehouse_made_anew_is_encrypted_as_well(locked: Bureau) -> None:
    before = locked.ask("SELECT as_of, content_digest FROM run ORDER BY as_of")
    (locked.home.warehouse).unlink()
    rebuilt = rebuild(locked.home)
    assert (
        not rebuilt.differing and [(night.as_of, night.content_digest) for night in rebuilt.nights] == before
    )
    assert is_encrypted(locked.home.warehouse) and shown_in(locked.home.warehouse) == 0


def test_a_night_on_other_machines_is_refused(locked: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["run", "--as-of", "2022-05-20", "--engine", "spark", "--home", str(locked.home.path)]
    assert main(command) == 2
    assert "E-SETTINGS" in (said := capsys.readouterr().err) and "spark" in said
    assert not locked.home.lake.exists()


def test_the_flag_in_the_head_is_duckdbs(tmp_path: Path) -> None:
    for name, key in (("plain", None), ("locked", Key(SECRET))):
        connect(tmp_path / name, key, read_only=False).close()
        assert is_encrypted(tmp_path / name) == (key is not None)
    (tmp_path / "text").write_text("DUCK")
    assert not is_encrypted(tmp_path / "text") and not is_encrypted(tmp_path / "none")


def test_no_text_made_of_a_home_shows_its_key(locked: Bureau) -> None:
    assert locked.home.key is not None
    assert not any(SECRET in text for text in (repr(locked.home), str(locked.home.key), f"{locked.home.key}"))


def test_a_plan_reads_it_with_its_key(locked: Bureau) -> None:
    found = plan(locked.home, Asked(settings=["relief_multiple.illness=8"]))
    assert found.is_as_published and found.total["warnings_after"] == found.total["warnings_before"]
    assert not any(path.is_file() for path in locked.home.scratch.rglob("*"))
