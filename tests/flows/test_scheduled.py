"""The scheduled night is the plain night: same results, same ledger, and nothing of anyone in Prefect's memory."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.lock import only_one
from schemas.faults import DoudiError
from tests.bureau import Bureau, member, number, settlement
from tests.flows.test_nights import tree

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
NIGHT = date(2022, 5, 18)
NAME, OTHER, STRANGER = "欧阳探针", "司徒暗哨", "不在册探针"
HOUSEHOLD = "HCANARY77"
FILE = "探针文件.csv"
CANARIES = (
    NAME,
    OTHER,
    STRANGER,
    HOUSEHOLD,
    FILE,
    number(701),
    number(702),
    number(703)[:-2],
    "SETTLE7777",
    "20500.00",
)


def fill(path: Path) -> Bureau:
    """A household in need, a row nobody can believe, and the canaries in every place where people stand."""
    made = Bureau(path)
    made.deliver(
        "household_member",
        "2022-05-01",
        [
            member(HOUSEHOLD, number(701), NAME),
            member(HOUSEHOLD, number(702), OTHER, "配偶"),
            member(HOUSEHOLD, number(703)[:-2], STRANGER, "子女"),
        ],
        name=FILE,
    )
    made.deliver("benefit", "2022-05-01", ["H9,,最低生活保障,2020-01-01,,,"])
    made.deliver("medical_expense", NIGHT, [settlement("SETTLE7777", number(701), "2022-05-01", "20500.00")])
    return made


def runs(bureau: Bureau) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(bureau.home.warehouse), read_only=True) as con:
        return con.execute(
            "SELECT run_id, as_of, known_at, state, exit_code FROM run ORDER BY run_no"
        ).fetchall()


def said(bureau: Bureau) -> list[dict[str, Any]]:
    """The published warnings but for the pseudonyms, which every home makes with a key of its own."""
    return [{k: v for k, v in found.items() if not k.endswith("_key")} for found in bureau.warnings()]


def standing(bureau: Bureau) -> dict[str, str]:
    return {name: digest for name, digest in tree(bureau.home.path).items() if "/." not in name}


@pytest.fixture(scope="module")
def prefect_at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    from flows.quiet import quiet

    before = dict(os.environ)
    quiet(tmp_path_factory.mktemp("clock"))
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def scheduled(prefect_at_work: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module under test, made to try again without waiting."""
    from flows import scheduled as module

    for step in (module.begin_night, module.land_deliveries, module.publish_results):
        monkeypatch.setattr(step, "retry_delay_seconds", [0] * len(module.PAUSES))
    return module


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    return fill(tmp_path / "scheduled")


@pytest.fixture
def twin(tmp_path: Path) -> Bureau:
    return fill(tmp_path / "plain")


def test_it_says_what_the_plain_night_says_and_a_repeat_changes_nothing(
    scheduled: Any, bureau: Bureau, twin: Bureau
) -> None:
    plain = twin.night(NIGHT)
    first = scheduled.nightly(str(bureau.home.path), NIGHT)
    assert (first.content_digest, first.run_id, first.exit_code) == (
        plain.content_digest,
        plain.run_id,
        plain.exit_code,
    )
    assert said(bureau) == said(twin) and said(bureau)
    assert runs(bureau) == runs(twin)
    before = tree(bureau.home.path)
    again = scheduled.nightly(str(bureau.home.path), NIGHT)
    assert again.is_repeated and again.run_id == first.run_id
    assert tree(bureau.home.path) == before and runs(bureau) == runs(twin)


def test_prefect_is_told_days_the_home_and_counts(scheduled: Any, bureau: Bureau) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId

    state = scheduled.nightly(str(bureau.home.path), NIGHT, return_state=True)
    run_id = state.state_details.flow_run_id
    with get_client(sync_client=True) as client:
        parameters = client.read_flow_run(run_id).parameters
        artifacts = client.read_artifacts(
            artifact_filter=ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run_id]))
        )
    assert parameters == {"home": str(bureau.home.path), "as_of": "2022-05-18", "known_at": None}
    (artifact,) = artifacts
    text = str(artifact.data)
    assert "|共同生活家庭成员|3|2|0|1|0|0|" in text
    assert "|N05|医疗自付累计过高|1|1|" in text
    (warning,) = bureau.warnings()
    assert not [
        canary for canary in (*CANARIES, warning["warning_id"], warning["household_key"]) if canary in text
    ]


def test_without_a_day_it_is_the_night_it_was_due(scheduled: Any, bureau: Bureau) -> None:
    from flows.clock import now

    before = now().date()
    assert before <= scheduled.nightly(str(bureau.home.path)).as_of <= now().date()


def test_a_step_that_fails_marks_the_run_as_the_plain_night_does(
    scheduled: Any, bureau: Bureau, twin: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin.night(NIGHT)
    scheduled.nightly(str(bureau.home.path), NIGHT)
    before = standing(bureau)
    monkeypatch.setattr("flows.publish.night.write_office_lists", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        twin.night("2022-05-19")
    with pytest.raises(DoudiError) as failed:
        scheduled.nightly(str(bureau.home.path), date(2022, 5, 19))
    monkeypatch.undo()
    assert (
        failed.value.fault.code == "E-UNEXPECTED"
        and "ZeroDivisionError test_scheduled.py" in failed.value.where
    )
    assert standing(bureau) == before
    assert runs(bureau) == runs(twin)
    assert runs(bureau)[-1][3:] == ("failed", 70)
    assert scheduled.nightly(str(bureau.home.path), date(2022, 5, 19)).exit_code == 3


def test_landing_is_tried_again_when_the_disk_or_a_share_fails(
    scheduled: Any, bureau: Bureau, twin: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.ingest import load

    stage, calls = load.stage, []

    def away_once(*args: Any, **options: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise OSError(errno.EIO, "the share is away", f"{FILE} {NAME}")
        return stage(*args, **options)

    monkeypatch.setattr(load, "stage", away_once)
    outcome = scheduled.nightly(str(bureau.home.path), NIGHT)
    monkeypatch.undo()
    assert len(calls) == 4  # three files, and the second of them twice
    assert outcome.content_digest == twin.night(NIGHT).content_digest
    assert said(bureau) == said(twin) and runs(bureau) == runs(twin)


@pytest.mark.parametrize(
    ("error", "attempts", "exit_code"),
    [
        (DoudiError("E-RECONCILE", f"household_member/2022-05-01/{FILE}"), 1, 1),
        (ValueError(f"{NAME} {number(701)}"), 1, 70),
        (DoudiError("E-DISK", exit_code=75), 4, 75),
        (duckdb.IOException("No space left on device"), 4, 75),
    ],
)
def test_only_what_may_be_better_later_is_tried_again(
    scheduled: Any,
    bureau: Bureau,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    attempts: int,
    exit_code: int,
) -> None:
    calls = []

    def land(*_: object) -> None:
        calls.append(1)
        raise error

    monkeypatch.setattr(scheduled, "land", land)
    with pytest.raises(DoudiError) as failed:
        scheduled.nightly(str(bureau.home.path), NIGHT)
    assert len(calls) == attempts
    assert not [canary for canary in CANARIES if canary in str(failed.value)]
    assert [row[3:] for row in runs(bureau)] == [("failed", exit_code)]


def test_it_waits_for_another_run_to_end_and_leaves_the_lock_free(
    scheduled: Any, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, attempts = ExitStack(), []
    other.enter_context(only_one(bureau.home.path))
    under_way = scheduled.under_way

    def attempt(*args: Any) -> Any:
        attempts.append(1)
        if len(attempts) == 3:
            other.close()
        return under_way(*args)

    monkeypatch.setattr(scheduled, "under_way", attempt)
    assert scheduled.nightly(str(bureau.home.path), NIGHT).exit_code == 3
    assert len(attempts) == 3 and len(runs(bureau)) == 1
    with only_one(bureau.home.path), pytest.raises(DoudiError) as refused:
        scheduled.nightly(str(bureau.home.path), NIGHT)
    assert refused.value.fault.code == "E-LOCK" and refused.value.exit_code == 75 and len(runs(bureau)) == 1


SPY = """
import os, sys
def spy(event, args):
    if event not in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        return
    host = args[0] if event == "socket.getaddrinfo" else args[1]
    host = host[0] if isinstance(host, tuple) else host
    host = host.decode() if isinstance(host, bytes) else host
    if host not in (None, "localhost", "127.0.0.1", "::1", "0.0.0.0") and not str(host).startswith("/"):
        with open(os.environ["SPY_LOG"], "a") as log:
            log.write(f"{event} {host}\\n")
    elif event == "socket.connect":
        with open(os.environ["SPY_LOG"] + ".loopback", "a") as log:
            log.write(f"{os.getpid()}\\n")
sys.addaudithook(spy)
"""

AT_WORK = """
import sys
from datetime import date
from pathlib import Path
from flows.quiet import quiet
home, canaries = sys.argv[1], sys.argv[2]
quiet(Path(home))
import duckdb
from flows import scheduled
from schemas.faults import DoudiError
assert scheduled.nightly(home, date(2022, 5, 18)).exit_code == 3

def quote(*_):
    duckdb.sql("SELECT CAST($1 AS INTEGER)", params=[canaries]).fetchall()
def name(*_):
    raise DoudiError("E-RECONCILE", canaries)
def chain(*_):
    try:
        raise KeyError(canaries)
    except KeyError as error:
        raise RuntimeError(canaries) from error
for step in (quote, name, chain):
    for place in ("land", "judge", "publish"):
        kept = getattr(scheduled, place)
        setattr(scheduled, place, step)
        try:
            scheduled.nightly(home, date(2022, 5, 19))
        except DoudiError as error:
            print(error)
        else:
            raise SystemExit("it should have failed")
        setattr(scheduled, place, kept)
"""


def watched(place: Path) -> dict[str, str]:
    """Surroundings in which every Python process writes down whom it calls."""
    (place / "spy").mkdir()
    (place / "spy" / "sitecustomize.py").write_text(SPY)
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT")}
    return inherited | {"PYTHONPATH": f"{place / 'spy'}:{ROOT}", "SPY_LOG": str(place / "network")}


def called(surroundings: dict[str, str]) -> str:
    log = Path(surroundings["SPY_LOG"])
    assert log.with_name("network.loopback").exists()
    return log.read_text() if log.exists() else ""


def memory(bureau: Bureau) -> bytes:
    kept = (bureau.home.path / "prefect").rglob("*")
    return b"".join(path.read_bytes() for path in sorted(kept) if path.is_file())


def betrayed(heard: bytes) -> list[str]:
    return [word for word in CANARIES if word.encode() in heard or json.dumps(word)[1:-1].encode() in heard]


def test_nothing_of_anyone_reaches_prefects_memory_its_logs_or_the_network(
    bureau: Bureau, tmp_path: Path
) -> None:
    """A process of its own with a real server: a good night, then nine that fail with a message full of canaries."""
    surroundings = watched(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", AT_WORK, str(bureau.home.path), " ".join(CANARIES)],
        capture_output=True,
        timeout=300,
        cwd=ROOT,
        env=surroundings,
    )
    assert done.returncode == 0, done.stderr.decode()
    kept = memory(bureau)
    assert b"night-370902" in kept and b"E-RECONCILE" in kept and b"E-UNEXPECTED" in kept
    assert betrayed(kept + done.stdout + done.stderr) == []
    assert called(surroundings) == ""


def test_a_night_that_was_not_started_is_made_good_by_the_next_one(
    scheduled: Any, bureau: Bureau, twin: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = [twin.night(day) for day in ("2022-05-18", "2022-05-19", "2022-05-20")]
    scheduled.nightly(str(bureau.home.path), NIGHT)
    monkeypatch.setattr(scheduled, "_day_due", lambda: date(2022, 5, 20))
    last = scheduled.nightly(str(bureau.home.path))
    assert (last.run_id, last.content_digest) == (plain[-1].run_id, plain[-1].content_digest)
    assert runs(bureau) == runs(twin)


def test_a_night_that_prefect_could_not_begin_is_noticed(
    scheduled: Any, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheduled.nightly(str(bureau.home.path), NIGHT)
    with pytest.raises(DoudiError) as failed:
        scheduled.nightly(str(bureau.home.path))
    assert failed.value.fault.code == "E-GAP"
    (notice,) = (bureau.home.path / "notices").glob("*E-GAP.txt")
    assert "--since" in notice.read_text()


def test_a_good_night_of_its_own_is_silent(bureau: Bureau) -> None:
    code = AT_WORK.split("def quote")[0]
    done = subprocess.run(
        [sys.executable, "-c", code, str(bureau.home.path), ""],
        capture_output=True,
        timeout=300,
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if not key.startswith("PREFECT")},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_plain_night_does_not_import_the_orchestrator(bureau: Bureau) -> None:
    code = """
import sys
from flows.cli import main
assert main(["run", "--as-of", "2022-05-18", "--home", sys.argv[1]]) == 3
assert not {"prefect", "flows.scheduled"} & sys.modules.keys()
"""
    done = subprocess.run([sys.executable, "-c", code, str(bureau.home.path)], capture_output=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()


def test_the_orchestrator_is_silenced_before_it_is_there(tmp_path: Path) -> None:
    code = "import prefect; from pathlib import Path; from flows.quiet import quiet; quiet(Path('.'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PREFECT_HOME": str(tmp_path)},
    )
    assert b"RuntimeError" in done.stderr
